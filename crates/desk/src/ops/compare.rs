//! Two to four subjects side by side.

use super::around::category;
use crate::convert::{count, item, time};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::names;
use crate::wire::{ComparedPermission, Comparison};
use crate::{R, operation};
use steward_access::{Station, Subject, compare};

impl Desk {
    /// Compares two to four people, groups or roles, named as `person:NAME`, `group:NAME`, `role:NAME` or just
    /// by name.
    ///
    /// # Errors
    /// When there are fewer than two or more than four, a name fits nothing or several, or the policies refuse.
    pub async fn compare(&self, name: &str, subjects: &[String], at: Option<&str>) -> R<Comparison> {
        let (opened, at) = self.look_at(name, &operation::ACCESS_COMPARE, at).await?;
        if !(2..=4).contains(&subjects.len()) {
            let message = format!("{} were given to compare", subjects.len());
            return Err(DeskError::input(message, "give two, three or four people, groups or roles").into());
        }
        let subjects = subjects.to_vec();
        let answer = heavy(move || {
            let (access, snapshot) = (&**opened.access(), opened.snapshot());
            let found: Vec<Subject> =
                subjects.iter().map(|text| names::subject(snapshot, text)).collect::<Result<_, _>>()?;
            let rows: Vec<ComparedPermission> = (compare(access, &found, at).into_iter())
                .map(|(permission, states)| ComparedPermission {
                    permission: item(snapshot, Station::Permission(permission)),
                    category: category(access, permission),
                    consequence: access.meaning(permission).consequence.into(),
                    differs: states.windows(2).any(|pair| matches!(pair, [a, b] if a != b)),
                    states: states.into_iter().map(Into::into).collect(),
                })
                .collect();
            Ok::<_, DeskError>(Comparison {
                subjects: found.iter().map(|subject| item(snapshot, subject.station())).collect(),
                at: time(at),
                basis: opened.basis.clone(),
                same: count(rows.iter().filter(|row| !row.differs).count()),
                rows,
            })
        });
        Ok(answer.await??)
    }
}
