//! A role: what it gives, to whom, and what it was made from.

use super::around::{Hop, Web, active, edges, findings_about, is_group, is_role, people};
use super::given::{Giver, classes_given};
use crate::cache::Opened;
use crate::convert::{count, item, time};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::names;
use crate::wire::{FindingView, RoleDetail};
use crate::{R, operation};
use jiff::Timestamp;
use steward_access::{Station, Subject};
use steward_model::{Assignee, Role, RoleIx, Snapshot};

impl Desk {
    /// A role with what it gives and who has it. The role is given by id or name.
    ///
    /// # Errors
    /// When a name fits nothing or several, the moment cannot be used, or the policies refuse.
    pub async fn role(&self, name: &str, role: &str, at: Option<&str>) -> R<RoleDetail> {
        let opened = self.look(name, &operation::ACCESS_DETAIL).await?;
        let at = self.moment(at)?;
        let findings = self.findings_of(&opened, Some(&time(at))).await?.open;
        let role = role.to_owned();
        Ok(heavy(move || answer(&opened, &role, at, findings)).await??)
    }
}

fn answer(
    opened: &Opened,
    role: &str,
    at: Timestamp,
    open: Vec<FindingView>,
) -> Result<RoleDetail, DeskError> {
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
    let permissions = giver.permissions();
    let (above, below) = (web.above(station, at), web.below(station, at));
    let (listed, people_direct) = people(snapshot, given_to(snapshot, place), at);
    let about = item(snapshot, station);
    let mut groups = edges(snapshot, web.downs(station), &below, is_group, at);
    groups.retain(|group| group.through.is_empty());
    Ok(RoleDetail {
        description: description.unwrap_or_default(),
        at: time(at),
        // a preset that the pack does not know has its id only
        preset: known.map(|preset| preset.name.clone()).or(made_from),
        permissions_total: count(snapshot.permissions.len()),
        classes: classes_given(&permissions),
        permissions,
        includes: edges(snapshot, web.ups(station), &above, is_role, at),
        included_by: edges(snapshot, web.downs(station), &below, is_role, at),
        groups,
        people: listed,
        people_direct,
        people_total: count(holders.len()),
        findings: findings_about(open, &about),
        role: about,
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
