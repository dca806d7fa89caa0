//! Readers never panic, and what they keep is what was written.

use crate::support::{direct_grants, tenant};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use steward_connect::files::{Mapping, csv, json, pairs, preview};
use steward_connect::scim::parse_page;

fn id() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9äöü@._=+-]{1,12}"
}

/// A permission that is no word for yes or no, such as `-` or `x`: a table that says nothing else in the column is one of
/// people by permissions.
fn permission() -> impl Strategy<Value = String> {
    id().prop_map(|id| format!("may.{id}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_survived(bytes in vec(any::<u8>(), 0..400)) {
        let _ = pairs("f", &bytes, tenant());
        let _ = csv("f", &bytes, &Mapping::default(), tenant());
        let _ = json("f", &bytes);
        let _ = preview("f", &bytes);
        let _ = parse_page(&bytes);
    }

    #[test]
    fn any_table_like_text_is_survived(text in "[a-c\",;\t\n\r|'=#{}\\[\\]: ü]{0,200}") {
        for start in ["", "person,permission\n", "user\tyes\n", "{\"people\":["] {
            let text = format!("{start}{text}");
            let _ = pairs("f", text.as_bytes(), tenant());
            let _ = csv("f", text.as_bytes(), &Mapping::default(), tenant());
            let _ = json("f", text.as_bytes());
            let _ = preview("f", text.as_bytes());
        }
    }

    #[test]
    fn pairs_come_back(set in btree_set((id(), id()), 1..40)) {
        let text: String = set.iter().map(|(a, b)| format!("{a}\t{b}\n")).collect();
        let wanted: std::collections::BTreeSet<String> = set.iter().map(|(a, b)| format!("{a} {b}")).collect();
        let read = pairs("f", text.as_bytes(), tenant());
        prop_assert_eq!(direct_grants(&read.snapshot.unwrap()), wanted.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn tables_come_back(rows in vec((id(), "[^\u{0}-\u{1f}\u{7f}-\u{9f}]{0,20}", permission()), 1..20)) {
        let mut writer = String::from("person,title,permission\n");
        for (person, title, permission) in &rows {
            writer.push_str(&format!("{person},\"{}\",{permission}\n", title.replace('"', "\"\"")));
        }
        let read = csv("f", writer.as_bytes(), &Mapping::default(), tenant());
        let wanted: std::collections::BTreeSet<String> = rows.iter().map(|(a, _, b)| format!("{a} {b}")).collect();
        prop_assert_eq!(direct_grants(&read.snapshot.unwrap()), wanted.into_iter().collect::<Vec<_>>());
    }
}
