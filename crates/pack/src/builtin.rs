//! The packs that come with Steward.

use crate::{Files, Pack, check};
use std::sync::OnceLock;

macro_rules! packs {
    ($($id:literal: $($file:literal),* ;)*) => {
        const IDS: &[&str] = &[$($id),*];
        fn sources(id: &str) -> &'static [(&'static str, &'static str)] {
            match id {
                $($id => &[$(($file, include_str!(concat!("../../../packs/", $id, "/", $file)))),*],)*
                _ => &[],
            }
        }
    };
}

packs! {
    "generic": "pack.toml", "permissions.toml", "roles.toml", "rules.toml", "connector.toml";
    "meridian": "pack.toml", "permissions.toml", "roles.toml", "objects.toml", "rules.toml", "connector.toml",
        "practice.toml", "audit/meridian.toml";
}

/// Ids of the packs that come with Steward.
#[must_use]
pub fn builtin_ids() -> &'static [&'static str] {
    IDS
}

/// The files of a pack that comes with Steward.
#[must_use]
pub fn builtin_files(id: &str) -> Option<Files> {
    let files: Files =
        sources(id).iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    (!files.is_empty()).then_some(files)
}

/// A pack that comes with Steward. It is read once.
#[must_use]
pub fn builtin(id: &str) -> Option<Pack> {
    static READ: [OnceLock<Option<Pack>>; IDS.len()] = [const { OnceLock::new() }; IDS.len()];
    let at = IDS.iter().position(|known| *known == id)?;
    READ.get(at)?.get_or_init(|| check(&builtin_files(id)?).0).clone()
}
