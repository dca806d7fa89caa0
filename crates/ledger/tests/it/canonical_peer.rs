//! Canonical bytes of any value, against those of another implementation.

use proptest::prelude::*;
use serde::{Serialize, Serializer};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt;
use steward_ledger::{CanonicalError, MAX_SAFE_INTEGER, canonical_bytes};

/// JSON whose objects have their keys in any order.
#[derive(Clone, Debug)]
enum Tree {
    Null,
    Bool(bool),
    Whole(i64),
    Float(f64),
    Single(f32),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Whole(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Single(value) => serializer.serialize_f32(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(list) => serializer.collect_seq(list),
            Self::Object(list) => {
                serializer.collect_map(list.iter().map(|(key, value)| (key.as_str(), value)))
            }
        }
    }
}

/// Where the orders of UTF-8 and UTF-16 differ, what has an escape, and what is beside these.
fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        prop::char::range('\0', '\u{7f}'),
        prop::sample::select(vec!['"', '\\', '/', '!', '#', 'a', 'b', '\u{7f}', '\u{80}']),
        prop::char::range('\u{d000}', '\u{d7ff}'),
        prop::char::range('\u{e000}', '\u{ffff}'),
        prop::char::range('\u{10000}', '\u{10ffff}'),
        any::<char>(),
    ]
}

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(character(), 0..=most).prop_map(String::from_iter)
}

fn trees() -> impl Strategy<Value = Tree> {
    let most = MAX_SAFE_INTEGER as i64;
    let leaf = prop_oneof![
        Just(Tree::Null),
        any::<bool>().prop_map(Tree::Bool),
        (-most..=most).prop_map(Tree::Whole),
        (-999i64..=999).prop_map(Tree::Whole),
        // the peer writes `null` for those that are no number
        any::<u64>()
            .prop_map(f64::from_bits)
            .prop_filter("a number", |value| value.is_finite())
            .prop_map(Tree::Float),
        (-1e6..1e6f64).prop_map(Tree::Float),
        any::<u32>()
            .prop_map(f32::from_bits)
            .prop_filter("a number", |value| value.is_finite())
            .prop_map(Tree::Single),
        text(20).prop_map(Tree::Text),
    ];
    leaf.prop_recursive(4, 64, 8, |inner| {
        let object = prop::collection::btree_map(text(3), inner.clone(), 0..8)
            .prop_map(|map| map.into_iter().collect::<Vec<_>>())
            .prop_shuffle();
        prop_oneof![prop::collection::vec(inner, 0..6).prop_map(Tree::List), object.prop_map(Tree::Object)]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_048, ..ProptestConfig::default() })]
    #[test]
    fn any_value_has_the_bytes_that_the_peer_gives(tree in trees()) {
        match (canonical_bytes(&tree), serde_json_canonicalizer::to_vec(&tree)) {
            (Ok(ours), Ok(theirs)) => {
                let (ours, theirs) = (String::from_utf8(ours).unwrap(), String::from_utf8(theirs).unwrap());
                prop_assert_eq!(&ours, &theirs);
                let value = serde_json::to_value(&tree).unwrap();
                prop_assert_eq!(canonical_bytes(&value).unwrap(), ours.into_bytes());
            }
            // a number that is none
            (Err(CanonicalError::Json(_)), Err(_)) => {}
            (ours, theirs) => return Err(TestCaseError::fail(format!("{ours:?} and {theirs:?}"))),
        }
    }

    #[test]
    fn a_key_that_is_there_twice_is_refused(
        keys in prop::collection::btree_set(text(3), 1..8),
        at in any::<usize>(),
    ) {
        let mut list: Vec<(String, Tree)> = keys.into_iter().map(|key| (key, Tree::Null)).collect();
        let twice = list[at % list.len()].0.clone();
        list.insert(at % (list.len() + 1), (twice.clone(), Tree::Bool(true)));
        let deep = Tree::List(vec![Tree::Object(list)]);
        prop_assert!(matches!(canonical_bytes(&deep), Err(CanonicalError::Twice(key)) if key == twice));
    }
}

/// Both write it like this.
fn same(value: &impl Serialize, expected: &str) {
    assert_eq!(String::from_utf8(canonical_bytes(value).unwrap()).unwrap(), expected);
    assert_eq!(serde_json_canonicalizer::to_string(value).unwrap(), expected);
}

#[derive(Serialize)]
struct Nothing;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Shape {
    Plain,
    NewType(u8),
    Tuple(i16, char),
    NoFields(),
    Struct { width: u32, depth: Option<Option<i64>> },
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Name<'n>(&'n str);

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Everything<'e> {
    zeta: Name<'e>,
    shapes: Vec<Shape>,
    pair: (u64, f32),
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<u8>,
    nothing: Nothing,
    alpha: BTreeMap<Name<'e>, ()>,
}

#[test]
fn values_of_rust_are_what_serde_json_makes_of_them() {
    let everything = Everything {
        zeta: Name("z"),
        shapes: vec![
            Shape::Struct { width: 3, depth: Some(None) },
            Shape::Plain,
            Shape::NewType(255),
            Shape::Tuple(-1, '"'),
            Shape::NoFields(),
            Shape::Struct { width: 0, depth: Some(Some(-2)) },
        ],
        pair: (MAX_SAFE_INTEGER, 0.1),
        left_out: None,
        nothing: Nothing,
        alpha: BTreeMap::from([(Name("b"), ()), (Name(""), ())]),
    };
    same(
        &everything,
        concat!(
            r#"{"alpha":{"":null,"b":null},"nothing":null,"pair":[9007199254740991,0.10000000149011612],"#,
            r#""shapes":[{"struct":{"depth":null,"width":3}},"plain",{"new-type":255},{"tuple":[-1,"\""]},"#,
            r#"{"no-fields":[]},{"struct":{"depth":-2,"width":0}}],"zeta":"z"}"#
        ),
    );
    same(&json!([[], {}, [{}], {"a": []}]), r#"[[],{},[{}],{"a":[]}]"#);
    same(&(i8::MIN, i128::from(-5i8), 7u128, -0.0, 'ß', true, None::<u8>), r#"[-128,-5,7,0,"ß",true,null]"#);
}

/// Objects inside of objects, each out of order.
#[test]
fn what_is_inside_keeps_its_order_when_the_outside_moves() {
    let object = |list: Vec<(&str, Tree)>| {
        Tree::Object(list.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    };
    let inner = object(vec![("y", Tree::Whole(1)), ("x", object(vec![]))]);
    let outer = object(vec![("bb", inner.clone()), ("b", Tree::List(vec![inner])), ("b!", Tree::Null)]);
    same(&outer, r#"{"b":[{"x":{},"y":1}],"b!":null,"bb":{"x":{},"y":1}}"#);
}

struct Shown(char, u8);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a{}b\n{}", self.0, self.1)
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

struct Bytes;

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&[0, 255])
    }
}

#[test]
fn text_that_is_displayed_and_bytes() {
    same(&[Shown('"', 1)], r#"["a\"b\n1"]"#);
    same(&Bytes, "[0,255]");
}

/// A map with one key of any kind.
struct Keyed<K>(K);

impl<K: Serialize> Serialize for Keyed<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(&self.0, 1)])
    }
}

#[test]
fn keys_are_one_word() {
    same(&BTreeMap::from([(-10, 'a'), (9, 'b'), (10, 'c')]), r#"{"-10":"a","10":"c","9":"b"}"#);
    same(&BTreeMap::from([(10u8, 1), (9, 2)]), r#"{"10":1,"9":2}"#);
    same(&BTreeMap::from([(true, 1), (false, 2)]), r#"{"false":2,"true":1}"#);
    same(&BTreeMap::from([('"', 1), ('\n', 2)]), r#"{"\n":2,"\"":1}"#);
    same(&Keyed(Shape::Plain), r#"{"plain":1}"#);
    same(&Keyed(Some(Name("n"))), r#"{"n":1}"#);
    same(&Keyed(Shown('"', 1)), r#"{"a\"b\n1":1}"#);
    same(&Keyed(1.5), r#"{"1.5":1}"#);
    // the peer rounds them
    let long = BTreeMap::from([(u64::MAX, 1)]);
    assert_eq!(canonical_bytes(&long).unwrap(), br#"{"18446744073709551615":1}"#);
}

#[test]
fn other_keys_are_refused() {
    fn refused(key: impl Serialize) {
        let keyed = Keyed(key);
        assert!(matches!(canonical_bytes(&keyed), Err(CanonicalError::Json(_))));
        assert!(serde_json_canonicalizer::to_vec(&keyed).is_err());
    }
    refused(());
    refused(Nothing);
    refused(None::<u8>);
    refused((1, 2));
    refused(&["a"][..]);
    refused(Shape::NewType(1));
    refused(Shape::Tuple(1, 'a'));
    refused(Shape::Struct { width: 1, depth: None });
    refused(BTreeMap::<u8, u8>::new());
    refused(Bytes);
    refused(f64::NAN);
}

#[test]
fn numbers_that_json_does_not_have_are_refused() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(matches!(canonical_bytes(&[Some(number)]), Err(CanonicalError::Json(_))), "{number}");
    }
    assert!(matches!(canonical_bytes(&f32::NAN), Err(CanonicalError::Json(_))));
    let rounded = |value: Result<Vec<u8>, CanonicalError>, number: &str| {
        assert!(matches!(value, Err(CanonicalError::Rounded(text)) if text == number), "{number}");
    };
    rounded(canonical_bytes(&u64::MAX), "18446744073709551615");
    rounded(canonical_bytes(&i64::MIN), "-9223372036854775808");
    rounded(canonical_bytes(&u128::MAX), "340282366920938463463374607431768211455");
    rounded(canonical_bytes(&i128::MIN), "-170141183460469231731687303715884105728");
    rounded(canonical_bytes(&Shape::Struct { width: 1, depth: Some(Some(1 << 53)) }), "9007199254740992");
}

/// Nobody has looked whether it is canonical, or JSON at all.
#[test]
fn json_as_text_is_refused() {
    #[derive(Serialize)]
    #[serde(rename = "$serde_json::private::RawValue")]
    struct Raw {
        #[serde(rename = "$serde_json::private::RawValue")]
        json: &'static str,
    }
    let raw = Raw { json: r#"{ "b": 1, "a": 2 }"# };
    assert!(matches!(canonical_bytes(&raw), Err(CanonicalError::Json(_))));
}
