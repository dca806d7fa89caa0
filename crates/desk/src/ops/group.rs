//! A group: who is in it, and what that gives.

use super::around::{Hop, Web, active, edges, findings_about, is_group, is_role};
use super::given::Giver;
use super::why::Beside;
use crate::R;
use crate::cache::Opened;
use crate::convert::item;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::names;
use crate::wire::GroupDetail;
use jiff::Timestamp;
use steward_access::{Station, Subject};
use steward_model::{GroupIx, Member, Snapshot};

impl Desk {
    /// A group with who is in it and what membership gives. The group is given by id or name.
    ///
    /// # Errors
    /// When a name fits nothing or several, the moment cannot be used, or the policies refuse.
    pub async fn group(&self, name: &str, group: &str, at: Option<&str>) -> R<GroupDetail> {
        self.detail(name, group, at, answer).await
    }
}

fn answer(
    opened: &Opened,
    group: &str,
    at: Timestamp,
    beside: &Beside<'_>,
) -> Result<GroupDetail, DeskError> {
    let (access, snapshot) = (&**opened.access(), opened.snapshot());
    let place = names::group(snapshot, group)?;
    let station = Station::Group(place);
    let web = Web::new(snapshot);
    let members = active(snapshot, access.people_of_group(place, at));
    let giver = Giver {
        compiled: &opened.compiled,
        web: &web,
        subject: Subject::Group(place),
        people: &members,
        preset: None,
        at,
    };
    let (above, below) = (web.above(station, at), web.below(station, at));
    Ok(GroupDetail {
        group: item(snapshot, station),
        source: snapshot.group(place).map(|group| group.source.0.clone()).unwrap_or_default(),
        gives: giver.gives(put_in(snapshot, place), findings_about(opened, beside, station)),
        roles: edges(snapshot, web.ups(station), &above, is_role, at),
        groups: edges(snapshot, web.downs(station), &below, is_group, at),
        nested_in: edges(snapshot, web.ups(station), &above, is_group, at),
    })
}

/// Memberships of people in exactly this group.
fn put_in(snapshot: &Snapshot, group: GroupIx) -> Vec<Hop<'_>> {
    let list = &snapshot.memberships;
    let from = list.partition_point(|edge| edge.group < group);
    (list.iter().skip(from))
        .take_while(|edge| edge.group == group)
        .filter_map(|edge| match edge.member {
            Member::Person(at) => {
                Some(Hop { to: Station::Person(at), window: edge.window, source: &edge.source.0 })
            }
            Member::Group(_) => None,
        })
        .collect()
}
