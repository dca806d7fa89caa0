//! One check at work: its tuning, and the findings it writes.

use super::Check;
use super::facts::Facts;
use super::words;
use std::sync::Arc;
use steward_model::{CheckTuning, Consequence, Evidence, Finding, Fix, FixStep, Ref, RefKind, Severity};

/// How many subjects a finding lists; its count says how many there are.
const SUBJECTS: usize = 200;
/// How many lines of evidence of one sort a finding shows.
pub(super) const LINES: usize = 12;
/// How many steps a fix spells out; a longer one is put in words.
pub(super) const STEPS: usize = 40;

/// What a check came back with.
pub(super) enum Looked {
    /// It looked. Nothing found is an empty list.
    Found(Vec<Finding>),
    /// It could not look: why, and what would let it.
    Skipped(String),
}

/// A check with the facts it looks at.
pub(super) struct Look<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) check: &'static Check,
    pub(super) tuning: Option<&'a CheckTuning>,
}

impl Look<'_> {
    /// A number of the check: as tuned, else its default.
    pub(super) fn number(&self, name: &str) -> f64 {
        let tuned = self.tuning.and_then(|t| t.numbers.get(name)).copied();
        let own = || self.check.numbers.iter().find(|(n, _)| *n == name).map_or(0.0, |(_, number)| *number);
        tuned.filter(|n| n.is_finite() && *n >= 0.0).unwrap_or_else(own)
    }

    /// A number of the check that counts things.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "numbers are finite and not negative"
    )]
    pub(super) fn whole(&self, name: &str) -> usize {
        self.number(name).round() as usize
    }

    /// A number of the check that stands for a class: 0 for view to 5 for destructive.
    pub(super) fn class(&self, name: &str) -> Consequence {
        Consequence::ALL.get(self.whole(name)).copied().unwrap_or(Consequence::Destructive)
    }

    /// Whether the pack says to leave this id alone.
    pub(super) fn spares(&self, id: &str) -> bool {
        self.tuning.is_some_and(|t| t.except.iter().any(|x| x == id))
    }

    /// Whether any id is left alone at all.
    pub(super) fn spares_some(&self) -> bool {
        self.tuning.is_some_and(|t| !t.except.is_empty())
    }

    /// Whether a person is left alone.
    pub(super) fn spares_person(&self, person: usize) -> bool {
        self.spares_some() && self.facts.snap.people.get(person).is_some_and(|p| self.spares(&p.id))
    }

    /// Whether a role is left alone.
    pub(super) fn spares_role(&self, role: usize) -> bool {
        self.facts.snap.roles.get(role).is_some_and(|r| self.spares(&r.id))
    }

    /// Active people that are not left alone.
    pub(super) fn people(&self) -> impl Iterator<Item = usize> + '_ {
        self.facts.active().filter(|p| !self.spares_person(*p))
    }

    /// Permissions that are left alone, as a row.
    pub(super) fn spared_permissions(&self) -> Vec<u64> {
        self.facts.row_of_ids(self.tuning.map(|t| t.except.as_slice()).unwrap_or_default())
    }

    /// A finding of this check with a stable cause.
    pub(super) fn finding(&self, cause: &[&str], severity: Severity, title: String) -> Finding {
        Finding {
            key: Finding::key_of(self.check.id, cause),
            check: self.check.id.to_owned(),
            severity,
            title,
            subjects: Vec::new(),
            count: 0,
            unlisted: Arc::default(),
            evidence: Vec::new(),
            fixes: Vec::new(),
        }
    }
}

/// Building a finding, part by part.
pub(super) trait Build: Sized {
    /// Adds subjects.
    fn about(self, subjects: impl IntoIterator<Item = Ref, IntoIter: ExactSizeIterator>) -> Self;
    /// Adds subjects of a kind by their places. Those that are too many to be listed are known all the same.
    fn about_all(
        self,
        facts: &Facts<'_>,
        kind: RefKind,
        places: impl IntoIterator<Item = usize, IntoIter: ExactSizeIterator>,
    ) -> Self;
    /// Adds a fact.
    fn saw(self, label: &str, value: impl Into<String>, about: Vec<Ref>) -> Self;
    /// Adds facts, of which only the first few are shown.
    fn saw_each(
        self,
        what: &str,
        facts: impl IntoIterator<Item = Evidence, IntoIter: ExactSizeIterator>,
    ) -> Self;
    /// The same when not all facts were looked up: of so many in all.
    fn saw_some(self, what: &str, facts: impl IntoIterator<Item = Evidence>, total: usize) -> Self;
    /// Adds a way out, if there is one.
    fn fix(self, fix: impl Into<Option<Fix>>) -> Self;
}

impl Build for Finding {
    fn about(mut self, subjects: impl IntoIterator<Item = Ref, IntoIter: ExactSizeIterator>) -> Self {
        let subjects = subjects.into_iter();
        self.count = self.count.saturating_add(u32::try_from(subjects.len()).unwrap_or(u32::MAX));
        let room = SUBJECTS.saturating_sub(self.subjects.len());
        self.subjects.extend(subjects.take(room));
        self
    }

    fn about_all(
        mut self,
        facts: &Facts<'_>,
        kind: RefKind,
        places: impl IntoIterator<Item = usize, IntoIter: ExactSizeIterator>,
    ) -> Self {
        let mut places = places.into_iter();
        self.count = self.count.saturating_add(u32::try_from(places.len()).unwrap_or(u32::MAX));
        let room = SUBJECTS.saturating_sub(self.subjects.len());
        self.subjects.extend(places.by_ref().take(room).filter_map(|at| facts.refer(kind, at)));
        if places.len() > 0 {
            Arc::make_mut(&mut self.unlisted).add(kind, places);
        }
        self
    }

    fn saw(mut self, label: &str, value: impl Into<String>, about: Vec<Ref>) -> Self {
        self.evidence.push(Evidence { label: label.to_owned(), value: value.into(), about });
        self
    }

    fn saw_each(
        self,
        what: &str,
        facts: impl IntoIterator<Item = Evidence, IntoIter: ExactSizeIterator>,
    ) -> Self {
        let facts = facts.into_iter();
        let total = facts.len();
        self.saw_some(what, facts, total)
    }

    fn saw_some(mut self, what: &str, facts: impl IntoIterator<Item = Evidence>, total: usize) -> Self {
        let before = self.evidence.len();
        self.evidence.extend(facts.into_iter().take(LINES));
        let more = total.saturating_sub(self.evidence.len().saturating_sub(before));
        if more > 0 { self.saw(what, format!("{} more", words::number(more)), Vec::new()) } else { self }
    }

    fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fixes.extend(fix.into());
        self
    }
}

/// One line of evidence about one thing.
pub(super) fn seen(about: Ref, value: impl Into<String>) -> Evidence {
    Evidence { label: about.name.clone(), value: value.into(), about: vec![about] }
}

/// A fix by which nobody gains anything. One with too many steps says in words what to do.
pub(super) fn without_gain(summary: String, steps: Vec<FixStep>) -> Fix {
    let steps = if steps.len() > STEPS { vec![FixStep::Advise { text: summary.clone() }] } else { steps };
    Fix { summary, steps, adds: None, gains: 0 }
}

/// Something that a person has to do outside.
pub(super) fn advice(summary: impl Into<String>, text: impl Into<String>) -> Fix {
    Fix { summary: summary.into(), steps: vec![FixStep::Advise { text: text.into() }], adds: None, gains: 0 }
}
