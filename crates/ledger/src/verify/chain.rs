//! Each entry against the one before it, and the chain against what was signed of it.
//!
//! An entry is decided when something vouches for its hash: a signed head, or the entry after it. Until then two accounts of
//! it may be open. What is decided goes into the tree, and the roots of the checkpoints are compared as it grows.

use super::fault::{Fault, Faults};
use super::order::{Before, Row, Step};
use super::{Statement, Trust};
use crate::{Frontier, Hash, Note};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A signed statement about the history.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) size: u64,
    pub(super) hash: Hash,
    /// The note, when its signature has not been looked at yet.
    pub(super) unchecked: Option<String>,
}

/// An entry that is not decided.
#[derive(Debug)]
struct Open {
    row: Row,
    /// Hashes that it may have besides its own: of another entry with its number, of a signed head.
    others: Vec<Hash>,
    /// Commits whose head is another one.
    against: Vec<Said>,
    /// Whether a fault was found in it, so that one is enough.
    told: bool,
}

impl Open {
    fn new(row: Row) -> Self {
        let told = row.computed != row.stored;
        Self { row, others: Vec::new(), against: Vec::new(), told }
    }

    fn may_be(&self, hash: Hash) -> bool {
        self.row.computed == hash || self.row.stored == hash || self.others.contains(&hash)
    }
}

/// The chain as far as it was read.
#[derive(Debug)]
pub(super) struct Chain {
    trust: Trust,
    /// Whether the signatures of commits that fit the chain may wait for the newest one, which covers them.
    pub(super) newest_only: bool,
    pub(super) faults: Faults,
    /// Number of entries up to here, missing ones included.
    reached: u64,
    /// The last decided entry.
    decided: Before,
    /// The last entry, when it is not decided.
    last: Option<Open>,
    /// The one before it, when the last carries a hash that is not its, and that hash.
    doubtful: Option<(Open, Hash)>,
    /// Whether exactly one entry is missing before the next, which carries its hash.
    hole: bool,
    /// The tree of all decided entries; nothing once it cannot be known any more.
    tree: Option<Frontier>,
    commits: BTreeMap<u64, Vec<Said>>,
    checkpoints: BTreeMap<u64, Vec<Said>>,
    newest: Option<Said>,
    /// Number of entries that good signatures cover.
    signed: u64,
}

impl Chain {
    /// A chain that goes on after a decided entry, or begins.
    pub(super) fn new(trust: Trust, tree: Frontier, head: Option<Hash>) -> Self {
        Self {
            trust,
            newest_only: false,
            faults: Faults::default(),
            reached: tree.size(),
            decided: head.map_or(Before::Nothing, Before::Entry),
            last: None,
            doubtful: None,
            hole: false,
            signed: tree.size(),
            tree: Some(tree),
            commits: BTreeMap::new(),
            checkpoints: BTreeMap::new(),
            newest: None,
        }
    }

    pub(super) const fn trust(&self) -> &Trust {
        &self.trust
    }

    /// What the next entry has to carry, as far as the bytes of the last one say.
    pub(super) fn tip(&self) -> Before {
        self.last.as_ref().map_or(self.decided, |last| Before::Entry(last.row.computed))
    }

    pub(super) fn step(&mut self, step: Step) {
        match step {
            Step::Entry(row) => self.entry(row),
            Step::Again(row) => self.again(&row),
            Step::Gap { from, to } => self.gap(from, to),
        }
    }

    fn entry(&mut self, row: Row) {
        if std::mem::take(&mut self.hole) {
            match row.before {
                Before::Entry(hash) => {
                    self.grow(hash);
                    self.heard();
                }
                _ => self.lose(),
            }
        }
        match (self.last.take(), row.before) {
            (Some(last), Before::Entry(hash)) if !last.may_be(hash) => {
                self.settle(false, last.row.number);
                self.doubtful = Some((last, hash));
            }
            (Some(last), Before::Entry(hash)) => self.decide(last, hash),
            (Some(last), _) => self.decide_by_itself(last),
            (None, before) => {
                let known = self.decided != Before::Unknown && before != Before::Unknown;
                if known && before != self.decided {
                    self.faults.add(Fault::BrokenLink { number: row.number });
                }
            }
        }
        self.reached = row.number.saturating_add(1);
        self.last = Some(Open::new(row));
        self.heard();
    }

    fn again(&mut self, row: &Row) {
        let (number, hash) = (row.number, row.computed);
        self.faults.add(Fault::Fork { number, hash });
        if let Some(last) = self.last.as_mut().filter(|last| last.row.number == number) {
            last.others.push(hash);
            last.told = true;
        }
    }

    fn gap(&mut self, from: u64, to: u64) {
        if let Some(last) = self.last.take() {
            self.decide_by_itself(last);
        }
        if self.hole || from != to {
            self.lose();
        }
        self.hole = from == to;
        self.reached = to.saturating_add(1);
    }

    /// Nothing is known of the tree from here on, nor what the next entry should carry.
    fn lose(&mut self) {
        self.tree = None;
        self.decided = Before::Unknown;
    }

    /// Decides an entry that nothing vouches for: it is taken as it was kept.
    fn decide_by_itself(&mut self, open: Open) {
        let kept = open.row.stored;
        self.decide(open, kept);
    }

    fn decide(&mut self, open: Open, hash: Hash) {
        self.settle(hash == open.row.computed, open.row.number);
        self.close(open, hash);
    }

    /// Decides the doubtful entry. The word of the one after it counts if that one is what it should be.
    fn settle(&mut self, after_holds: bool, after: u64) {
        let Some((open, says)) = self.doubtful.take() else { return };
        if after_holds {
            self.close(open, says);
        } else {
            self.faults.add(Fault::BrokenLink { number: after });
            let kept = open.row.stored;
            self.close(open, kept);
        }
    }

    fn close(&mut self, open: Open, hash: Hash) {
        let Open { row, against, told, .. } = open;
        if hash != row.computed && !told {
            self.faults.add(Fault::Changed { number: row.number, expected: hash, found: row.computed });
        }
        for said in against {
            if said.hash == hash {
                self.signed = self.signed.max(said.size);
            } else {
                self.not_as_signed(&said);
            }
        }
        self.grow(hash);
    }

    fn not_as_signed(&mut self, said: &Said) {
        let to = said.size.saturating_sub(1);
        self.faults.add(Fault::NotAsSigned { from: self.signed.min(to), to });
    }

    /// Adds a decided entry to the tree and compares the checkpoints of that size.
    fn grow(&mut self, hash: Hash) {
        self.decided = Before::Entry(hash);
        let Some(tree) = &mut self.tree else { return };
        tree.append(hash);
        if self.checkpoints.is_empty() {
            return;
        }
        let size = tree.size();
        for said in self.checkpoints.remove(&size).unwrap_or_default() {
            self.checkpoint(said);
        }
    }

    /// Hears the commits of the size that was reached.
    fn heard(&mut self) {
        if self.commits.is_empty() {
            return;
        }
        for said in self.commits.remove(&self.reached).unwrap_or_default() {
            self.commit(said);
        }
    }

    /// Compares a commit with the chain, or keeps it until the chain is long enough.
    pub(super) fn commit(&mut self, said: Said) {
        match said.size.cmp(&self.reached) {
            Ordering::Greater => self.commits.entry(said.size).or_default().push(said),
            Ordering::Less => self.unproven(Statement::Commit, said.size),
            Ordering::Equal => match (self.last.take(), self.decided) {
                (Some(last), _) if last.row.computed == said.hash => {
                    self.decide(last, said.hash);
                    self.fits(said);
                }
                (Some(mut last), _) => {
                    let checked = self.checked(&said);
                    if checked && last.may_be(said.hash) {
                        self.decide(last, said.hash);
                        self.signed = self.signed.max(said.size);
                        return;
                    }
                    if checked {
                        last.others.push(said.hash);
                        last.against.push(said);
                    }
                    self.last = Some(last);
                }
                (None, Before::Entry(hash)) if hash == said.hash => self.fits(said),
                (None, Before::Entry(_)) => {
                    if self.checked(&said) {
                        self.not_as_signed(&said);
                    }
                }
                (None, _) => self.unproven(Statement::Commit, said.size),
            },
        }
    }

    /// A commit says what the bytes say. If its signature was not looked at, that can wait.
    fn fits(&mut self, said: Said) {
        if said.unchecked.is_some() {
            self.newest = Some(said);
        } else {
            self.signed = self.signed.max(said.size);
        }
    }

    /// Looks at the signature of a commit, unless that was done.
    fn checked(&mut self, said: &Said) -> bool {
        let Some(note) = &said.unchecked else { return true };
        let result = match Note::parse(note) {
            Ok(note) => self.trust.check(Statement::Commit, said.size, &note),
            Err(_) => return false,
        };
        result.map_err(|fault| self.faults.add(fault)).is_ok()
    }

    /// Compares a checkpoint with the tree, or keeps it until the tree is large enough.
    pub(super) fn checkpoint(&mut self, said: Said) {
        let Some(tree) = &self.tree else {
            if said.size > self.reached {
                self.checkpoints.entry(said.size).or_default().push(said);
            } else {
                self.unproven(Statement::Checkpoint, said.size);
            }
            return;
        };
        match said.size.cmp(&tree.size()) {
            Ordering::Greater => self.checkpoints.entry(said.size).or_default().push(said),
            Ordering::Less => self.unproven(Statement::Checkpoint, said.size),
            Ordering::Equal => {
                let found = tree.root();
                if found == said.hash {
                    self.signed = self.signed.max(said.size);
                } else {
                    self.faults.add(Fault::Inconsistent { size: said.size, said: said.hash, found });
                }
            }
        }
    }

    fn unproven(&mut self, kind: Statement, size: u64) {
        self.faults.add(Fault::Unproven { kind, from: size, to: size });
    }

    /// The end of the history.
    pub(super) fn finish(mut self) -> End {
        if let Some(last) = self.last.take() {
            self.decide_by_itself(last);
        }
        if let Some(newest) = self.newest.take()
            && self.checked(&newest)
        {
            self.signed = self.signed.max(newest.size);
        }
        self.truncated();
        if self.signed < self.reached {
            self.faults.add(Fault::Unsigned { from: self.signed, to: self.reached.saturating_sub(1) });
        }
        let Self { faults, reached, decided, tree, signed, .. } = self;
        End { faults, reached, decided, tree, signed }
    }

    /// What is left of the statements speaks of more entries than there are, or of a tree that is not known.
    fn truncated(&mut self) {
        let commits = std::mem::take(&mut self.commits).into_values().flatten();
        let checkpoints = std::mem::take(&mut self.checkpoints).into_values().flatten();
        let all: Vec<(Statement, Said)> = (commits.map(|said| (Statement::Commit, said)))
            .chain(checkpoints.map(|said| (Statement::Checkpoint, said)))
            .collect();
        let mut most: Option<(u64, Statement)> = None;
        for (by, said) in all {
            if said.size <= self.reached {
                self.unproven(by, said.size);
            } else if most.is_none_or(|(claimed, _)| claimed < said.size) && self.checked(&said) {
                most = Some((said.size, by));
            }
        }
        if let Some((claimed, by)) = most {
            self.faults.add(Fault::Truncated { size: self.reached, claimed, by });
        }
    }
}

/// What the chain came to.
pub(super) struct End {
    pub(super) faults: Faults,
    pub(super) reached: u64,
    pub(super) decided: Before,
    pub(super) tree: Option<Frontier>,
    pub(super) signed: u64,
}
