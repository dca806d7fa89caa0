//! A SCIM 2.0 client (RFC 7643, RFC 7644, RFC 9865) that only reads.
//!
//! Real servers bend the rules. What can be understood is read; what was bent is noted once, and what is missing is
//! said precisely. A read that fails or is cancelled gives back its [`Partial`] state, with which a later read goes
//! on at the page where it stopped; the state of a finished read lets the next one ask only for what has changed. What
//! becomes of the state is up to who called.

mod address;
mod assemble;
mod discover;
mod error;
mod fault;
mod http;
mod lists;
mod mask;
mod page;
mod read;
mod refs;
mod resource;
mod settings;
mod state;
mod tally;
mod test;

pub use discover::{Capabilities, Paging};
pub use error::{Redirect, ScimError};
pub use page::{Page, PageFault, parse_page};
pub use read::{ReadError, ScimRead, read};
pub use settings::{GroupRole, Limits, Progress, ScimMapping, Settings, Stage, Values};
pub use state::{ListState, Partial};
pub use test::{StepState, TestStep, test};
