//! Positions in a snapshot, and the address of its content.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// The position as a `usize`, to look into a list.
            #[must_use]
            pub const fn index(self) -> usize { self.0 as usize }
        }
        impl From<usize> for $name {
            /// Lists longer than `u32::MAX` do not occur: the readers refuse them. The value saturates.
            fn from(at: usize) -> Self { Self(u32::try_from(at).unwrap_or(u32::MAX)) }
        }
    )*};
}

index! {
    /// Position of a person in [`Snapshot::people`](crate::Snapshot::people).
    PersonIx,
    /// Position of a group in [`Snapshot::groups`](crate::Snapshot::groups).
    GroupIx,
    /// Position of a role in [`Snapshot::roles`](crate::Snapshot::roles).
    RoleIx,
    /// Position of a permission in [`Snapshot::permissions`](crate::Snapshot::permissions).
    PermissionIx,
    /// Position of an object in [`Snapshot::objects`](crate::Snapshot::objects).
    ObjectIx,
    /// Position of a licence in [`Snapshot::licences`](crate::Snapshot::licences).
    LicenceIx,
}

/// SHA-256 of a snapshot's canonical bytes, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentHash(pub String);

impl ContentHash {
    /// The first eight digits, for people.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
