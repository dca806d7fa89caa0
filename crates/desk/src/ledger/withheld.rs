//! Values that entries keep outside: each is one that its entry commits to, and whom a pseudonym stands for is who the
//! entry says.

use super::changes::{PERSON, PERSON_ID};
use super::verify::said;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::LedgerFault;
use serde_json::Value as Json;
use steward_ledger::Commitment;
use steward_store::WithheldRow;

/// What does not hold of the values of one log, which come in the order of its entries.
pub(super) async fn withheld(desk: &Desk, values: &[WithheldRow]) -> Result<Vec<LedgerFault>, DeskError> {
    let mut faults = Vec::new();
    for some in values.chunk_by(|one, next| one.number == next.number) {
        let Some(first) = some.first() else { continue };
        let entry = match i64::try_from(first.number) {
            Ok(_) => desk.store().ledger_entry(first.log, first.number).await?,
            // no entry has such a number
            Err(_) => None,
        };
        let entry: Option<Json> = entry.and_then(|entry| serde_json::from_slice(&entry.bytes).ok());
        for row in some {
            let (number, path) = (row.number, &row.withheld.path);
            let Some(entry) = &entry else {
                let message = format!(
                    "a value is kept of entry {number}, at `{path}`, which is not there or cannot be read"
                );
                faults.push(said("withheld-changed", number, message));
                continue;
            };
            if !fits(entry, row) {
                let message = format!(
                    "the value that entry {number} keeps outside, at `{path}`, is not the one it commits to"
                );
                faults.push(said("withheld-changed", number, message));
            } else if let Some(message) = somebody_else(desk, entry, row).await? {
                faults.push(said("person-changed", number, message));
            }
        }
    }
    Ok(faults)
}

fn fits(entry: &Json, row: &WithheldRow) -> bool {
    let commitment = entry.pointer(&row.withheld.path).cloned();
    let commitment = commitment.and_then(|text| serde_json::from_value::<Commitment>(text).ok());
    let value: Option<Json> = serde_json::from_str(&row.withheld.value).ok();
    match (commitment, value) {
        (Some(commitment), Some(value)) => commitment.verify(&row.withheld.salt, &value).unwrap_or_default(),
        _ => false,
    }
}

/// Where the value is the id of a person: that their pseudonym stands for somebody else, or for nobody.
async fn somebody_else(desk: &Desk, entry: &Json, row: &WithheldRow) -> Result<Option<String>, DeskError> {
    let path = row.withheld.path.strip_suffix("/after/withheld");
    let Some(change) = path.and_then(|path| entry.pointer(path)) else { return Ok(None) };
    let text = |pointer: &str| change.pointer(pointer).and_then(Json::as_str);
    let is_person = text("/field") == Some(PERSON_ID) && text("/object/kind") == Some(PERSON);
    let Some(pseudonym) = text("/object/id").filter(|_| is_person) else { return Ok(None) };
    let tenant = entry.pointer("/event/tenant/id").and_then(Json::as_str);
    let subject: Option<String> = serde_json::from_str(&row.withheld.value).ok();
    let number = row.number;
    Ok(match desk.store().person_of(pseudonym).await? {
        None => Some(format!(
            "whom the pseudonym {pseudonym} stands for, which entry {number} names, is gone, and they were not forgotten"
        )),
        Some((of, person)) if Some(of.as_str()) != tenant || Some(&person) != subject.as_ref() => {
            Some(format!("the pseudonym {pseudonym} stands for somebody else than entry {number} says"))
        }
        Some(_) => None,
    })
}
