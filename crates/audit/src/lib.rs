//! Events of an audit trail: what they are, how foreign ones are read, and the index that finds them.
//!
//! - An [`AuditEvent`] says who did what to which object, when, from where and how it ended (NIST SP 800-53
//!   AU-3), whoever wrote it down. [`split`] takes what it says about people apart from the fact; [`join`]
//!   puts it together.
//! - An [`AuditReader`] reads JSON Lines, JSON documents and CSV. Which field is what says an
//!   [`AuditMapping`], which is data: given, or recognised among [`builtin_mappings`], or guessed by
//!   [`suggest_mapping`].
//! - A [`Trail`] is the index over millions of events: what it keeps of each is a [`TrailEvent`]. It is made
//!   of [`Block`]s, which have bytes to be kept, and a [`Dictionary`].
//! - A [`Question`] is what an investigation asks, as JSON and as text; [`complete`] helps to type it.
//!   [`Trail::ask`] gives an [`Answer`]: pages, how many, facets, a histogram.
//!
//! Invariants:
//! - A bad line costs that line only, and is told with its place and what to do. No input makes a panic.
//! - The same record gives the same event, with the same id and hash, on every machine.
//! - Blocks of a trail never overlap: each holds the events between its first and its last key, which is time
//!   and row. An event that comes late is merged into the one block it belongs to, as into the leaf of a B+
//!   tree, so that a page is a walk over blocks in order and a place in it ([`Cursor`]) stays where it is.
//! - A block does not change, and a code of the dictionary always means the same word. Equal events have
//!   equal block bytes.
//! - What a question asks of a column is settled once for each distinct value of a block; a block that has
//!   none of the values asked for is not looked at.
//! - Correlations are compared by 40 bits of their SHA-256: two different ones are taken for the same about
//!   once in 10^12 pairs.
//! - The index knows ids only. Whoever keeps personal data apart gives it the bodies that [`split`] leaves.
//!
//! Deliberately not here: where events and blocks are kept, the full-text search (its rows come in as a
//! [`RowSet`]), decoding of files, and every clock.
//!
//! ```
//! use steward_audit::*;
//!
//! // a log nobody has described: its header tells which column is what
//! let log = "Time,User,Action,Object,Result\n\
//!            2026-05-03T10:12:44Z,ines,billing.access.grant,b-17,Success\n\
//!            2026-05-03T10:13:02Z,jon,billing.access.read,b-17,Forbidden\n\
//!            yesterday,jon,billing.access.read,b-17,Success\n";
//! let mut events = Vec::new();
//! let reading = AuditReader::default().read("log.csv", log, |event, _| events.push(event));
//! assert_eq!((reading.events, reading.left_out), (2, 1));
//! assert_eq!(reading.problems[0].place.to_string(), "log.csv:4:1 Time");
//!
//! let mut trail = Trail::new();
//! trail.add((0..).zip(&events).map(|(row, event)| TrailEvent::of(row, event)));
//! let question: Question = "op:billing.* outcome:refused since:2026-05-01".parse()?;
//! let answer = trail.ask(&question, None);
//! assert_eq!(answer.page(PageFrom::Newest, 50).rows, [1]);
//! assert_eq!(answer.total(), 1);
//! # Ok::<(), QuestionError>(())
//! ```

mod answer;
mod bits;
mod block;
mod builtin;
mod bytes;
mod column;
mod complete;
mod dictionary;
mod event;
mod glob;
mod guess;
mod identity;
mod mapping;
mod moment;
mod packed;
mod path;
mod personal;
mod pieces;
mod plan;
mod question;
mod read;
mod table;
mod text;
mod trail;

pub use answer::{Answer, Cursor, CursorError, EventPage, Facet, FacetValue, Facets, MAX_BUCKETS, PageFrom};
pub use bits::RowSet;
pub use block::{BLOCK_EVENTS, Block};
pub use builtin::builtin_mappings;
pub use bytes::BlockError;
pub use column::Column;
pub use complete::{Completion, complete};
pub use dictionary::Dictionary;
pub use event::{ApprovalState, AuditEvent, EventSource, Outcome, OutcomeState, Party, Thing};
pub use guess::{GENERIC, suggest_mapping};
pub use identity::{ActorKind, Identity, actor_kind, identities};
pub use mapping::{AuditMapping, ConsequenceRule, Constants, Fields, OutcomeRule};
pub use personal::{Identifier, Withheld, WithheldField, is_person, join, split};
pub use question::{Filter, Question};
pub use read::{AuditFormat, AuditReader, MAX_LINE, MAX_PROBLEMS, MAX_RECORD, Reading};
pub use text::QuestionError;
pub use trail::{Trail, TrailError, TrailEvent};
