//! Building snapshots: what is kept, what is reported, and that the same content has the same address.

mod build;
mod canonical;
mod place;
