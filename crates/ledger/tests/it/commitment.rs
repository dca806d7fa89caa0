//! Keeping the fact and forgetting the person.

use serde_json::json;
use steward_ledger::{CanonicalError, Commitment, Salt};

#[test]
fn it_is_what_common_tools_say() {
    // (printf 'steward commitment v1\n'; head -c 32 /dev/zero | tr '\0' '\t'; printf '"Inês Okafor"') | sha256sum
    let commitment = Commitment::to(&Salt::new([9; 32]), &"Inês Okafor").unwrap();
    assert_eq!(
        commitment.hash().to_string(),
        "521bce7b5bad04027ac3adb5e80c207d8480831640d6d066547f55d82bd6bcde"
    );
}

#[test]
fn it_opens_with_its_value_and_salt_alone() {
    let (salt, other) = (Salt::new([9; 32]), Salt::new([8; 32]));
    let value = json!({"mail": "ines@example.com", "age": 41});
    let commitment = Commitment::to(&salt, &value).unwrap();
    assert!(commitment.verify(&salt, &value).unwrap());
    // the order of the keys is no part of the value
    assert!(commitment.verify(&salt, &json!({"age": 41, "mail": "ines@example.com"})).unwrap());
    assert!(!commitment.verify(&salt, &json!({"age": 42, "mail": "ines@example.com"})).unwrap());
    assert!(!commitment.verify(&other, &value).unwrap());
    assert!(matches!(Commitment::to(&salt, &u64::MAX), Err(CanonicalError::Rounded(_))));
}

#[test]
fn a_salt_does_not_show_itself() {
    assert_eq!(format!("{:?}", Salt::new([9; 32])), "Salt(..)");
}
