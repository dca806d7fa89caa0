//! What lies around a person, group, role or permission: edges, what they lead to over others, findings, classes.

use super::findings::{Said, view, worst_first};
use super::why::Beside;
use crate::cache::Opened;
use crate::concerned::is_about;
use crate::convert::{count, item, time};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::wire::{ClassCount, ConsequenceClass, EdgeView, FindingView};
use crate::{R, operation};
use jiff::{SignedDuration, Timestamp};
use std::collections::{HashMap, HashSet};
use steward_access::{Access, Station};
use steward_model::{
    Activity, Assignee, Consequence, Grant, Holder, Member, PermissionIx, PersonIx, Snapshot, Window,
    natural_key,
};

/// Most people who are listed around a group or role.
const PEOPLE: usize = 200;
/// Days within which a use is recent.
const DAYS: i64 = 90;

impl Desk {
    /// The frame of every detail: asks the door, then answers about what was named, with the open findings at hand.
    pub(super) async fn detail<T: Send + 'static>(
        &self,
        tenant: &str,
        named: &str,
        at: Option<&str>,
        answer: fn(&Opened, &str, Timestamp, &Beside<'_>) -> Result<T, DeskError>,
    ) -> R<T> {
        let (opened, at) = self.look_ahead(tenant, &operation::ACCESS_DETAIL, at).await?;
        let judged = self.judged(&opened, at).await?;
        let seen = self.first_seen(&opened, &judged, at).await?;
        let operators = self.operator_names().await?;
        let named = named.to_owned();
        let answer = heavy(move || {
            let beside = Beside { judged: &judged, seen: &seen, operators: &operators };
            answer(&opened, &named, at, &beside)
        });
        Ok(answer.await??)
    }
}

/// An edge that leads on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hop<'a> {
    /// Where to.
    pub(super) to: Station,
    pub(super) window: Window,
    /// Who put it there.
    pub(super) source: &'a str,
}

type Hops<'a> = HashMap<Station, Vec<Hop<'a>>>;

/// The edges between groups and roles, both ways.
#[derive(Debug)]
pub(super) struct Web<'a> {
    up: Hops<'a>,
    down: Hops<'a>,
}

impl<'a> Web<'a> {
    pub(super) fn new(snapshot: &'a Snapshot) -> Self {
        let mut web = Self { up: HashMap::new(), down: HashMap::new() };
        for edge in &snapshot.memberships {
            if let Member::Group(inside) = edge.member {
                let (from, to) = (Station::Group(inside), Station::Group(edge.group));
                web.add(from, to, edge.window, &edge.source.0);
            }
        }
        for edge in &snapshot.assignments {
            if let Assignee::Group(group) = edge.to {
                web.add(Station::Group(group), Station::Role(edge.role), edge.window, &edge.source.0);
            }
        }
        for edge in &snapshot.inclusions {
            web.add(Station::Role(edge.role), Station::Role(edge.includes), Window::ALWAYS, "");
        }
        web
    }

    fn add(&mut self, from: Station, to: Station, window: Window, source: &'a str) {
        self.up.entry(from).or_default().push(Hop { to, window, source });
        self.down.entry(to).or_default().push(Hop { to: from, window, source });
    }

    /// What a group or role is part of or has, directly.
    pub(super) fn ups(&self, from: Station) -> &[Hop<'a>] {
        self.up.get(&from).map(Vec::as_slice).unwrap_or_default()
    }

    /// Groups and roles that lead directly to a group or role.
    pub(super) fn downs(&self, from: Station) -> &[Hop<'a>] {
        self.down.get(&from).map(Vec::as_slice).unwrap_or_default()
    }

    /// Everything that a group or role is part of or has.
    pub(super) fn above(&self, from: Station, at: Timestamp) -> Reach<'a> {
        self.above_edges(from, self.ups(from), at)
    }

    /// Everything that somebody is part of or has over these first edges.
    pub(super) fn above_edges(&self, from: Station, first: &[Hop<'a>], at: Timestamp) -> Reach<'a> {
        Reach::new(&self.up, from, first, at)
    }

    /// Every group and role that leads to a group or role.
    pub(super) fn below(&self, from: Station, at: Timestamp) -> Reach<'a> {
        Reach::new(&self.down, from, self.downs(from), at)
    }
}

/// What is reached over edges that hold at a moment: each thing once, over the fewest edges.
#[derive(Debug)]
pub(super) struct Reach<'a> {
    /// Edges in the order in which they were found, each with the place of the one before.
    list: Vec<(Hop<'a>, Option<usize>)>,
}

impl<'a> Reach<'a> {
    fn new(next: &Hops<'a>, from: Station, first: &[Hop<'a>], at: Timestamp) -> Self {
        let mut reach = Self { list: Vec::new() };
        let mut seen = HashSet::from([from]);
        reach.add(first, None, &mut seen, at);
        let mut place = 0;
        while let Some((hop, _)) = reach.list.get(place).copied() {
            let further = next.get(&hop.to).map(Vec::as_slice).unwrap_or_default();
            reach.add(further, Some(place), &mut seen, at);
            place += 1;
        }
        reach
    }

    fn add(&mut self, hops: &[Hop<'a>], before: Option<usize>, seen: &mut HashSet<Station>, at: Timestamp) {
        for hop in hops.iter().filter(|hop| hop.window.holds(at)) {
            if seen.insert(hop.to) {
                self.list.push((*hop, before));
            }
        }
    }

    /// How many of the reached are wanted.
    pub(super) fn count(&self, wanted: fn(Station) -> bool) -> u32 {
        count(self.list.iter().filter(|(hop, _)| wanted(hop.to)).count())
    }

    /// Every chain of edges to something reached, the shortest first; the edge to the thing itself is the last.
    pub(super) fn chains(&self) -> impl Iterator<Item = Vec<Hop<'a>>> {
        self.list.iter().map(|(hop, before)| {
            let mut chain = vec![*hop];
            let mut before = *before;
            while let Some((hop, earlier)) = before.and_then(|place| self.list.get(place)) {
                chain.push(*hop);
                before = *earlier;
            }
            chain.reverse();
            chain
        })
    }
}

pub(super) fn is_role(station: Station) -> bool {
    matches!(station, Station::Role(_))
}

pub(super) fn is_group(station: Station) -> bool {
    matches!(station, Station::Group(_))
}

pub(super) fn is_permission(station: Station) -> bool {
    matches!(station, Station::Permission(_))
}

/// The direct edges, whatever their time, then what is reached over others; both by name, the shorter chains first.
pub(super) fn edges(
    snapshot: &Snapshot,
    first: &[Hop<'_>],
    reach: &Reach<'_>,
    wanted: fn(Station) -> bool,
    at: Timestamp,
) -> Vec<EdgeView> {
    let direct = first.iter().filter(|hop| wanted(hop.to)).map(|hop| vec![*hop]);
    let further = reach.chains().filter(|chain| chain.len() > 1);
    let further = further.filter(|chain| chain.last().is_some_and(|hop| wanted(hop.to)));
    let mut list: Vec<EdgeView> =
        direct.chain(further).filter_map(|chain| edge(snapshot, &chain, at)).collect();
    list.sort_by_cached_key(|edge| {
        (edge.through.len(), natural_key(&edge.item.name), edge.item.id.clone(), edge.since.clone())
    });
    list
}

/// Direct edges to people, by name, at most 200; and how many people there are.
pub(super) fn people(snapshot: &Snapshot, mut hops: Vec<Hop<'_>>, at: Timestamp) -> (Vec<EdgeView>, u32) {
    let all: HashSet<Station> = hops.iter().map(|hop| hop.to).collect();
    hops.sort_by_cached_key(|hop| (natural_key(&hop.to.refer(snapshot).name), hop.to, hop.window));
    hops.truncate(PEOPLE);
    (hops.iter().filter_map(|hop| edge(snapshot, &[*hop], at)).collect(), count(all.len()))
}

/// A chain of edges as one. It begins with the latest of them and ends with the first.
fn edge(snapshot: &Snapshot, chain: &[Hop<'_>], at: Timestamp) -> Option<EdgeView> {
    let (last, between) = chain.split_last()?;
    Some(EdgeView {
        item: item(snapshot, last.to),
        through: between.iter().map(|hop| item(snapshot, hop.to)).collect(),
        source: chain.first().map(|hop| hop.source.to_owned()).unwrap_or_default(),
        since: chain.iter().filter_map(|hop| hop.window.since).max().map(time),
        until: chain.iter().filter_map(|hop| hop.window.until).min().map(time),
        holds: chain.iter().all(|hop| hop.window.holds(at)),
    })
}

/// The grants that were given to exactly this role, group or person.
pub(super) fn grants_to(snapshot: &Snapshot, to: Holder) -> &[Grant] {
    let from = snapshot.grants.partition_point(|grant| grant.to < to);
    let rest = snapshot.grants.get(from..).unwrap_or_default();
    rest.get(..rest.partition_point(|grant| grant.to == to)).unwrap_or_default()
}

/// What a person has used last, and when; nothing when the tenant does not report use.
pub(super) fn uses_of(snapshot: &Snapshot, person: PersonIx) -> Option<&[Activity]> {
    let list = snapshot.activity.as_deref()?;
    let from = list.partition_point(|used| used.person < person);
    let rest = list.get(from..).unwrap_or_default();
    Some(rest.get(..rest.partition_point(|used| used.person == person)).unwrap_or_default())
}

/// The first moment of the 90 days in which a use counts as recent.
pub(super) fn recent(at: Timestamp) -> Timestamp {
    at.checked_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(Timestamp::MIN)
}

/// Those of some people whose account is active.
pub(super) fn active(snapshot: &Snapshot, mut people: Vec<PersonIx>) -> Vec<PersonIx> {
    people.retain(|at| snapshot.person(*at).is_some_and(|person| person.active));
    people
}

/// Name of the category of a permission.
pub(super) fn category(access: &Access, at: PermissionIx) -> String {
    access.categories().get(access.meaning(at).category).map(|x| x.name.clone()).unwrap_or_default()
}

/// How many there are of each class, from view to destructive.
pub(super) fn classes(list: impl Iterator<Item = ConsequenceClass> + Clone) -> Vec<ClassCount> {
    (Consequence::ALL.into_iter())
        .map(|class| {
            let consequence = class.into();
            ClassCount { consequence, count: count(list.clone().filter(|of| *of == consequence).count()) }
        })
        .collect()
}

/// The open findings about something, worst first.
pub(super) fn findings_about(opened: &Opened, beside: &Beside<'_>, at: Station) -> Vec<FindingView> {
    let snapshot = opened.snapshot();
    (worst_first(beside.judged).into_iter())
        .filter(|(_, finding)| is_about(finding, snapshot, at))
        .map(|(check, finding)| (check, finding, beside.judged.said(finding)))
        .filter(|(.., said)| !matches!(said, Said::Dismissed(_)))
        .map(|(check, finding, said)| view(check, finding, &said, beside.operators, beside.seen))
        .collect()
}
