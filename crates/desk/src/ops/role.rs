//! A role: what it gives, to whom, and what it was made from.

use super::around::{Hop, Web, active, edges, findings_about, is_group, is_role};
use super::given::Giver;
use super::why::Beside;
use crate::R;
use crate::cache::Opened;
use crate::convert::item;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::names;
use crate::wire::RoleDetail;
use jiff::Timestamp;
use steward_access::{Station, Subject};
use steward_model::{Assignee, Role, RoleIx, Snapshot};

impl Desk {
    /// A role with what it gives and who has it. The role is given by id or name.
    ///
    /// # Errors
    /// When a name fits nothing or several, the moment cannot be used, or the policies refuse.
    pub async fn role(&self, name: &str, role: &str, at: Option<&str>) -> R<RoleDetail> {
        self.detail(name, role, at, answer).await
    }
}

fn answer(opened: &Opened, role: &str, at: Timestamp, beside: &Beside<'_>) -> Result<RoleDetail, DeskError> {
    let (access, snapshot) = (&**opened.access(), opened.snapshot());
    let place = names::role(snapshot, role)?;
    let station = Station::Role(place);
    let Role { id: _, name: _, description, preset: made_from } =
        snapshot.role(place).cloned().unwrap_or_default();
    let known = made_from.as_ref().and_then(|id| access.catalogue().presets.iter().find(|x| x.id == *id));
    let web = Web::new(snapshot);
    let holders = active(snapshot, access.people_of_role(place, at));
    let giver = Giver {
        compiled: &opened.compiled,
        web: &web,
        subject: Subject::Role(place),
        people: &holders,
        preset: known,
        at,
    };
    let (above, below) = (web.above(station, at), web.below(station, at));
    let mut groups = edges(snapshot, web.downs(station), &below, is_group, at);
    groups.retain(|group| group.through.is_empty());
    Ok(RoleDetail {
        role: item(snapshot, station),
        description: description.unwrap_or_default(),
        gives: giver.gives(given_to(snapshot, place), findings_about(opened, beside, station)),
        includes: edges(snapshot, web.ups(station), &above, is_role, at),
        included_by: edges(snapshot, web.downs(station), &below, is_role, at),
        groups,
        // a preset that the pack does not know has its id only
        preset: known.map(|preset| preset.name.clone()).or(made_from),
    })
}

/// Assignments of exactly this role to people.
fn given_to(snapshot: &Snapshot, role: RoleIx) -> Vec<Hop<'_>> {
    let list = &snapshot.assignments;
    let from = list.partition_point(|edge| edge.role < role);
    (list.iter().skip(from))
        .take_while(|edge| edge.role == role)
        .filter_map(|edge| match edge.to {
            Assignee::Person(at) => {
                Some(Hop { to: Station::Person(at), window: edge.window, source: &edge.source.0 })
            }
            Assignee::Group(_) => None,
        })
        .collect()
}
