//! Whether pseudonyms stand for whom sealed events say: an event commits to the id of everybody whom it names by a
//! pseudonym.

use super::fault::{Fault, Result};
use super::sealed::{Beside, Part};
use serde::Deserialize;
use sqlx::SqliteConnection;
use std::collections::{BTreeSet, HashMap};
use steward_audit::WithheldField;

/// Ids among the values of an event.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Ids {
    /// Of the event itself.
    id: Option<String>,
    actor_id: Option<String>,
    on_behalf_of_id: Option<String>,
    approver_id: Option<String>,
    object_id: Option<String>,
}

impl Ids {
    /// Those in a value; none when the part has no field for any.
    fn of(part: &Part, value: &Beside) -> Self {
        let is_id = |field: &WithheldField| {
            matches!(
                field,
                WithheldField::Id
                    | WithheldField::ActorId
                    | WithheldField::OnBehalfOfId
                    | WithheldField::ApproverId
                    | WithheldField::ObjectId
            )
        };
        match part.fields.iter().any(is_id) {
            true => serde_json::from_str(&value.value).unwrap_or_default(),
            false => Self::default(),
        }
    }
}

/// What an event says of a pseudonym.
#[derive(Debug)]
struct Said {
    row: i64,
    pseudonym: String,
    tenant: String,
    subject: String,
}

/// Whom pseudonyms stand for, as the events of a batch say.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Ids of people by pseudonym, so that each is compared once.
    known: HashMap<String, String>,
    /// The last value that named them, so that the same is not read again.
    values: HashMap<String, String>,
    /// What was not compared yet.
    fresh: Vec<Said>,
}

impl People {
    /// Takes what a value says of the one pseudonym that its part is about; gives the id of the event, if the value
    /// has it.
    pub fn take(&mut self, row: i64, tenant: &str, part: &Part, value: &Beside) -> Option<String> {
        let [pseudonym] = part.about.as_slice() else { return Ids::of(part, value).id };
        if self.values.get(pseudonym) == Some(&value.value) {
            return None;
        }
        let Ids { id, actor_id, on_behalf_of_id, approver_id, object_id } = Ids::of(part, value);
        for subject in [actor_id, on_behalf_of_id, approver_id, object_id].into_iter().flatten() {
            if id.is_none() {
                self.values.insert(pseudonym.clone(), value.value.clone());
            }
            if self.known.get(pseudonym) == Some(&subject) {
                continue;
            }
            self.known.insert(pseudonym.clone(), subject.clone());
            let (pseudonym, tenant) = (pseudonym.clone(), tenant.to_owned());
            self.fresh.push(Said { row, pseudonym, tenant, subject });
        }
        id
    }

    /// Compares what was taken with what is kept of pseudonyms: number of the event and words of each fault.
    pub async fn compare(&mut self, db: &mut SqliteConnection) -> Result<Vec<(i64, String)>> {
        let fresh = std::mem::take(&mut self.fresh);
        if fresh.is_empty() {
            return Ok(Vec::new());
        }
        let list: BTreeSet<&str> = fresh.iter().map(|said| said.pseudonym.as_str()).collect();
        let list = serde_json::to_string(&list).map_err(|error| Fault::content("a person", error))?;
        let sql = "SELECT pseudonym, tenant, subject FROM pseudonyms \
                   WHERE pseudonym IN (SELECT value FROM json_each(?))";
        let rows: Vec<(String, String, String)> = sqlx::query_as(sql).bind(list).fetch_all(db).await?;
        let kept: HashMap<String, (String, String)> =
            rows.into_iter().map(|(pseudonym, tenant, subject)| (pseudonym, (tenant, subject))).collect();
        let mut faults = Vec::new();
        for Said { row, pseudonym, tenant, subject } in fresh {
            let message = match kept.get(&pseudonym) {
                None => {
                    format!("whom the pseudonym {pseudonym} stands for is gone, and they were not forgotten")
                }
                Some((of, person)) if *of != tenant || *person != subject => {
                    format!("the pseudonym {pseudonym} stands for somebody else than the event says")
                }
                Some(_) => continue,
            };
            faults.push((row, message));
        }
        Ok(faults)
    }
}
