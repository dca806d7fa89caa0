//! What is wrong with a tenant's access, worst first, and what was done about it.

use super::covered::{Growth, outgrown};
use crate::cache::Opened;
use crate::convert::{count, day, items, time};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::wire::{BackAgain, CheckInfo, Dismissal, FindingView, Findings, SeverityCounts, Tense};
use crate::{R, operation};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use steward_access::checks::{Check, CheckOutcome};
use steward_model::{Finding, Severity};
use steward_store::DismissalRow;

/// What the checks found, with what people said about it.
pub(crate) struct Judged {
    pub(crate) outcomes: Arc<Vec<CheckOutcome>>,
    /// Those in force, by key of the finding.
    dismissals: BTreeMap<String, DismissalRow>,
}

/// What somebody said about a finding.
pub(crate) enum Said<'a> {
    /// Nothing.
    Nothing,
    /// It is out of sight.
    Dismissed(&'a DismissalRow),
    /// It was, and is open again: there is more to it than what was dismissed.
    Outgrown(&'a DismissalRow, Growth),
}

impl Judged {
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static Check, &Finding)> {
        self.outcomes
            .iter()
            .flat_map(|outcome| outcome.findings.iter().map(|finding| (outcome.check, finding)))
    }

    /// What somebody said about a finding.
    pub(crate) fn said(&self, finding: &Finding) -> Said<'_> {
        match self.dismissals.get(&finding.key) {
            None => Said::Nothing,
            Some(row) => match outgrown(finding, row) {
                None => Said::Dismissed(row),
                Some(growth) => Said::Outgrown(row, growth),
            },
        }
    }

    /// Those that nobody dismissed as they are now.
    pub(crate) fn open(&self) -> Vec<&Finding> {
        self.all()
            .map(|(_, finding)| finding)
            .filter(|finding| !matches!(self.said(finding), Said::Dismissed(_)))
            .collect()
    }

    /// Changes whenever the open findings do.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hash = DefaultHasher::new();
        for finding in self.open() {
            finding.key.hash(&mut hash);
            finding.count.hash(&mut hash);
            finding.severity.hash(&mut hash);
        }
        hash.finish()
    }
}

impl Desk {
    /// The findings as of a moment; now when left out.
    ///
    /// # Errors
    /// When there is no such tenant, the moment cannot be used, or the policies refuse.
    pub async fn findings(&self, name: &str, at: Option<&str>) -> R<Findings> {
        let (opened, at) = self.look_at(name, &operation::FINDING_READ, at).await?;
        Ok(self.findings_of(&opened, at).await?)
    }

    pub(crate) async fn findings_of(
        &self,
        opened: &Opened,
        moment: Timestamp,
    ) -> Result<Findings, DeskError> {
        let judged = self.judged(opened, moment).await?;
        let seen = self.first_seen(opened, &judged, moment).await?;
        let names = self.operator_names().await?;
        let mut open = Vec::new();
        let mut dismissed = Vec::new();
        let mut counts = SeverityCounts { critical: 0, high: 0, medium: 0, low: 0 };
        for (check, finding) in worst_first(&judged) {
            let said = judged.said(finding);
            let view = view(check, finding, &said, &names, &seen);
            if matches!(said, Said::Dismissed(_)) {
                dismissed.push(view);
                continue;
            }
            match finding.severity {
                Severity::Critical => counts.critical += 1,
                Severity::High => counts.high += 1,
                Severity::Medium => counts.medium += 1,
                Severity::Low => counts.low += 1,
            }
            open.push(view);
        }
        Ok(Findings {
            tenant: opened.row.name.clone(),
            snapshot: opened.current.hash.0.clone(),
            at: time(moment),
            basis: opened.basis.clone(),
            open,
            dismissed,
            counts,
            checks: judged.outcomes.iter().map(check_info).collect(),
        })
    }

    /// Runs the checks, or takes what they found a moment ago.
    pub(crate) async fn judged(&self, opened: &Opened, at: Timestamp) -> Result<Judged, DeskError> {
        let baseline = self.baseline(opened).await?;
        let compiled = opened.compiled.clone();
        let outcomes = heavy(move || compiled.outcomes(at, baseline.as_deref())).await?;
        let today = day(at);
        let rows = self.store().dismissals(&opened.row.id).await?;
        // what somebody said later does not reach back
        let past = opened.basis.tense == Tense::Past;
        let in_force = |row: &DismissalRow| today < row.returns && (!past || row.at <= at);
        let dismissals = rows.into_iter().filter(in_force).map(|row| (row.key.clone(), row)).collect();
        Ok(Judged { outcomes, dismissals })
    }

    /// When each finding was first seen. What is new is remembered, but only of the present: a look at another day
    /// is not seeing it.
    pub(crate) async fn first_seen(
        &self,
        opened: &Opened,
        judged: &Judged,
        at: Timestamp,
    ) -> Result<BTreeMap<String, Timestamp>, DeskError> {
        let mut seen = self.store().first_seen(&opened.row.id).await?;
        let now = self.now();
        let fresh: Vec<&str> = judged
            .all()
            .map(|(_, finding)| finding.key.as_str())
            .filter(|key| !seen.contains_key(*key))
            .collect();
        if fresh.is_empty() || (now.as_second() - at.as_second()).abs() > 60 {
            return Ok(seen);
        }
        let remember = async {
            let mut write = self.store().write().await?;
            for key in &fresh {
                write.saw_finding(&opened.row.id, key, at).await?;
            }
            write.commit_unrecorded().await
        };
        // looking works on a full disk and while another program writes; the first sight is then kept later
        if let Err(fault) = remember.await {
            tracing::warn!(%fault, tenant = %opened.row.name, "the first sight of findings could not be kept");
        }
        seen.extend(fresh.into_iter().map(|key| (key.to_owned(), at)));
        Ok(seen)
    }

    /// Names of operators, by id.
    pub(crate) async fn operator_names(&self) -> Result<HashMap<String, String>, DeskError> {
        Ok(self.store().operators().await?.into_iter().map(|row| (row.id, row.name)).collect())
    }
}

/// By severity, then in the order of the checks, then as the check lists them.
pub(super) fn worst_first(judged: &Judged) -> Vec<(&'static Check, &Finding)> {
    let mut list: Vec<(&'static Check, &Finding)> = judged.all().collect();
    list.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    list
}

fn shown(row: &DismissalRow, names: &HashMap<String, String>) -> Dismissal {
    let DismissalRow { key: _, reason, by, at, returns, covers: _ } = row;
    Dismissal {
        reason: reason.clone(),
        by: names.get(by).unwrap_or(by).clone(),
        at: time(*at),
        returns: returns.to_string(),
    }
}

pub(crate) fn view(
    check: &Check,
    finding: &Finding,
    said: &Said<'_>,
    names: &HashMap<String, String>,
    seen: &BTreeMap<String, Timestamp>,
) -> FindingView {
    let (dismissed, back) = match said {
        Said::Nothing => (None, None),
        Said::Dismissed(row) => (Some(shown(row, names)), None),
        Said::Outgrown(row, growth) => {
            let (before, new, because) = (shown(row, names), growth.items(), growth.words());
            (None, Some(BackAgain { before, new, because }))
        }
    };
    let Finding { key, check: id, severity, title, subjects, count, unlisted: _, evidence, fixes } =
        finding.clone();
    FindingView {
        first_seen: seen.get(&key).copied().map(time),
        key,
        check: id,
        check_title: check.title.to_owned(),
        why: check.why.to_owned(),
        reference: check.reference.to_owned(),
        severity: severity.into(),
        title,
        subjects: items(subjects),
        count,
        evidence: evidence.into_iter().map(Into::into).collect(),
        fixes: fixes.into_iter().map(Into::into).collect(),
        dismissed,
        back,
    }
}

fn check_info(outcome: &CheckOutcome) -> CheckInfo {
    let CheckOutcome { check, enabled, severity: tuned, findings, skipped } = outcome;
    let worst = findings.iter().map(|finding| finding.severity).max();
    CheckInfo {
        id: check.id.to_owned(),
        title: check.title.to_owned(),
        why: check.why.to_owned(),
        reference: check.reference.to_owned(),
        severity: worst.unwrap_or(*tuned).into(),
        enabled: *enabled,
        found: count(findings.len()),
        skipped: skipped.clone(),
    }
}
