//! C2SP signed notes: text with signatures, as people and programs read it (c2sp.org/signed-note).

use crate::text::{base64, is_name, unbase64};
use crate::{SignerKey, VerifierKey};

/// Most bytes of a note. Sixteen signatures of the largest kind known fit twelve times.
pub const MAX_NOTE: usize = 1 << 20;
/// Most signatures of a note.
pub const MAX_SIGNATURES: usize = 100;

/// Why a note is none, or is not to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// More than [`MAX_NOTE`] bytes.
    #[error("the note is longer than {} bytes", MAX_NOTE)]
    TooLong,
    /// More than [`MAX_SIGNATURES`] signatures.
    #[error("the note has more than {} signatures", MAX_SIGNATURES)]
    TooManySignatures,
    /// The bytes are not UTF-8.
    #[error("the note is not UTF-8")]
    NotUtf8,
    /// A control character other than the newline.
    #[error("the note has a control character in line {line}")]
    ControlCharacter {
        /// Line, from 1.
        line: usize,
    },
    /// The text to sign does not end in a newline.
    #[error("the text of a note ends in a newline")]
    Unfinished,
    /// There is no blank line with signatures after it, or the last line is not whole.
    #[error("the note has no signatures after a blank line at its end")]
    NoSignatures,
    /// A line among the signatures is no signature.
    #[error("line {line} of the note is not a signature")]
    SignatureLine {
        /// Line, from 1.
        line: usize,
    },
    /// A signature by a known key is wrong: the note is refused as a whole.
    #[error("the signature of `{name}` does not fit the note")]
    BadSignature {
        /// Name of the key.
        name: String,
    },
    /// None of the signatures is by a known key.
    #[error("no known key signed the note")]
    Unsigned,
}

/// A note, taken apart. Nothing in it is to be believed before [`Note::signers`] says who signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note<'a> {
    text: &'a str,
    signatures: Vec<NoteSignature<'a>>,
}

/// A signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature<'a> {
    /// Name of the key.
    pub name: &'a str,
    /// Id of the key.
    pub id: u32,
    /// The signature itself, in the form of the key's algorithm.
    pub bytes: Vec<u8>,
}

impl<'a> Note<'a> {
    /// Takes a note apart.
    ///
    /// # Errors
    /// When the bytes are not a signed note.
    pub fn parse(note: &'a (impl AsRef<[u8]> + ?Sized)) -> Result<Self, NoteError> {
        let bytes = note.as_ref();
        if bytes.len() > MAX_NOTE {
            return Err(NoteError::TooLong);
        }
        let note = std::str::from_utf8(bytes).map_err(|_| NoteError::NotUtf8)?;
        plain(note)?;
        // the last blank line separates: the text may have others
        let at = note.rfind("\n\n").ok_or(NoteError::NoSignatures)?;
        let (text, rest) = note.split_at_checked(at + 1).ok_or(NoteError::NoSignatures)?;
        let lines = (rest.strip_prefix('\n').and_then(|rest| rest.strip_suffix('\n')))
            .ok_or(NoteError::NoSignatures)?;
        let first = text.matches('\n').count() + 2;
        let mut signatures = Vec::new();
        for (line, at) in lines.split('\n').zip(first..) {
            if signatures.len() == MAX_SIGNATURES {
                return Err(NoteError::TooManySignatures);
            }
            signatures.push(signature(line).ok_or(NoteError::SignatureLine { line: at })?);
        }
        Ok(Self { text, signatures })
    }

    /// Verifies a note and gives its text: [`Note::parse`] and [`Note::signers`] in one. Signatures by keys that are not
    /// given are ignored.
    ///
    /// # Errors
    /// When the bytes are not a note, no given key signed it, or a signature of a given key is wrong.
    pub fn verify(note: &'a (impl AsRef<[u8]> + ?Sized), keys: &[VerifierKey]) -> Result<&'a str, NoteError> {
        let note = Self::parse(note)?;
        note.signers(keys)?;
        Ok(note.text)
    }

    /// What is signed, with its last newline.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// All signatures, in their order, verified or not.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature<'a>] {
        &self.signatures
    }

    /// Which of the keys signed the text, in the order of the signatures. Signatures by other keys are ignored, those that
    /// share only the name or only the id with a known key among them.
    ///
    /// # Errors
    /// When none of the keys did, or a signature of one of them is wrong.
    pub fn signers<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k VerifierKey> + Clone,
    ) -> Result<Vec<&'k VerifierKey>, NoteError> {
        let mut signers = Vec::new();
        for NoteSignature { name, id, bytes } in &self.signatures {
            let mut known =
                (keys.clone().into_iter()).filter(|key| key.name() == *name && key.id() == *id).peekable();
            if known.peek().is_none() {
                continue;
            }
            let Some(key) = known.find(|key| key.accepts(self.text.as_bytes(), bytes)) else {
                return Err(NoteError::BadSignature { name: (*name).to_owned() });
            };
            if !signers.contains(&key) {
                signers.push(key);
            }
        }
        if signers.is_empty() { Err(NoteError::Unsigned) } else { Ok(signers) }
    }
}

/// Signs a text with one or more keys.
///
/// # Errors
/// When the text does not end in a newline or has other control characters, or there is no key or too many.
pub fn sign_note(text: &str, keys: &[&SignerKey]) -> Result<String, NoteError> {
    plain(text)?;
    if !text.ends_with('\n') {
        return Err(NoteError::Unfinished);
    }
    match keys.len() {
        0 => return Err(NoteError::NoSignatures),
        1..=MAX_SIGNATURES => {}
        _ => return Err(NoteError::TooManySignatures),
    }
    let mut note = format!("{text}\n");
    for key in keys {
        let mut bytes = key.verifier().id().to_be_bytes().to_vec();
        bytes.extend(key.sign(text.as_bytes()));
        note.push_str(&format!("— {} {}\n", key.verifier().name(), base64(bytes)));
    }
    if note.len() > MAX_NOTE { Err(NoteError::TooLong) } else { Ok(note) }
}

/// Refuses control characters other than the newline.
fn plain(text: &str) -> Result<(), NoteError> {
    let mut line = 1;
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            0..0x20 => return Err(NoteError::ControlCharacter { line }),
            _ => {}
        }
    }
    Ok(())
}

/// `— name base64(id || signature)`
fn signature(line: &str) -> Option<NoteSignature<'_>> {
    let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
    let bytes = unbase64(encoded)?;
    let (id, bytes) = bytes.split_first_chunk::<4>()?;
    (is_name(name) && !bytes.is_empty()).then(|| NoteSignature {
        name,
        id: u32::from_be_bytes(*id),
        bytes: bytes.to_vec(),
    })
}
