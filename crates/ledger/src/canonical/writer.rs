//! The one text that a value is written into.

use super::{CanonicalError, MAX_SAFE_INTEGER};
use serde::ser::Error as _;
use std::cmp::Ordering;
use std::fmt::{self, Display, Write as _};
use std::ops::Range;

/// Enough for a small value without growing; there are many that are kept.
const CAPACITY: usize = 128;

/// What is written, and the properties of the objects that are still open.
pub(super) struct Writer {
    text: String,
    /// Names of the properties as they are, without escapes, one after the other.
    names: String,
    properties: Vec<Property>,
}

/// A property of an open object.
struct Property {
    /// Where it is in the names.
    name: Range<usize>,
    /// Where it is in the text, name and value.
    piece: Range<usize>,
}

impl Property {
    fn name<'n>(&self, names: &'n str) -> &'n str {
        names.get(self.name.clone()).unwrap_or_default()
    }
}

/// Where an open object begins.
pub(super) struct Open {
    /// Where its first property begins in the text.
    pub text: usize,
    names: usize,
    properties: usize,
}

impl Writer {
    pub fn new() -> Self {
        Self { text: String::with_capacity(CAPACITY), names: String::new(), properties: Vec::new() }
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// Where the next character goes.
    pub fn place(&self) -> usize {
        self.text.len()
    }

    /// Writes what needs no escapes.
    pub fn plain(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A comma, unless what begins at this place is still empty.
    pub fn separate(&mut self, begin: usize) {
        if self.text.len() > begin {
            self.text.push(',');
        }
    }

    pub fn string(&mut self, text: &str) {
        self.text.push('"');
        escape(&mut self.text, text);
        self.text.push('"');
    }

    /// What a value displays, as a string.
    pub fn displayed(&mut self, value: &(impl Display + ?Sized)) -> Result<(), CanonicalError> {
        self.text.push('"');
        write!(Escaped(&mut self.text), "{value}").map_err(CanonicalError::custom)?;
        self.text.push('"');
        Ok(())
    }

    /// A whole number that is so far from zero.
    pub fn whole(&mut self, number: impl Display, size: u128) -> Result<(), CanonicalError> {
        if size > u128::from(MAX_SAFE_INTEGER) {
            return Err(CanonicalError::Rounded(number.to_string()));
        }
        write!(self.text, "{number}").map_err(CanonicalError::custom)
    }

    pub fn float(&mut self, number: f64) -> Result<(), CanonicalError> {
        self.text.push_str(float(number, &mut ryu_js::Buffer::new())?);
        Ok(())
    }

    pub fn begin_object(&mut self) -> Open {
        self.text.push('{');
        Open { text: self.text.len(), names: self.names.len(), properties: self.properties.len() }
    }

    /// Begins a property; its value is to be written next.
    pub fn name(&mut self, name: &str) {
        let (begin, place) = (self.names.len(), self.text.len());
        self.names.push_str(name);
        self.properties.push(Property { name: begin..self.names.len(), piece: place..place });
        self.string(name);
        self.text.push(':');
    }

    /// Ends the property that was begun last.
    pub fn end_property(&mut self) {
        if let Some(property) = self.properties.last_mut() {
            property.piece.end = self.text.len();
        }
    }

    /// Puts the properties of an object in order and closes it.
    pub fn end_object(&mut self, open: &Open) -> Result<(), CanonicalError> {
        let names = self.names.as_str();
        let object = self.properties.get_mut(open.properties..).unwrap_or_default();
        let order = |a: &Property, b: &Property| order(a.name(names), b.name(names));
        // one after the other is in order already, and then none is there twice
        if !object.is_sorted_by(|a, b| order(a, b).is_lt()) {
            object.sort_unstable_by(order);
            let twice = object.windows(2).find_map(|pair| match pair {
                [a, b] if order(a, b).is_eq() => Some(a.name(names)),
                _ => None,
            });
            if let Some(name) = twice {
                return Err(CanonicalError::Twice(name.to_owned()));
            }
            // behind what was written, which then goes
            let end = self.text.len();
            for property in object {
                if self.text.len() > end {
                    self.text.push(',');
                }
                self.text.extend_from_within(property.piece.clone());
            }
            self.text.drain(open.text..end);
        }
        self.names.truncate(open.names);
        self.properties.truncate(open.properties);
        self.text.push('}');
        Ok(())
    }
}

/// By UTF-16 (RFC 8785 section 3.2.3), which for ASCII is the order of the bytes.
fn order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// A number as ECMAScript writes it.
pub(super) fn float(number: f64, buffer: &mut ryu_js::Buffer) -> Result<&str, CanonicalError> {
    if number.is_finite() {
        Ok(buffer.format_finite(number))
    } else {
        Err(CanonicalError::custom(format_args!("{number} is not a number that JSON has")))
    }
}

/// Writes the inside of a string as ECMAScript does.
fn escape(text: &mut String, mut rest: &str) {
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')) {
        let (plain, tail) = rest.split_at(at);
        text.push_str(plain);
        let mut tail = tail.chars();
        match tail.next() {
            Some('\u{8}') => text.push_str("\\b"),
            Some('\t') => text.push_str("\\t"),
            Some('\n') => text.push_str("\\n"),
            Some('\u{c}') => text.push_str("\\f"),
            Some('\r') => text.push_str("\\r"),
            Some(control @ ..' ') => text.push_str(&format!("\\u{:04x}", u32::from(control))),
            Some(other) => text.extend(['\\', other]),
            None => {}
        }
        rest = tail.as_str();
    }
    text.push_str(rest);
}

/// Takes down the inside of a string as it comes.
struct Escaped<'t>(&'t mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(self.0, text);
        Ok(())
    }
}
