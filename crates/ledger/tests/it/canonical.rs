//! RFC 8785, from its text and its appendix B.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use steward_ledger::{CanonicalError, MAX_SAFE_INTEGER, canonical_bytes};

fn text(value: &Value) -> String {
    String::from_utf8(canonical_bytes(value).unwrap()).unwrap()
}

#[test]
fn numbers_of_appendix_b() {
    let cases: [(u64, &str); 24] = [
        (0x0000000000000000, "0"),
        (0x8000000000000000, "0"),
        (0x0000000000000001, "5e-324"),
        (0x8000000000000001, "-5e-324"),
        (0x7fefffffffffffff, "1.7976931348623157e+308"),
        (0xffefffffffffffff, "-1.7976931348623157e+308"),
        (0x4340000000000000, "9007199254740992"),
        (0xc340000000000000, "-9007199254740992"),
        (0x4430000000000000, "295147905179352830000"),
        (0x44b52d02c7e14af5, "9.999999999999997e+22"),
        (0x44b52d02c7e14af6, "1e+23"),
        (0x44b52d02c7e14af7, "1.0000000000000001e+23"),
        (0x444b1ae4d6e2ef4e, "999999999999999700000"),
        (0x444b1ae4d6e2ef4f, "999999999999999900000"),
        (0x444b1ae4d6e2ef50, "1e+21"),
        (0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"),
        (0x3eb0c6f7a0b5ed8d, "0.000001"),
        (0x41b3de4355555553, "333333333.3333332"),
        (0x41b3de4355555554, "333333333.33333325"),
        (0x41b3de4355555555, "333333333.3333333"),
        (0x41b3de4355555556, "333333333.3333334"),
        (0x41b3de4355555557, "333333333.33333343"),
        (0xbecbf647612f3696, "-0.0000033333333333333333"),
        (0x43143ff3c1cb0959, "1424953923781206.2"),
    ];
    for (bits, expected) in cases {
        assert_eq!(text(&json!(f64::from_bits(bits))), expected, "{bits:#018x}");
    }
    for bits in [0x7fffffffffffffff, 0x7ff0000000000000, 0xfff0000000000000] {
        assert!(
            matches!(canonical_bytes(&f64::from_bits(bits)), Err(CanonicalError::Json(_))),
            "{bits:#018x}"
        );
    }
}

#[test]
fn whole_numbers_are_exact_or_refused() {
    let most = MAX_SAFE_INTEGER as i64;
    assert_eq!(text(&json!([most, -most, 0])), "[9007199254740991,-9007199254740991,0]");
    for beyond in [json!(most + 1), json!(-most - 1), json!(u64::MAX), json!({"deep": [1, {"er": i64::MIN}]})]
    {
        assert!(matches!(canonical_bytes(&beyond), Err(CanonicalError::Rounded(_))), "{beyond}");
    }
}

#[test]
fn strings_and_order() {
    // section 3.2.2: escapes as ECMAScript writes them
    let input: Value = serde_json::from_str(r#""€$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#).unwrap();
    assert_eq!(text(&input), r#""€$\u000f\nA'B\"\\\\\"/""#);
    assert_eq!(
        text(&json!("\u{8}\t\n\u{c}\r\u{0}\u{1f}\u{7f}\u{2028}")),
        "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\u{2028}\""
    );
    // section 3.2.3: by UTF-16, which is not the order of UTF-8
    let input = json!({
        "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
        "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis"
    });
    let order = ["Carriage Return", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"];
    let written = text(&input);
    let places: Vec<usize> = order.iter().map(|word| written.find(word).unwrap()).collect();
    assert!(places.is_sorted(), "{written}");
    // no normalisation, and an empty key is a key
    assert_eq!(text(&json!({"é": 1, "e\u{301}": 2, "": null})), "{\"\":null,\"e\u{301}\":2,\"é\":1}");
}

#[test]
fn keys_have_to_be_text() {
    let map = BTreeMap::from([((1, 2), 3)]);
    assert!(matches!(canonical_bytes(&map), Err(CanonicalError::Json(_))));
}
