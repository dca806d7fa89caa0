//! Problems of a read. The same kind of problem is listed a few times and then counted.

use crate::missing::{Extent, Missing, Part};
use std::collections::BTreeMap;
use steward_model::{Place, Problem};

/// How many of one kind are listed one by one.
const LISTED: usize = 20;

#[derive(Debug)]
pub(super) struct Tally {
    address: String,
    problems: Vec<Problem>,
    /// Per kind: how many there are.
    counts: BTreeMap<String, usize>,
    missing: Missing,
}

impl Tally {
    pub fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            problems: Vec::new(),
            counts: BTreeMap::new(),
            missing: Missing::default(),
        }
    }

    /// Goes on with the problems of a read that stopped.
    pub fn resume(address: &str, problems: Vec<Problem>, missing: Missing) -> Self {
        let mut tally = Self { missing, ..Self::new(address) };
        problems.into_iter().for_each(|x| tally.push(x));
        tally
    }

    /// What a later read goes on with.
    pub fn keep(&self) -> (Vec<Problem>, Missing) {
        (self.problems.clone(), self.missing.clone())
    }

    fn push(&mut self, problem: Problem) {
        let count = self.counts.entry(problem.code.clone()).or_default();
        *count += 1;
        if *count <= LISTED {
            self.problems.push(problem);
        }
    }

    fn place(&self, field: &str) -> Place {
        Place::file(self.address.clone()).field(field)
    }

    /// Something was left out.
    pub fn warn(&mut self, code: &str, field: &str, message: String, hint: &str) {
        let place = self.place(field);
        self.push(Problem::warning(code, place, message, hint));
    }

    /// A whole page, list or record is missing.
    pub fn missing(
        &mut self,
        code: &str,
        (part, extent): (Part, Extent),
        field: &str,
        message: String,
        hint: &str,
    ) {
        self.missing.add(part, extent);
        self.warn(code, field, message, hint);
    }

    /// A rule was bent but everything was understood. Said once for each kind.
    pub fn bent(&mut self, code: &str, field: &str, message: &str) {
        let count = self.counts.entry(code.to_owned()).or_default();
        *count += 1;
        if *count == 1 {
            let hint = "nothing to do; it was understood all the same";
            let place = self.place(field);
            self.problems.push(Problem::note(code, place, message, hint));
        }
    }

    /// What the builder of the snapshot has to say.
    pub fn extend(&mut self, more: Vec<Problem>) {
        self.missing.add_left_out(&more);
        for mut problem in more {
            problem.place.file = Some(self.address.clone());
            self.push(problem);
        }
    }

    /// What was listed, each kind with how many more there are, and what is missing as a whole.
    pub fn finish(mut self) -> (Vec<Problem>, Missing) {
        for (code, count) in &self.counts {
            let listed = self.problems.iter().filter(|x| x.code == *code).count();
            let Some(last) = self.problems.iter_mut().rfind(|x| x.code == *code) else { continue };
            let more = count.saturating_sub(listed);
            if more > 0 {
                last.message = format!("{} (and {more} more like this)", last.message);
            }
        }
        (self.problems, self.missing)
    }
}
