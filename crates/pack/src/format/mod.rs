//! The files of a pack, as their authors write them. Reader and JSON Schemas both follow from these structs.

mod article;
mod connector;
mod objects;
mod pack;
mod permissions;
pub(crate) mod practice;
mod roles;
mod rules;

pub(crate) use article::ArticleFront;
pub(crate) use connector::{ConnectorFile, ConnectorKindWord};
pub(crate) use objects::ObjectsFile;
pub(crate) use pack::PackFile;
pub(crate) use permissions::PermissionsFile;
pub(crate) use practice::PracticeBlueprint;
pub(crate) use roles::RolesFile;
pub(crate) use rules::{RulesFile, TuningEntry};

/// Ids that only the pack itself uses: lower case, words joined by `-`, `_` or `.`.
pub(crate) const OWN_ID: &str = "^[a-z0-9]+([-_.][a-z0-9]+)*$";
/// Ids that the tenant uses too: anything visible, without blanks at the ends.
pub(crate) const TENANT_ID: &str = "^\\S(.*\\S)?$";
/// Text for people: something to read, on one line.
pub(crate) const LINE: &str = "^[^\\r\\n]*\\S[^\\r\\n]*$";
/// A moment seen from today, such as `-61d` or `+38m`.
pub(crate) const OFFSET: &str = "^[+-][0-9]{1,5}[mhd]$";
/// A day or a moment (RFC 3339).
pub(crate) const MOMENT: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?$";
