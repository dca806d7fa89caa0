//! What the rows of a list are called: in order, and as a text to search. It hangs on no moment.

use super::table::{description, rows_of};
use super::text::Text;
use crate::convert::count;
use crate::wire::ListKind;
use steward_access::Access;
use steward_model::{PermissionIx, Snapshot, natural_key};

/// All rows of a list by their names.
#[derive(Debug)]
pub(crate) struct Named {
    /// The rows by name, then as they lie in the snapshot.
    pub(crate) by_name: Vec<u32>,
    text: Text,
}

impl Named {
    pub(crate) fn new(access: &Access, kind: ListKind) -> Self {
        let snapshot = access.snapshot();
        let rows = 0..count(rows_of(snapshot, kind));
        let mut by_name: Vec<u32> = rows.clone().collect();
        by_name.sort_by_cached_key(|row| (natural_key(name_of(snapshot, kind, *row)), *row));
        Self { by_name, text: Text::new(rows.map(|row| names(access, kind, row))) }
    }

    /// Which rows contain what somebody typed, without regard to case; nothing when nothing was typed.
    pub(crate) fn containing(&self, typed: &str) -> Option<Vec<bool>> {
        let wanted = typed.trim().to_lowercase();
        (!wanted.is_empty()).then(|| self.text.containing(&wanted))
    }
}

fn told(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

fn name_of(snapshot: &Snapshot, kind: ListKind, row: u32) -> &str {
    let at = row as usize;
    let name = match kind {
        ListKind::People => snapshot.people.get(at).map(|x| &x.name),
        ListKind::Groups => snapshot.groups.get(at).map(|x| &x.name),
        ListKind::Roles => snapshot.roles.get(at).map(|x| &x.name),
        ListKind::Permissions => snapshot.permissions.get(at).map(|x| &x.name),
    };
    name.map(String::as_str).unwrap_or_default()
}

/// What a search looks through: name, id, and what else it is called by or described with.
fn names(access: &Access, kind: ListKind, row: u32) -> Vec<&str> {
    let (snapshot, at) = (access.snapshot(), row as usize);
    let more = match kind {
        ListKind::People => snapshot.people.get(at).map(|x| {
            let [email, title, department] = [&x.email, &x.title, &x.department].map(told);
            vec![x.name.as_str(), &x.user_name, email, &x.id, title, department]
        }),
        ListKind::Groups => snapshot.groups.get(at).map(|x| vec![x.name.as_str(), &x.id]),
        ListKind::Roles => snapshot.roles.get(at).map(|x| vec![x.name.as_str(), &x.id, told(&x.description)]),
        ListKind::Permissions => (snapshot.permissions.get(at))
            .map(|x| vec![x.name.as_str(), &x.id, description(access, PermissionIx(row))]),
    };
    more.unwrap_or_default()
}
