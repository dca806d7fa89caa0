//! All derivations of one permission, the shortest first.
//!
//! The part of the tenant that lies between the subject and the grants is small; a best-first search over it, led by
//! the distance to the nearest grant, gives the derivations by length without ever following a dead end, so that the
//! first ones come at once however many there are.

use crate::access::{Grants, flag};
use crate::graph::{Lens, unmarked};
use crate::{Access, Edge, Path, Paths, Station, Step, Subject};
use jiff::Timestamp;
use std::collections::HashMap;
use steward_model::{Effect, ObjectIx, PermissionIx, PersonIx, Scope, Source, Window};

/// How many partial paths are looked at before counting gives up: cycles have dead ends.
const LOOKED_AT: usize = 200_000;
/// How many denies are listed.
const DENIES: usize = 100;

/// What lies between a subject and the grants of a permission.
struct Between {
    /// Nodes; the subject is the first.
    nodes: Vec<u32>,
    /// Edges between them: position of the target, number.
    edges: Vec<Vec<(usize, u32)>>,
    /// Grants that count.
    grants: Vec<Vec<usize>>,
    /// Edges to the nearest grant; `u32::MAX` when none.
    distance: Vec<u32>,
}

/// A partial path: the one it prolongs, where it has come to, and over which edge.
#[derive(Clone, Copy)]
struct Partial {
    before: Option<usize>,
    at: usize,
    edge: u32,
    length: u32,
}

impl Access {
    /// All derivations of a permission for a person, on one object or anywhere, the shortest first. They are listed
    /// whether or not a deny takes them, and whether or not the account is active.
    #[must_use]
    pub fn paths(
        &self,
        person: PersonIx,
        permission: PermissionIx,
        object: Option<ObjectIx>,
        at: Timestamp,
        limit: usize,
    ) -> Paths {
        self.paths_from(Subject::Person(person), permission, object, at, limit)
    }

    /// The same for any subject.
    #[must_use]
    pub fn paths_from(
        &self,
        subject: Subject,
        permission: PermissionIx,
        object: Option<ObjectIx>,
        at: Timestamp,
        limit: usize,
    ) -> Paths {
        let between = self.between(self.node(subject), permission.0, object, Effect::Permit, Lens::at(at));
        let mut paths = self.search(&between, permission, limit);
        if let Subject::Person(person) = subject
            && self.flags(person) & flag::OWNS != 0
        {
            let owned =
                self.owner_objects(person, permission.0).filter(|at| object.is_none_or(|one| one == *at));
            let mut count = 0;
            for at in owned {
                count += 1;
                if count <= limit {
                    paths.list.push(owner_path(person, at, permission));
                }
            }
            paths.total = paths.total.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
            paths.list.sort_by_key(|path| path.steps.len());
            paths.list.truncate(limit);
        }
        paths
    }

    /// The denies of a permission that apply to a person, on one object or anywhere, the shortest first; at most 100.
    #[must_use]
    pub fn denies(
        &self,
        person: PersonIx,
        permission: PermissionIx,
        object: Option<ObjectIx>,
        at: Timestamp,
    ) -> Vec<Path> {
        let node = self.node(Subject::Person(person));
        let between = self.between(node, permission.0, object, Effect::Deny, Lens::at(at));
        self.search(&between, permission, DENIES).list
    }

    fn between(&self, node: u32, x: u32, object: Option<ObjectIx>, effect: Effect, lens: Lens) -> Between {
        let rows = if effect == Effect::Deny { &self.deny_reach } else { &self.reach };
        let mut between =
            Between { nodes: vec![node], edges: Vec::new(), grants: Vec::new(), distance: Vec::new() };
        let mut known: HashMap<u32, usize> = HashMap::from([(node, 0)]);
        let mut next = 0;
        while let Some(node) = between.nodes.get(next).copied() {
            next += 1;
            let counts = |at: &usize| {
                self.grant_is(*at, effect)
                    && self.grant_passes(*at, lens)
                    && object.is_none_or(|object| self.grant_covers(*at, object))
            };
            between.grants.push(self.grants.on(node, x).filter(counts).collect());
            let mut edges = Vec::new();
            for (target, number) in self.graph.edges(node) {
                let upper = unmarked(target);
                if rows.has(upper, x) && self.edge_passes(target, number, lens) {
                    let at = *known.entry(upper).or_insert_with(|| {
                        between.nodes.push(upper);
                        between.nodes.len() - 1
                    });
                    edges.push((at, number));
                }
            }
            between.edges.push(edges);
        }
        between.measure();
        between
    }

    fn search(&self, between: &Between, permission: PermissionIx, limit: usize) -> Paths {
        let mut paths = Paths { list: Vec::new(), total: 0, complete: true };
        let Some(first) = between.distance.first().copied().filter(|distance| *distance != u32::MAX) else {
            return paths;
        };
        let mut tree = vec![Partial { before: None, at: 0, edge: 0, length: 0 }];
        // partial paths by the length that the shortest path through each will have
        let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); first as usize + 1];
        if let Some(list) = waiting.last_mut() {
            list.push(0);
        }
        let mut length = first as usize;
        while let Some(list) = waiting.get_mut(length) {
            let Some(here) = list.pop() else {
                length += 1;
                continue;
            };
            let Some(partial) = tree.get(here).copied() else { continue };
            for grant in between.grants.get(partial.at).into_iter().flatten() {
                if paths.list.len() < limit {
                    paths.list.push(self.path(between, &tree, here, *grant, permission));
                }
                paths.total += 1;
            }
            if paths.total >= Paths::COUNTED || tree.len() >= LOOKED_AT {
                paths.total = paths.total.min(Paths::COUNTED);
                paths.complete = false;
                break;
            }
            for (at, edge) in between.edges.get(partial.at).into_iter().flatten().rev() {
                let distance = between.distance.get(*at).copied().unwrap_or(u32::MAX);
                if distance == u32::MAX || is_on(&tree, here, *at) {
                    continue;
                }
                let whole = (partial.length + 1 + distance) as usize;
                if waiting.len() <= whole {
                    waiting.resize(whole + 1, Vec::new());
                }
                if let Some(list) = waiting.get_mut(whole) {
                    list.push(tree.len());
                    tree.push(Partial {
                        before: Some(here),
                        at: *at,
                        edge: *edge,
                        length: partial.length + 1,
                    });
                }
            }
        }
        paths
    }

    /// Writes out a path that ends in a grant.
    fn path(
        &self,
        between: &Between,
        tree: &[Partial],
        end: usize,
        grant: usize,
        permission: PermissionIx,
    ) -> Path {
        let mut steps = Vec::new();
        let found = self.snapshot.grants.get(grant);
        let effect = found.map_or(Effect::Permit, |grant| grant.effect);
        steps.push(Step {
            at: Station::Permission(permission),
            edge: if effect == Effect::Deny { Edge::Denies } else { Edge::Grants },
            source: found.map(|grant| grant.source.clone()).unwrap_or_default(),
            window: self.grant_window(grant),
        });
        let mut here = Some(end);
        while let Some(partial) = here.and_then(|at| tree.get(at)) {
            let at = self.station(between.nodes.get(partial.at).copied().unwrap_or(0));
            steps.push(if partial.before.is_some() {
                let (edge, source) = self.edge_story(partial.edge);
                Step { at, edge, source, window: self.edge_window(partial.edge) }
            } else {
                Step { at, edge: Edge::Start, source: Source::default(), window: Window::ALWAYS }
            });
            here = partial.before;
        }
        steps.reverse();
        let since = steps.iter().filter_map(|step| step.window.since).max();
        let until = steps.iter().filter_map(|step| step.window.until).min();
        let scope = found.map(|grant| grant.scope.clone()).unwrap_or_default();
        Path { steps, scope, owner: false, since, until }
    }
}

impl Between {
    /// Works out the distances, from the grants backwards.
    fn measure(&mut self) {
        let mut back = vec![Vec::new(); self.nodes.len()];
        for (edges, from) in self.edges.iter().zip(0usize..) {
            for (to, _) in edges {
                if let Some(list) = back.get_mut(*to) {
                    list.push(from);
                }
            }
        }
        self.distance = self.grants.iter().map(|list| if list.is_empty() { u32::MAX } else { 0 }).collect();
        let mut queue: Vec<usize> =
            self.grants.iter().zip(0usize..).filter(|(list, _)| !list.is_empty()).map(|(_, at)| at).collect();
        let mut next = 0;
        while let Some(at) = queue.get(next).copied() {
            next += 1;
            let further = self.distance.get(at).map_or(u32::MAX, |distance| distance + 1);
            for from in back.get(at).into_iter().flatten() {
                if let Some(distance) = self.distance.get_mut(*from)
                    && *distance == u32::MAX
                {
                    *distance = further;
                    queue.push(*from);
                }
            }
        }
    }
}

/// Whether a partial path has been somewhere before.
fn is_on(tree: &[Partial], end: usize, at: usize) -> bool {
    let mut here = Some(end);
    while let Some(partial) = here.and_then(|here| tree.get(here)) {
        if partial.at == at {
            return true;
        }
        here = partial.before;
    }
    false
}

fn owner_path(person: PersonIx, object: ObjectIx, permission: PermissionIx) -> Path {
    let step = |at, edge| Step { at, edge, source: Source::default(), window: Window::ALWAYS };
    Path {
        steps: vec![
            step(Station::Person(person), Edge::Start),
            step(Station::Object(object), Edge::Owns),
            step(Station::Permission(permission), Edge::Grants),
        ],
        scope: Scope::Objects(vec![object]),
        owner: true,
        since: None,
        until: None,
    }
}

/// Every derivation of everything a person holds, compactly: for walks over a whole tenant.
#[derive(Clone, Debug, Default)]
pub struct Derivations {
    /// Stations above the person: position of the one before (0 is the person itself), the node.
    tree: Vec<(u32, u32)>,
    /// Permits: position of the station it hangs on, position of the grant.
    leaves: Vec<(u32, u32)>,
    complete: bool,
}

impl Derivations {
    /// How many derivations there are, owning not counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.leaves.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.leaves.is_empty()
    }

    /// Whether these are all: a person in a thicket of nested groups can have more than anybody can list.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Position in the snapshot's grants at which each derivation ends, the shortest first.
    pub fn grants(&self) -> impl Iterator<Item = usize> + '_ {
        self.leaves.iter().map(|(_, grant)| *grant as usize)
    }

    /// How many groups and roles lie on each derivation, in the same order.
    pub fn lengths(&self) -> impl Iterator<Item = usize> + '_ {
        self.leaves.iter().map(|(at, _)| {
            std::iter::successors(Some(*at).filter(|at| *at != 0), |at| {
                self.tree.get(*at as usize).map(|(before, _)| *before).filter(|before| *before != 0)
            })
            .count()
        })
    }
}

impl Access {
    /// Every derivation of everything a person holds, by owning excepted, the shortest first.
    #[must_use]
    pub fn derivations(&self, person: PersonIx, at: Timestamp) -> Derivations {
        const STATIONS: usize = 20_000;
        let lens = Lens::at(at);
        let mut tree = Vec::with_capacity(32);
        tree.push((0u32, self.node(Subject::Person(person))));
        let mut leaves = Vec::with_capacity(512);
        let mut next = 0;
        while let Some((before, node)) = tree.get(next).copied() {
            let here = u32::try_from(next).unwrap_or(u32::MAX);
            next += 1;
            let range = self.grants.of(node);
            let flags = self.grants.flags.get(range.clone()).unwrap_or(&[]);
            for (grant, flags) in (0u32..).skip(range.start).zip(flags) {
                if *flags & !Grants::SCOPED == 0
                    || (*flags & Grants::DENY == 0 && self.grant_passes(grant as usize, lens))
                {
                    leaves.push((here, grant));
                }
            }
            if tree.len() >= STATIONS {
                continue;
            }
            for (target, number) in self.graph.edges(node) {
                let upper = unmarked(target);
                if self.edge_passes(target, number, lens) && upper != node && !is_above(&tree, before, upper)
                {
                    tree.push((here, upper));
                }
            }
        }
        let complete = tree.len() < STATIONS;
        Derivations { tree, leaves, complete }
    }
}

/// Whether a node lies on the way to a station.
fn is_above(tree: &[(u32, u32)], mut at: u32, node: u32) -> bool {
    while at != 0 {
        let Some((before, here)) = tree.get(at as usize) else { return false };
        if *here == node {
            return true;
        }
        at = *before;
    }
    false
}
