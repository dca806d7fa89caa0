//! Verifying a whole history, entry by entry, in the memory of a few of them.

mod chain;
mod fault;
mod order;
mod trust;

pub use fault::{Fault, MAX_FAULTS, Statement};
pub use trust::{Trust, TrustedKey};

use crate::{
    Checkpoint, Commit, EntryError, FORMAT, Frontier, Hash, Link, Note, StatementError, StoredEntry,
    leaf_hash,
};
use chain::{Chain, Said};
use order::{Before, Order, Row, Step};
use std::fmt::Write;

/// A piece of a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// An entry.
    Entry(StoredEntry),
    /// The signed note of a commit.
    Commit(String),
    /// The signed note of a checkpoint.
    Checkpoint(String),
}

/// How far a history was verified without a fault, to go on from there another time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Hash of the last entry.
    pub head: Hash,
    /// The tree, whose size is the number of entries.
    pub tree: Frontier,
}

/// What verifying came to.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Entries that were read.
    pub entries: u64,
    /// Entries that good signatures cover, from the first on.
    pub signed: u64,
    /// Faults, in the order of their places.
    pub faults: Vec<Fault>,
    /// How many faults there are beyond [`MAX_FAULTS`].
    pub more: u64,
    /// Where to go on, when there is no fault and at least one entry.
    pub verified: Option<Verified>,
}

impl Report {
    /// Whether everything holds.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.faults.is_empty() && self.more == 0
    }
}

/// Verifies the history of one device. See [`Verifier`] for what is expected of the order, and for reading that can fail.
pub fn verify(trust: Trust, history: impl IntoIterator<Item = Record>) -> Report {
    let mut verifier = Verifier::new(trust);
    for record in history {
        match record {
            Record::Entry(StoredEntry { number, hash, bytes }) => verifier.entry(number, hash, &bytes),
            Record::Commit(note) => verifier.commit(&note),
            Record::Checkpoint(note) => verifier.checkpoint(&note),
        }
    }
    verifier.finish()
}

/// Verifies the history of one device as it is read.
///
/// Entries come in the order in which they are kept, each with the number and the hash that are kept beside it. A commit or
/// checkpoint comes right after the last entry it speaks of, or at any time before: it is kept until then. One that comes
/// later cannot be compared, and the report says so. A fault never ends it.
///
/// Memory is flat in the number of entries; statements that come early take about 100 bytes each until their time.
#[derive(Debug)]
pub struct Verifier {
    order: Order,
    chain: Chain,
    /// Empty between two entries; used again, as `begin` is.
    steps: Vec<Step>,
    /// The device's name as JSON, and the first bytes of the entry that comes next.
    device: String,
    begin: String,
    entries: u64,
    commits: u64,
    checkpoints: u64,
}

impl Verifier {
    /// Begins with the first entry.
    #[must_use]
    pub fn new(trust: Trust) -> Self {
        Self::with(Chain::new(trust, Frontier::default(), None), 0)
    }

    /// Goes on after what was verified before.
    #[must_use]
    pub fn resume(trust: Trust, verified: Verified) -> Self {
        let Verified { head, tree } = verified;
        let next = tree.size();
        Self::with(Chain::new(trust, tree, (next > 0).then_some(head)), next)
    }

    fn with(chain: Chain, next: u64) -> Self {
        Self {
            order: Order::from(next),
            device: serde_json::to_string(&chain.trust().device).unwrap_or_default(),
            chain,
            steps: Vec::new(),
            begin: String::new(),
            entries: 0,
            commits: 0,
            checkpoints: 0,
        }
    }

    /// Looks at the signature of the newest commit that fits the chain, and not at those of the older ones, which it covers.
    /// For logs in which nearly every entry has a commit of its own; when the newest is wrong, verify without this
    /// to learn since when. Call it first.
    #[must_use]
    pub fn newest_signature(mut self) -> Self {
        self.chain.newest_only = true;
        self
    }

    /// The next entry: its number and hash as they are kept, and its bytes.
    pub fn entry(&mut self, number: u64, hash: Hash, bytes: &[u8]) {
        self.entries += 1;
        let computed = leaf_hash(bytes);
        let before = self.chain.tip();
        let row = if computed == hash && self.goes_on(before, bytes) {
            Row { number: self.order.next(), computed, stored: hash, before }
        } else {
            self.read(number, hash, computed, bytes)
        };
        self.order.take(row, &mut self.steps, &mut self.chain.faults);
        self.run();
    }

    fn run(&mut self) {
        for step in self.steps.drain(..) {
            self.chain.step(step);
        }
    }

    /// Whether the bytes begin as the next entry has to, which spares reading them. Canonical bytes begin with the
    /// chain, because `chain` sorts before `event`.
    fn goes_on(&mut self, before: Before, bytes: &[u8]) -> bool {
        let (device, number, begin) = (&self.device, self.order.next(), &mut self.begin);
        begin.clear();
        let written = match before {
            Before::Unknown => return false,
            Before::Nothing => {
                write!(begin, r#"{{"chain":{{"device":{device},"format":{FORMAT},"number":{number}}},"#)
            }
            Before::Entry(hash) => write!(
                begin,
                r#"{{"chain":{{"device":{device},"format":{FORMAT},"number":{number},"previous":"{hash}"}},"#
            ),
        };
        written.is_ok() && bytes.starts_with(begin.as_bytes())
    }

    /// Reads an entry that is not simply the next one.
    fn read(&mut self, position: u64, stored: Hash, computed: Hash, bytes: &[u8]) -> Row {
        let (next, faults) = (self.order.next(), &mut self.chain.faults);
        let changed = computed != stored;
        if changed {
            faults.add(Fault::Changed { number: position, expected: stored, found: computed });
        }
        let mut row = Row { number: position, computed, stored, before: Before::Unknown };
        match Link::read(bytes) {
            // what was changed may be the number, or the bytes those of another entry
            Ok(link) if changed && link.number != position => {}
            Ok(link) => {
                row.number = link.number;
                row.before = link.previous.map_or(Before::Nothing, Before::Entry);
                if !changed && link.device != self.chain.trust().device {
                    let fault = Fault::OtherDevice { number: link.number, device: link.device };
                    self.chain.faults.add(fault);
                }
                // whoever changes only the number leaves the link, which says where it belongs
                let linked = row.before != Before::Nothing && row.before == self.chain.tip();
                if row.number != next && linked {
                    self.chain.faults.add(Fault::Misplaced { number: row.number, at: next });
                    row.number = next;
                }
            }
            Err(_) if changed => {}
            Err(EntryError::UnknownFormat(format)) => {
                faults.add(Fault::UnknownFormat { number: position, format });
            }
            Err(error) => faults.add(Fault::Unreadable { number: position, reason: error.to_string() }),
        }
        row
    }

    /// A commit: the signed note.
    pub fn commit(&mut self, note: &str) {
        let nth = self.commits;
        self.commits += 1;
        let parsed = Note::parse(note).map_err(StatementError::from);
        let parsed = parsed.and_then(|note| Ok((note.text().parse::<Commit>()?, note)));
        match parsed {
            Ok((Commit { device, size, head }, signed)) => {
                let newest_only = self.chain.newest_only;
                if self.accepts(Statement::Commit, device, size, (!newest_only).then_some(&signed)) {
                    let unchecked = newest_only.then(|| note.to_owned());
                    self.chain.commit(Said { size, hash: head, unchecked });
                }
            }
            Err(error) => self.malformed(Statement::Commit, nth, &error),
        }
    }

    /// A checkpoint: the signed note.
    pub fn checkpoint(&mut self, note: &str) {
        let nth = self.checkpoints;
        self.checkpoints += 1;
        let parsed = Note::parse(note).map_err(StatementError::from);
        let parsed = parsed.and_then(|note| Ok((note.text().parse::<Checkpoint>()?, note)));
        match parsed {
            Ok((Checkpoint { origin, size, root, extensions: _ }, signed)) => {
                // of an empty tree there is nothing to compare: its root is known
                if self.accepts(Statement::Checkpoint, origin, size, Some(&signed)) && size > 0 {
                    self.chain.checkpoint(Said { size, hash: root, unchecked: None });
                }
            }
            Err(error) => self.malformed(Statement::Checkpoint, nth, &error),
        }
    }

    fn accepts(&mut self, kind: Statement, log: String, size: u64, signed: Option<&Note<'_>>) -> bool {
        let trust = self.chain.trust();
        let result = if log == trust.device {
            signed.map_or(Ok(()), |note| trust.check(kind, size, note))
        } else {
            Err(Fault::OtherLog { kind, size, log })
        };
        result.map_err(|fault| self.chain.faults.add(fault)).is_ok()
    }

    fn malformed(&mut self, kind: Statement, nth: u64, error: &StatementError) {
        self.chain.faults.add(Fault::Malformed { kind, nth, reason: error.to_string() });
    }

    /// The end of the history.
    pub fn finish(mut self) -> Report {
        self.order.finish(&mut self.steps, &mut self.chain.faults);
        self.run();
        let end = self.chain.finish();
        let (faults, more) = end.faults.finish();
        let verified = match (end.decided, end.tree) {
            (Before::Entry(head), Some(tree)) if faults.is_empty() && tree.size() == end.reached => {
                Some(Verified { head, tree })
            }
            _ => None,
        };
        Report { entries: self.entries, signed: end.signed.min(end.reached), faults, more, verified }
    }
}
