//! Keys of maps: text, and what is one word of text.

use super::CanonicalError;
use super::writer::{Writer, float};
use serde::Serialize;
use serde::ser::{Error as _, Impossible, Serializer};

/// Writes a key and nothing else.
pub(super) struct Key<'w>(pub &'w mut Writer);

impl Key<'_> {
    fn text(self, key: &str) -> Result<(), CanonicalError> {
        self.0.name(key);
        Ok(())
    }
}

fn refused<T>() -> Result<T, CanonicalError> {
    Err(CanonicalError::custom("the key of a map is not text"))
}

impl Serializer for Key<'_> {
    type Ok = ();
    type Error = CanonicalError;
    type SerializeSeq = Impossible<(), CanonicalError>;
    type SerializeTuple = Impossible<(), CanonicalError>;
    type SerializeTupleStruct = Impossible<(), CanonicalError>;
    type SerializeTupleVariant = Impossible<(), CanonicalError>;
    type SerializeMap = Impossible<(), CanonicalError>;
    type SerializeStruct = Impossible<(), CanonicalError>;
    type SerializeStructVariant = Impossible<(), CanonicalError>;

    fn serialize_bool(self, key: bool) -> Result<(), CanonicalError> {
        self.text(if key { "true" } else { "false" })
    }

    fn serialize_i8(self, key: i8) -> Result<(), CanonicalError> {
        self.serialize_i128(key.into())
    }

    fn serialize_i16(self, key: i16) -> Result<(), CanonicalError> {
        self.serialize_i128(key.into())
    }

    fn serialize_i32(self, key: i32) -> Result<(), CanonicalError> {
        self.serialize_i128(key.into())
    }

    fn serialize_i64(self, key: i64) -> Result<(), CanonicalError> {
        self.serialize_i128(key.into())
    }

    // digits in a string are not rounded, so that any whole number will do
    fn serialize_i128(self, key: i128) -> Result<(), CanonicalError> {
        self.text(&key.to_string())
    }

    fn serialize_u8(self, key: u8) -> Result<(), CanonicalError> {
        self.serialize_u128(key.into())
    }

    fn serialize_u16(self, key: u16) -> Result<(), CanonicalError> {
        self.serialize_u128(key.into())
    }

    fn serialize_u32(self, key: u32) -> Result<(), CanonicalError> {
        self.serialize_u128(key.into())
    }

    fn serialize_u64(self, key: u64) -> Result<(), CanonicalError> {
        self.serialize_u128(key.into())
    }

    fn serialize_u128(self, key: u128) -> Result<(), CanonicalError> {
        self.text(&key.to_string())
    }

    fn serialize_f32(self, key: f32) -> Result<(), CanonicalError> {
        self.serialize_f64(key.into())
    }

    fn serialize_f64(self, key: f64) -> Result<(), CanonicalError> {
        self.text(float(key, &mut ryu_js::Buffer::new())?)
    }

    fn serialize_char(self, key: char) -> Result<(), CanonicalError> {
        self.text(key.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, key: &str) -> Result<(), CanonicalError> {
        self.text(key)
    }

    fn serialize_bytes(self, _key: &[u8]) -> Result<(), CanonicalError> {
        refused()
    }

    fn serialize_none(self) -> Result<(), CanonicalError> {
        refused()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, key: &T) -> Result<(), CanonicalError> {
        key.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), CanonicalError> {
        refused()
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), CanonicalError> {
        refused()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), CanonicalError> {
        self.text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        key: &T,
    ) -> Result<(), CanonicalError> {
        key.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _key: &T,
    ) -> Result<(), CanonicalError> {
        refused()
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Self::SerializeSeq, CanonicalError> {
        refused()
    }

    fn serialize_tuple(self, _len: usize) -> Result<Self::SerializeTuple, CanonicalError> {
        refused()
    }

    fn serialize_tuple_struct(
        self,
        _name: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeTupleStruct, CanonicalError> {
        refused()
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeTupleVariant, CanonicalError> {
        refused()
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Self::SerializeMap, CanonicalError> {
        refused()
    }

    fn serialize_struct(
        self,
        _name: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeStruct, CanonicalError> {
        refused()
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeStructVariant, CanonicalError> {
        refused()
    }
}
