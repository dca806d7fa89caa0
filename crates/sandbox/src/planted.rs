//! What is wrong on purpose, for tests and tours.

use std::collections::BTreeSet;
use steward_model::Finding;
use steward_pack::Pack;

/// Something that is wrong on purpose, and the check that has to find it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planted {
    /// Id of the check.
    pub check: String,
    /// What is wrong, one sentence.
    pub about: String,
    /// Ids that one finding has to name.
    pub subjects: Vec<String>,
}

impl Planted {
    /// Whether one of these findings is about it: of its check, and naming all of its subjects.
    #[must_use]
    pub fn is_found(&self, findings: &[Finding]) -> bool {
        findings.iter().filter(|f| f.check == self.check).any(|finding| {
            let told = finding.evidence.iter().flat_map(|e| &e.about);
            let named: BTreeSet<&str> = finding.subjects.iter().chain(told).map(|r| r.id.as_str()).collect();
            self.subjects.iter().all(|id| named.contains(id.as_str()))
        })
    }
}

/// Everything that is wrong on purpose in the practice tenant of a pack, once for each check that has to find it.
#[must_use]
pub fn planted(pack: &Pack) -> Vec<Planted> {
    let plans = pack.practice.iter().flat_map(|plan| &plan.planted);
    plans
        .flat_map(|plan| {
            plan.checks.iter().map(|check| Planted {
                check: check.clone(),
                about: plan.about.clone(),
                subjects: plan.subjects.clone(),
            })
        })
        .collect()
}
