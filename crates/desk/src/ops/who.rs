//! Who can do a thing.

use super::why::{absent, missing};
use crate::cache::Opened;
use crate::convert::{count, held_scope, item, time};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::names;
use crate::wire::{Holder, Item, WhoCan};
use crate::words::last_used;
use crate::{R, operation};
use jiff::Timestamp;
use steward_access::{Access, Path, Station, Subject};
use steward_model::{ObjectIx, PermissionIx, PersonIx, Snapshot, natural_key};

/// Most people who are listed.
const PEOPLE: usize = 5_000;
/// Most derivations of one person that are looked through for their first steps.
const PATHS: usize = 64;

impl Desk {
    /// Everybody who holds a permission, on an object or anywhere, by name; at most 5,000 with their ways.
    ///
    /// # Errors
    /// When a name fits nothing or several, the moment cannot be used, or the policies refuse.
    pub async fn who(
        &self,
        name: &str,
        permission: &str,
        object: Option<&str>,
        at: Option<&str>,
    ) -> R<WhoCan> {
        let (opened, at) = self.look_at(name, &operation::ACCESS_WHO, at).await?;
        let (permission, object) = (permission.to_owned(), object.map(str::to_owned));
        Ok(heavy(move || answer(&opened, &permission, object.as_deref(), at)).await??)
    }
}

fn answer(
    opened: &Opened,
    permission: &str,
    object: Option<&str>,
    at: Timestamp,
) -> Result<WhoCan, DeskError> {
    let (access, snapshot) = (&**opened.access(), opened.snapshot());
    let permission = names::permission(snapshot, permission)?;
    let object = object.map(|text| names::object(snapshot, text)).transpose()?;
    let mut people = access.who_can(permission, object, at);
    let total = count(people.len());
    people.sort_by_cached_key(|at| {
        let name = snapshot.person(*at).map(|person| natural_key(&person.name));
        (name, *at)
    });
    people.truncate(PEOPLE);
    Ok(WhoCan {
        permission: item(snapshot, Station::Permission(permission)),
        object: object.map(|at| item(snapshot, Station::Object(at))),
        consequence: access.meaning(permission).consequence.into(),
        at: time(at),
        basis: opened.basis.clone(),
        people: people.into_iter().map(|person| holder(opened, person, permission, object, at)).collect(),
        total,
    })
}

/// Somebody who holds a permission, with how.
pub(super) fn holder(
    opened: &Opened,
    person: PersonIx,
    permission: PermissionIx,
    object: Option<ObjectIx>,
    at: Timestamp,
) -> Holder {
    let (access, snapshot) = (&**opened.access(), opened.snapshot());
    let paths = access.paths(person, permission, object, at, PATHS);
    let subject = Subject::Person(person);
    let scope = access.scope_of(subject, permission, at);
    Holder {
        person: item(snapshot, Station::Person(person)),
        // everywhere or on some objects, whichever object was asked about
        decision: access.decide(person, permission, None, at).into(),
        via: first_steps(snapshot, &paths.list),
        paths: paths.total,
        standing: access.standing_on(subject, permission, object, at),
        until: access.expires_on(person, permission, object, at).map(time),
        scope: held_scope(snapshot, &scope, None),
        // a tenant says when a permission was used, not on what
        last_used: last_used(snapshot, person, permission).filter(|_| object.is_none()).map(time),
        missing: lacking(access, person, permission, object, at),
    }
}

/// What a permission needs and this person lacks, on an object or anywhere; also what the tenant does not know at all,
/// which nobody can hold.
pub(super) fn lacking(
    access: &Access,
    person: PersonIx,
    permission: PermissionIx,
    object: Option<ObjectIx>,
    at: Timestamp,
) -> Vec<Item> {
    let needed = access.prerequisites(Subject::Person(person), permission, at);
    let lacked = missing(&needed, object).into_iter();
    let lacked = lacked.map(|needed| item(access.snapshot(), Station::Permission(needed.permission)));
    lacked.chain(absent(access, permission)).collect()
}

/// What comes after the person on each way, each once; the permission itself when it is granted directly.
fn first_steps(snapshot: &Snapshot, paths: &[Path]) -> Vec<Item> {
    let mut seen: Vec<Station> = Vec::new();
    for step in paths.iter().filter_map(|path| path.steps.get(1)) {
        if !seen.contains(&step.at) {
            seen.push(step.at);
        }
    }
    seen.into_iter().map(|station| item(snapshot, station)).collect()
}
