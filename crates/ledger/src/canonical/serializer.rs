//! How values of Rust are JSON: as `serde_json` has it.

use super::CanonicalError;
use super::key::Key;
use super::writer::{Open, Writer};
use serde::Serialize;
use serde::ser::{
    Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::fmt::Display;

/// What `serde_json` calls structs that hold JSON as text, which nobody has put in order.
const RAW: &str = "$serde_json::private::";

impl Writer {
    /// Begins an enum's variant that has a value: an object with one property.
    fn variant(&mut self, variant: &str) {
        self.plain("{");
        self.string(variant);
        self.plain(":");
    }

    fn list(&mut self, close: &'static str) -> List<'_> {
        self.plain("[");
        let begin = self.place();
        List { writer: self, begin, close }
    }

    fn object(&mut self, close: &'static str) -> Object<'_> {
        let open = self.begin_object();
        Object { writer: self, open, close }
    }
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = CanonicalError;
    type SerializeSeq = List<'w>;
    type SerializeTuple = List<'w>;
    type SerializeTupleStruct = List<'w>;
    type SerializeTupleVariant = List<'w>;
    type SerializeMap = Object<'w>;
    type SerializeStruct = Object<'w>;
    type SerializeStructVariant = Object<'w>;

    fn serialize_bool(self, value: bool) -> Result<(), CanonicalError> {
        self.plain(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), CanonicalError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), CanonicalError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), CanonicalError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), CanonicalError> {
        self.whole(value, value.unsigned_abs().into())
    }

    fn serialize_i128(self, value: i128) -> Result<(), CanonicalError> {
        self.whole(value, value.unsigned_abs())
    }

    fn serialize_u8(self, value: u8) -> Result<(), CanonicalError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), CanonicalError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), CanonicalError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), CanonicalError> {
        self.whole(value, value.into())
    }

    fn serialize_u128(self, value: u128) -> Result<(), CanonicalError> {
        self.whole(value, value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), CanonicalError> {
        self.float(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), CanonicalError> {
        self.float(value)
    }

    fn serialize_char(self, value: char) -> Result<(), CanonicalError> {
        self.string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), CanonicalError> {
        self.string(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), CanonicalError> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), CanonicalError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), CanonicalError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), CanonicalError> {
        self.plain("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), CanonicalError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), CanonicalError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.variant(variant);
        value.serialize(&mut *self)?;
        self.plain("}");
        Ok(())
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<List<'w>, CanonicalError> {
        Ok(self.list("]"))
    }

    fn serialize_tuple(self, _len: usize) -> Result<List<'w>, CanonicalError> {
        Ok(self.list("]"))
    }

    fn serialize_tuple_struct(self, _name: &'static str, _len: usize) -> Result<List<'w>, CanonicalError> {
        Ok(self.list("]"))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<List<'w>, CanonicalError> {
        self.variant(variant);
        Ok(self.list("]}"))
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Object<'w>, CanonicalError> {
        Ok(self.object(""))
    }

    fn serialize_struct(self, name: &'static str, _len: usize) -> Result<Object<'w>, CanonicalError> {
        if name.starts_with(RAW) {
            return Err(CanonicalError::custom("it holds JSON as text"));
        }
        Ok(self.object(""))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Object<'w>, CanonicalError> {
        self.variant(variant);
        Ok(self.object("}"))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), CanonicalError> {
        self.displayed(value)
    }
}

/// An array that is still open.
pub(super) struct List<'w> {
    writer: &'w mut Writer,
    /// Where its first element begins.
    begin: usize,
    close: &'static str,
}

impl List<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        self.writer.separate(self.begin);
        value.serialize(&mut *self.writer)
    }

    fn close(self) -> Result<(), CanonicalError> {
        self.writer.plain(self.close);
        Ok(())
    }
}

impl SerializeSeq for List<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        self.element(value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.close()
    }
}

impl SerializeTuple for List<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        self.element(value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.close()
    }
}

impl SerializeTupleStruct for List<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        self.element(value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.close()
    }
}

impl SerializeTupleVariant for List<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        self.element(value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.close()
    }
}

/// An object that is still open.
pub(super) struct Object<'w> {
    writer: &'w mut Writer,
    open: Open,
    /// What follows its own brace.
    close: &'static str,
}

impl Object<'_> {
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        value.serialize(&mut *self.writer)?;
        self.writer.end_property();
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), CanonicalError> {
        self.writer.separate(self.open.text);
        self.writer.name(name);
        self.value(value)
    }

    fn close(self) -> Result<(), CanonicalError> {
        self.writer.end_object(&self.open)?;
        self.writer.plain(self.close);
        Ok(())
    }
}

impl SerializeMap for Object<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), CanonicalError> {
        self.writer.separate(self.open.text);
        key.serialize(Key(self.writer))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        self.value(value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.close()
    }
}

impl SerializeStruct for Object<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.close()
    }
}

impl SerializeStructVariant for Object<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.close()
    }
}
