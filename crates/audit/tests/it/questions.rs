//! Questions as text and as JSON, what is wrong with them, and what may come next.

use jiff::Timestamp;
use proptest::prelude::*;
use steward_audit::{Column, Dictionary, Filter, Question, complete};

fn parsed(text: &str) -> Question {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn a_question_is_read_as_it_is_meant() {
    let question =
        parsed("who:ines op:tenant.*,role.* outcome:refused since:2026-05-01 -via:cli \"billing access\" x");
    let expected = Question {
        text: vec!["billing access".into(), "x".into()],
        since: Some("2026-05-01T00:00:00Z".parse().unwrap()),
        ..Question::default()
    };
    let expected = expected
        .with(Column::Who, "ines")
        .with(Column::Operation, "tenant.*")
        .with(Column::Operation, "role.*")
        .with(Column::Outcome, "denied")
        .without(Column::Surface, "cli");
    assert_eq!(question, expected);
    assert_eq!(
        question.to_string(),
        "who:ines op:role.*,tenant.* outcome:denied -surface:cli since:2026-05-01T00:00:00Z \"billing access\" x"
    );
    assert_eq!(parsed("  "), Question::default());
}

#[test]
fn a_day_ends_when_the_next_begins() {
    let question = parsed("since:2026-05-03 until:2026-05-03");
    let moment = |text: &str| text.parse::<Timestamp>().ok();
    assert_eq!(question.since, moment("2026-05-03T00:00:00Z"));
    assert_eq!(question.until, moment("2026-05-04T00:00:00Z"));
    let question = parsed("from:2026-05-03T10:00 to:2026-05-03T13:00:00+02:00");
    assert_eq!(question.since, moment("2026-05-03T10:00:00Z"));
    assert_eq!(question.until, moment("2026-05-03T11:00:00Z"));
}

#[test]
fn values_may_hold_anything_between_quotes() {
    let question = parsed(r#"who:"Ines \"M\", \\x" on:arn:aws:iam::1:user/x kind:"""#);
    let included = |column| question.filters[&column].include.iter().cloned().collect::<Vec<_>>();
    assert_eq!(included(Column::Who), [r#"Ines "M", \x"#]);
    assert_eq!(included(Column::Object), ["arn:aws:iam::1:user/x"]);
    assert_eq!(included(Column::Kind), [""]);
}

#[test]
fn an_approval_is_asked_for_in_the_words_of_people() {
    for (given, kept) in [
        ("waiting", "pending"),
        ("Approved", "granted"),
        ("refused", "declined"),
        ("none", "not-required"),
        ("expired", "expired"),
        ("break-glass", "break-glass"),
        ("*d", "*d"),
    ] {
        assert_eq!(parsed(&format!("approval:{given}")), Question::default().with(Column::Approval, kept));
    }
    assert_eq!(parsed("-approved:none").to_string(), "-approval:not-required");
    assert_eq!(
        parsed("policy:a approval:none via:b").to_string(),
        "surface:b approval:not-required policy:a"
    );
}

#[test]
fn what_is_wrong_is_said_with_its_column_and_a_hint() {
    for (text, column, message, hint) in [
        ("hwo:ines", 1, "there is no key `hwo`", "did you mean `who`"),
        ("who:ines xyz:1", 10, "there is no key `xyz`", "the keys are `who`"),
        ("who:", 5, "`who` has no value here", "`who:\"\"`"),
        ("who:a,", 7, "`who` has no value here", "write a value"),
        ("outcome:sucess", 9, "there is no outcome `sucess`", "did you mean `success`?"),
        ("approval:grantd", 10, "there is no approval `grantd`", "did you mean `granted`?"),
        ("consequence:none", 13, "there is no consequence `none`", "it is one of view"),
        ("a \"b", 3, "the quote is not closed", "write `\"`"),
        ("who:\"b\\", 5, "the quote is not closed", "write `\"`"),
        ("\"a\"b", 4, "there is something right behind the quote", "space"),
        ("a\"b", 2, "there is a `\"` inside a word", "between double quotes"),
        ("who:a\"b", 6, "there is a `\"` inside a value", "between double quotes"),
        ("since:yesterday", 7, "`yesterday` is no moment", "since:2026-05-03"),
        ("since:2026-05-03 since:2026-05-04", 24, "`since` is there twice", "leave one"),
        (
            "since:2026-05-09 who:ines until:2026-05-03",
            33,
            "the question ends at `2026-05-04T00:00:00Z`, which is not after its beginning `2026-05-09T00:00:00Z`",
            "swap the two moments",
        ),
        (
            "until:2026-05-03T10:00:00Z since:2026-05-03T10:00:00Z",
            34,
            "the question ends at `2026-05-03T10:00:00Z`, which is not after its beginning `2026-05-03T10:00:00Z`",
            "nothing can answer that",
        ),
        ("-since:2026-05-03", 1, "`since` cannot be excluded", "until"),
        ("ä -billing", 3, "the text `billing` cannot be excluded", "between double quotes"),
    ] {
        let error = text.parse::<Question>().expect_err(text);
        assert_eq!((error.column, error.message.as_str()), (column, message), "{text}");
        assert!(error.hint.contains(hint), "{text}: {}", error.hint);
    }
}

#[test]
fn json_is_stable() {
    let question = parsed("who:b,a -who:c since:2026-05-03 x");
    let json = r#"{"text":["x"],"filters":{"who":{"include":["a","b"],"exclude":["c"]}},"since":"2026-05-03T00:00:00Z"}"#;
    assert_eq!(serde_json::to_string(&question).unwrap(), json);
    assert_eq!(serde_json::from_str::<Question>(json).unwrap(), question);
    assert_eq!(serde_json::from_str::<Question>("{}").unwrap(), Question::default());
    assert!(serde_json::from_str::<Question>(r#"{"who":"x"}"#).is_err());
}

#[test]
fn keys_and_values_are_completed() {
    let mut dictionary = Dictionary::default();
    for word in ["tenant.refresh", "role.assign", "role grant", "parole"] {
        dictionary.intern(Column::Operation, word);
    }
    let at_end = |text: &str| complete(text, u32::try_from(text.chars().count()).unwrap(), &dictionary, 10);
    let keys = at_end("ä o");
    assert_eq!((keys.from, keys.to), (2, 3));
    assert_eq!(keys.candidates, ["on:", "op:", "outcome:"]);
    assert_eq!(at_end("-wh").candidates, ["-who:"]);
    let values = at_end("who:x op:tenant.refresh,Ro");
    assert_eq!((values.from, values.to), (24, 26));
    assert_eq!(values.candidates, ["\"role grant\"", "role.assign", "parole"]);
    assert_eq!(complete("op:te who:x", 5, &dictionary, 10).candidates, ["tenant.refresh"]);
    assert_eq!(at_end("\"op:").candidates, Vec::<String>::new());
    assert_eq!(at_end("nothing:x").candidates, Vec::<String>::new());
    assert_eq!(complete("op:", 3, &dictionary, 2).candidates.len(), 2);
}

/// Words with everything in them that has a meaning in the text form.
fn word() -> BoxedStrategy<String> {
    prop_oneof!["[a-z*.\"\\\\,: -]{1,8}", "\\PC{1,6}", Just(String::new())].boxed()
}

fn question() -> BoxedStrategy<Question> {
    // these columns have words of their own, which other tests look at
    let own = [Column::Outcome, Column::Consequence, Column::Approval, Column::Source];
    let free = move |column: &Column| !own.contains(column);
    let column = prop::sample::select(Column::ALL.into_iter().filter(free).collect::<Vec<_>>());
    let words = || prop::collection::btree_set(word(), 0..3);
    let filter = (words(), words()).prop_map(|(include, exclude)| Filter { include, exclude });
    let filter = filter.prop_filter("says something", |x| !x.include.is_empty() || !x.exclude.is_empty());
    let filters = prop::collection::btree_map(column, filter, 0..4);
    let text = prop::collection::vec(word().prop_filter("says something", |x| !x.trim().is_empty()), 0..3);
    let moment = || {
        prop::option::of((-1_000_000_000i64..4_000_000_000).prop_map(|x| Timestamp::new(x, 5_000).unwrap()))
    };
    let span = (moment(), moment()).prop_map(|(since, until)| match (since, until) {
        // a question that ends before it begins has no text form
        (Some(since), Some(until)) if since >= until => (Some(since), None),
        span => span,
    });
    (text, filters, span)
        .prop_map(|(text, filters, (since, until))| Question { text, filters, since, until })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_and_json_come_back_as_the_same_question(question in question()) {
        let text = question.to_string();
        let again: Question = text
            .parse::<Question>()
            .map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        prop_assert_eq!(&again, &question, "{}", text);
        prop_assert_eq!(again.to_string(), text);
        let json = serde_json::to_string(&question).unwrap();
        prop_assert_eq!(serde_json::from_str::<Question>(&json).unwrap(), question);
    }

    #[test]
    fn no_text_makes_a_panic(text in "\\PC{0,40}", typed in "[a-z:,\"\\\\ -]{0,20}", cursor in 0u32..60) {
        for text in [text, typed] {
            if let Err(error) = text.parse::<Question>() {
                prop_assert!(error.column as usize <= text.chars().count() + 1);
                prop_assert!(!error.hint.is_empty());
            }
            let _ = complete(&text, cursor, &Dictionary::default(), 5);
        }
    }
}
