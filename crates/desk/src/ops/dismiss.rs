//! Putting a finding out of sight until a date, and bringing it back.

use super::covered::covers;
use super::findings::{Judged, Said, view};
use crate::cache::Opened;
use crate::convert::{date, day};
use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::{PERSON_ID, person, random, set};
use crate::wire::FindingView;
use crate::{R, operation};
use jiff::ToSpan;
use std::collections::HashMap;
use steward_access::checks::Check;
use steward_ledger::Pseudonym;
use steward_model::{Finding, RefKind};
use steward_store::{DismissalRow, Write};

/// Most people that an entry names.
const PEOPLE: usize = 50;
/// Longest reason, in letters.
const REASON: usize = 2_000;

impl Desk {
    /// Puts a finding out of sight, for a reason, until a day at most two years away.
    ///
    /// # Errors
    /// When there is no such finding, the reason is empty, the day cannot be used, or the policies refuse.
    pub async fn dismiss(&self, name: &str, key: &str, reason: &str, returns: &str) -> R<FindingView> {
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::FINDING_DISMISS, Some((&row).into())).await?;
        let result = async {
            let opened = self.opened(row).await?;
            self.dismiss_inner(&act, &opened, key.trim(), reason, returns).await
        };
        let result = result.await;
        act.settle(result).await
    }

    async fn dismiss_inner(
        &self,
        act: &Act,
        opened: &Opened,
        key: &str,
        reason: &str,
        returns: &str,
    ) -> Result<FindingView, DeskError> {
        let now = self.now();
        let today = day(now);
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(DeskError::input("a dismissal needs a reason", "say why it is fine until then"));
        }
        if reason.chars().count() > REASON {
            let message = format!("the reason is longer than {REASON} letters");
            return Err(DeskError::input(message, "say it shorter, and refer to a ticket for the rest"));
        }
        let returns = date(returns)?;
        let latest = today.saturating_add(2.years());
        if returns <= today || returns > latest {
            let message = format!("`{returns}` is not a day between tomorrow and {latest}");
            return Err(DeskError::input(message, "choose the day on which it should be looked at again"));
        }
        let judged = self.judged(opened, now).await?;
        let (check, finding) = find(&judged, key)?;
        act.about("finding", &finding.key);
        let row = DismissalRow {
            key: finding.key.clone(),
            reason: reason.to_owned(),
            by: act.operator().to_owned(),
            at: now,
            returns,
            covers: covers(finding),
        };
        let seen = self.first_seen(opened, &judged, now).await?;
        let mut write = act.write().await?;
        write.set_dismissal(&opened.row.id, &row).await?;
        let mut changes = vec![set("check", check.id), set("returns", returns.to_string())];
        let people = people_in(&mut write, &opened.row.id, finding).await?;
        changes.extend(people.iter().map(|(pseudonym, _)| person(pseudonym.clone(), "named by", check.id)));
        // whom each pseudonym stands for can be verified, and forgotten
        let of = |(pseudonym, id)| (person(pseudonym, PERSON_ID, ()), id);
        act.commit_outside(write, Some(reason), changes, people.into_iter().map(of).collect()).await?;
        let names = self.operator_names().await?;
        Ok(view(check, finding, &Said::Dismissed(&row), &names, &seen))
    }

    /// Brings a dismissed finding back at once.
    ///
    /// # Errors
    /// When it is not there or not dismissed, or the policies refuse.
    pub async fn restore(&self, name: &str, key: &str) -> R<FindingView> {
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::FINDING_RESTORE, Some((&row).into())).await?;
        let result = async {
            let opened = self.opened(row).await?;
            self.restore_inner(&act, &opened, key.trim()).await
        };
        let result = result.await;
        act.settle(result).await
    }

    async fn restore_inner(&self, act: &Act, opened: &Opened, key: &str) -> Result<FindingView, DeskError> {
        let now = self.now();
        let judged = self.judged(opened, now).await?;
        let (check, finding) = find(&judged, key)?;
        act.about("finding", &finding.key);
        let seen = self.first_seen(opened, &judged, now).await?;
        let mut write = act.write().await?;
        if !write.remove_dismissal(&opened.row.id, &finding.key).await? {
            let message = format!("`{}` is not dismissed", finding.key);
            return Err(DeskError::input(message, "it is among the open findings already"));
        }
        act.commit(write, vec![set("check", check.id)]).await?;
        Ok(view(check, finding, &Said::Nothing, &HashMap::new(), &seen))
    }
}

/// Whom a finding names: pseudonym and id of each.
async fn people_in(
    write: &mut Write,
    tenant: &str,
    finding: &Finding,
) -> Result<Vec<(String, String)>, DeskError> {
    let mut named = Vec::new();
    let people = finding.subjects.iter().filter(|subject| subject.kind == RefKind::Person);
    for subject in people.take(PEOPLE) {
        let fresh = Pseudonym::from_random(random()?).0;
        let pseudonym = write.pseudonym(tenant, &subject.id, &fresh).await?;
        named.push((pseudonym, subject.id.clone()));
    }
    Ok(named)
}

/// The finding of a key, or of the beginning of one.
fn find<'a>(judged: &'a Judged, key: &str) -> Result<(&'static Check, &'a Finding), DeskError> {
    let fits: Vec<_> =
        judged.all().filter(|(_, finding)| key.len() >= 4 && finding.key.starts_with(key)).collect();
    match fits.as_slice() {
        [one] => Ok(*one),
        [] => Err(DeskError::NotFound { what: "finding", name: key.to_owned(), near: Vec::new() }),
        several => Err(DeskError::Ambiguous {
            what: "findings",
            name: key.to_owned(),
            count: several.len(),
            candidates: several.iter().take(8).map(|(_, x)| format!("`{}`  {}", x.key, x.title)).collect(),
        }),
    }
}
