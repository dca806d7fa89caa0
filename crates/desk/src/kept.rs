//! The kept copy of a pack. It was checked when it was kept, by the Steward of then; what today's check has against the
//! tuning of checks must not shut a tenant, so that is left out and said.

use std::collections::BTreeMap;
use steward_model::{Problem, ProblemLevel};
use steward_pack::Pack;
use steward_store::PackRow;

const RULES: &str = "rules.toml";

/// The pack, and what of its tuning was left out; nothing when more than the tuning is wrong.
pub(crate) fn read(row: PackRow) -> Option<(Pack, Vec<Problem>)> {
    let PackRow { hash, id: _, files } = row;
    let (pack, problems) = steward_pack::check(&files);
    if let Some(pack) = pack {
        return Some((pack, Vec::new()));
    }
    let faults: Vec<Problem> =
        problems.into_iter().filter(|problem| problem.level == ProblemLevel::Error).collect();
    let paths: Vec<&str> = faults.iter().map(tuning).collect::<Option<_>>()?;
    let files = without(files, &paths)?;
    let pack = steward_pack::check(&files).0?;
    Some((Pack { hash, ..pack }, faults))
}

/// Where in the tuning of checks a problem is: `stale-account.numbers.day`.
fn tuning(problem: &Problem) -> Option<&str> {
    let place = &problem.place;
    let field = place.field.as_deref().filter(|_| place.file.as_deref() == Some(RULES))?;
    field.strip_prefix("checks.")
}

fn without(mut files: BTreeMap<String, Vec<u8>>, paths: &[&str]) -> Option<BTreeMap<String, Vec<u8>>> {
    let text = std::str::from_utf8(files.get(RULES)?).ok()?;
    let mut rules: toml::Table = toml::from_str(text).ok()?;
    let checks = rules.get_mut("checks")?.as_table_mut()?;
    for path in paths {
        remove(checks, path);
    }
    files.insert(RULES.to_owned(), toml::to_string(&rules).ok()?.into_bytes());
    Some(files)
}

/// Removes what a path leads to. A key may hold dots itself; what stands in a list goes with the list.
fn remove(table: &mut toml::Table, path: &str) {
    if table.remove(path).is_some() {
        return;
    }
    let cuts = path.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '['));
    let found = cuts.map(|(at, _)| path.split_at(at)).find(|(key, _)| table.contains_key(*key));
    let Some((key, rest)) = found else { return };
    if let Some(rest) = rest.strip_prefix('.')
        && let Some(inner) = table.get_mut(key).and_then(toml::Value::as_table_mut)
    {
        return remove(inner, rest);
    }
    table.remove(key);
}

#[cfg(test)]
mod tests {
    use super::read;
    use steward_store::PackRow;

    /// A pack whose rules end with a text.
    fn with(rules: &str) -> PackRow {
        let mut files = steward_pack::starter("acme", "Acme Cloud");
        files.get_mut("rules.toml").unwrap().extend_from_slice(rules.as_bytes());
        PackRow { hash: "kept".into(), id: "acme".into(), files }
    }

    #[test]
    fn a_tuning_that_is_not_understood_is_left_out_and_the_rest_stays() {
        let row = with(
            "[checks.broad-role]\nnumbers = { spread = 0.4, spred = 0.5 }\nexcept = ['owner']\n\
             [checks.'old.check']\nenabled = false\n[checks.unused-permission]\nsevrity = 'low'\nenabled = false\n",
        );
        assert!(steward_pack::check(&row.files).0.is_none(), "the check refuses it");
        let (pack, left_out) = read(row).unwrap();
        let said: Vec<&str> = left_out.iter().map(|problem| problem.code.as_str()).collect();
        assert_eq!(said, ["unknown-number", "unknown-check", "unknown-key"], "{left_out:?}");
        assert_eq!(pack.hash, "kept", "it is found again under the hash of what was kept");
        let checks = &pack.catalogue.checks;
        let broad = &checks["broad-role"];
        assert_eq!((broad.numbers.len(), broad.numbers["spread"], broad.except.len()), (1, 0.4, 1));
        assert_eq!(checks["unused-permission"].enabled, Some(false));
        assert!(checks.contains_key("stale-account") && !checks.contains_key("old.check"));
    }

    #[test]
    fn a_pack_of_which_more_is_wrong_is_none() {
        assert!(read(with("[checks.broad-role]\nnumbers = { spred = 0.5 }\n")).is_some());
        assert!(read(with("[check.broad-role]\n")).is_none());
        assert!(read(with("[checks.broad-role\n")).is_none());
    }
}
