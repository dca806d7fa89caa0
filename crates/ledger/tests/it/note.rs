//! Signed notes and keys: the examples of c2sp.org/signed-note, and what is no note.

use crate::history::{DEVICE, key};
use steward_ledger::{
    KeyError, MAX_NOTE, MAX_SIGNATURES, Note, NoteError, SignerKey, VerifierKey, sign_note,
};

/// The example of the specification.
const VKEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const NOTE: &str = "This is an example message.\n\n\
— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
/// The other one, with a blank line in its text.
const POEM: &str = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n\
— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

fn vkey() -> VerifierKey {
    VKEY.parse().unwrap()
}

#[test]
fn the_example_of_the_specification() {
    let key = vkey();
    assert_eq!((key.name(), key.id(), key.to_string().as_str()), ("example.com/foo", 0x530d_903a, VKEY));
    assert_eq!(Note::verify(NOTE, std::slice::from_ref(&key)), Ok("This is an example message.\n"));
    let note = Note::parse(POEM).unwrap();
    assert!(note.text().ends_with("sole:\n\ned è subito sera.\n"));
    assert_eq!(
        (note.signatures()[0].name, note.signatures()[0].id),
        ("quasimodo.example/salvatore", 0x367b_a04b)
    );
    assert_eq!(Note::verify(POEM, &[key]), Err(NoteError::Unsigned));
}

#[test]
fn a_note_signed_elsewhere() {
    // made with another implementation from the seed of 32 times 7
    let note = "steward/5f0c9d2e\n1\nUFFM8qibeBvVVODXj+Po/8YP9/qvTT7rnxHJBlh4las=\n\n\
— steward/5f0c9d2e iVFbf2B/hQa6YN443m5HbB1U/iArRYH+Orp+Cb9V0hcyOj4GrjRt0WhXi1W/RtTLRP7pyrvpRnJJZK9eCRohMHhhMAI=\n";
    let key = key(7);
    assert_eq!(
        key.verifier().to_string(),
        "steward/5f0c9d2e+89515b7f+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"
    );
    let text = Note::verify(note, &[key.verifier().clone()]).unwrap();
    assert_eq!(sign_note(text, &[&key]).unwrap(), note);
}

#[test]
fn ed25519_is_that_of_rfc_8032() {
    // section 7.1, test 2
    let seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    let public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                     085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
    let seed: [u8; 32] = hex::decode(seed).unwrap().try_into().unwrap();
    let key = SignerKey::from_seed("test", &seed).unwrap();
    assert_eq!(hex::encode(key.verifier().public()), public);
    let mut signature = hex::decode(signature).unwrap();
    assert!(key.verifier().accepts(&[0x72], &signature));
    assert!(!key.verifier().accepts(&[0x73], &signature));
    assert!(!key.verifier().accepts(&[0x72], &signature[..63]));
    // the same signature with its second half beyond the order of the group
    signature[63] |= 0x80;
    assert!(!key.verifier().accepts(&[0x72], &signature));
}

#[test]
fn signatures_by_others_are_ignored_and_wrong_ones_are_not() {
    let (ours, same_name) = (key(7), key(8));
    let other = SignerKey::from_seed("example.com/witness", &[7; 32]).unwrap();
    let note = sign_note("text\n", &[&same_name, &ours, &other]).unwrap();
    let keys = [ours.verifier().clone()];
    assert_eq!(Note::verify(&note, &keys), Ok("text\n"));
    let parsed = Note::parse(&note).unwrap();
    let both = [ours.verifier().clone(), other.verifier().clone()];
    assert_eq!(parsed.signers(&both).unwrap(), [ours.verifier(), other.verifier()]);
    assert_eq!(Note::verify(&note, &[]), Err(NoteError::Unsigned));
    // one signature of a known key that is wrong spoils the note, whoever else signed it
    let spoilt = note.replace("text", "test");
    assert_eq!(Note::verify(&spoilt, &keys), Err(NoteError::BadSignature { name: DEVICE.to_owned() }));
    let lines: Vec<&str> = note.lines().collect();
    let wrong = sign_note("test\n", &[&ours]).unwrap();
    let mixed = format!("{}\n\n{}\n{}\n", lines[0], wrong.lines().last().unwrap(), lines[4]);
    assert_eq!(Note::verify(&mixed, &[other.verifier().clone()]), Ok("text\n"));
    assert_eq!(Note::verify(&mixed, &both), Err(NoteError::BadSignature { name: DEVICE.to_owned() }));
}

#[test]
fn any_flipped_bit_is_found() {
    let keys = [vkey()];
    for at in 0..NOTE.len() {
        for bit in 0..8 {
            let mut bytes = NOTE.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            assert!(Note::verify(&bytes, &keys).is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn what_is_no_note() {
    let line = "— example.com/foo Uw2QOkn8srU=\n";
    let cases: [(String, NoteError); 16] = [
        (String::new(), NoteError::NoSignatures),
        ("text\n".into(), NoteError::NoSignatures),
        ("text\n\n".into(), NoteError::NoSignatures),
        (format!("text\n{line}"), NoteError::NoSignatures),
        (format!("\n{line}"), NoteError::NoSignatures),
        (format!("text\n\n{}", line.trim_end()), NoteError::NoSignatures),
        (format!("text\n\n{line}\n"), NoteError::NoSignatures),
        (format!("text\n\n{line}x\n"), NoteError::SignatureLine { line: 4 }),
        ("text\n\n- example.com/foo Uw2QOkn8srU=\n".into(), NoteError::SignatureLine { line: 3 }),
        ("text\n\n— example.com/foo\n".into(), NoteError::SignatureLine { line: 3 }),
        ("text\n\n—  Uw2QOkn8srU=\n".into(), NoteError::SignatureLine { line: 3 }),
        ("text\n\n— a+b Uw2QOkn8srU=\n".into(), NoteError::SignatureLine { line: 3 }),
        // an id and no signature; base64 without its end, or not the only one of its bytes
        ("text\n\n— example.com/foo Uw2QOg==\n".into(), NoteError::SignatureLine { line: 3 }),
        ("text\n\n— example.com/foo Uw2QOkn8srU\n".into(), NoteError::SignatureLine { line: 3 }),
        ("text\n\n— example.com/foo Uw2QOkn8srV=\n".into(), NoteError::SignatureLine { line: 3 }),
        (format!("one\ntwo\r\n\n{line}"), NoteError::ControlCharacter { line: 2 }),
    ];
    for (note, error) in cases {
        assert_eq!(Note::parse(&note), Err(error), "{note:?}");
    }
    assert_eq!(Note::parse(&b"\xff\n\n"[..]), Err(NoteError::NotUtf8));
    assert_eq!(Note::parse(&" ".repeat(MAX_NOTE + 1)), Err(NoteError::TooLong));
    let most = format!("text\n\n{}", line.repeat(MAX_SIGNATURES));
    assert_eq!(Note::parse(&most).unwrap().signatures().len(), MAX_SIGNATURES);
    assert_eq!(Note::parse(&(most + line)), Err(NoteError::TooManySignatures));
}

#[test]
fn what_is_not_signed() {
    let key = key(7);
    assert_eq!(sign_note("text", &[&key]), Err(NoteError::Unfinished));
    assert_eq!(sign_note("", &[&key]), Err(NoteError::Unfinished));
    assert_eq!(sign_note("te\txt\n", &[&key]), Err(NoteError::ControlCharacter { line: 1 }));
    assert_eq!(sign_note("text\n", &[]), Err(NoteError::NoSignatures));
    assert_eq!(sign_note("text\n", &[&key; MAX_SIGNATURES + 1]), Err(NoteError::TooManySignatures));
    // the text keeps its blank lines, at its end too
    let note = sign_note("text\n\n\n", &[&key]).unwrap();
    assert_eq!(Note::verify(&note, &[key.verifier().clone()]), Ok("text\n\n\n"));
}

#[test]
fn what_is_no_key() {
    for name in ["", "a b", "a+b", "a\u{2003}b", "a\nb", "a\0b"] {
        assert_eq!(SignerKey::from_seed(name, &[7; 32]).unwrap_err(), KeyError::Name(name.to_owned()));
    }
    // points that anybody can sign for
    for weak in [[0; 32], {
        let mut one = [0; 32];
        one[0] = 1;
        one
    }] {
        assert_eq!(VerifierKey::new("a", &weak).unwrap_err(), KeyError::PublicKey("a".to_owned()));
    }
    let parse = |text: &str| text.parse::<VerifierKey>().unwrap_err();
    for text in ["", "a", "a+530d903a", "a+530d903+AQ==", "a+530D903A+AQ==", "a+530d903a+", "a+530d903a+?"] {
        assert_eq!(parse(text), KeyError::Form, "{text}");
    }
    assert_eq!(parse("a+530d903a+AQ=="), KeyError::PublicKey("a".to_owned()));
    assert_eq!(parse("a+530d903a+BA=="), KeyError::Algorithm(4));
    let other = VKEY.replace("530d903a", "530d903b");
    assert!(matches!(parse(&other), KeyError::Id { expected: 0x530d_903a, found: 0x530d_903b, .. }));
    let other = VKEY.replace("example.com/foo", "example.com/bar");
    assert!(matches!(parse(&other), KeyError::Id { found: 0x530d_903a, .. }));
    // a private key does not show itself
    assert!(!format!("{:?}", key(7)).contains(&hex::encode([7; 4])));
    assert!(!format!("{:?}", key(7)).contains("7, 7, 7"));
}
