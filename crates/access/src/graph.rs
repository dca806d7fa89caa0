//! The edges between roles, groups and people.

use crate::{Access, Edge};
use jiff::Timestamp;
use steward_model::{Assignee, Member, RefKind, Snapshot, Source, Window};

/// Edges by the node they start from, and which edge of the snapshot each is.
///
/// An edge number counts the memberships first, then the assignments, then the inclusions.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    start: Vec<u32>,
    /// Where to, with [`Graph::TIMED`] on edges that have a window.
    target: Vec<u32>,
    number: Vec<u32>,
}

/// Which edges count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lens {
    /// As of when.
    pub(crate) at: Timestamp,
    /// Only those that never end.
    pub(crate) permanent: bool,
}

impl Lens {
    pub(crate) const fn at(at: Timestamp) -> Self {
        Self { at, permanent: false }
    }

    #[inline]
    pub(crate) fn passes(self, window: Window) -> bool {
        window.holds(self.at) && (!self.permanent || window.is_permanent())
    }
}

impl Graph {
    /// Mark on a target: the edge has a window.
    pub(crate) const TIMED: u32 = 1 << 31;

    /// Of (from, target, number).
    pub(crate) fn new(nodes: usize, edges: &[(u32, u32, u32)]) -> Self {
        let mut start = vec![0u32; nodes + 1];
        for (from, ..) in edges {
            if let Some(count) = start.get_mut(*from as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for at in &mut start {
            sum += *at;
            *at = sum;
        }
        let mut next = start.clone();
        let mut target = vec![0u32; edges.len()];
        let mut number = vec![0u32; edges.len()];
        for (from, to, which) in edges {
            if let Some(at) = next.get_mut(*from as usize) {
                if let (Some(target), Some(number)) =
                    (target.get_mut(*at as usize), number.get_mut(*at as usize))
                {
                    *target = *to;
                    *number = *which;
                }
                *at += 1;
            }
        }
        Self { start, target, number }
    }

    #[inline]
    fn range(&self, node: u32) -> std::ops::Range<usize> {
        match self.start.get(node as usize..node as usize + 2) {
            Some(&[from, to]) => from as usize..to as usize,
            _ => 0..0,
        }
    }

    /// Where the edges of a node lead, marks included.
    #[inline]
    pub(crate) fn targets(&self, node: u32) -> &[u32] {
        self.target.get(self.range(node)).unwrap_or(&[])
    }

    /// Where the edges of a node lead, marks included, and their numbers.
    #[inline]
    pub(crate) fn edges(&self, node: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let range = self.range(node);
        let targets = self.target.get(range.clone()).unwrap_or(&[]);
        targets.iter().copied().zip(self.number.get(range).unwrap_or(&[]).iter().copied())
    }

    pub(crate) fn bytes(&self) -> usize {
        (self.start.capacity() + self.target.capacity() + self.number.capacity()) * 4
    }
}

/// Removes the mark.
#[inline]
pub(crate) const fn unmarked(target: u32) -> u32 {
    target & !Graph::TIMED
}

impl Access {
    /// When an edge holds.
    #[inline]
    pub(crate) fn edge_window(&self, number: u32) -> Window {
        let number = number as usize;
        let (memberships, assignments) = (&self.snapshot.memberships, &self.snapshot.assignments);
        if let Some(edge) = memberships.get(number) {
            edge.window
        } else {
            assignments.get(number - memberships.len()).map_or(Window::ALWAYS, |edge| edge.window)
        }
    }

    /// What an edge is called and who put it there.
    pub(crate) fn edge_story(&self, number: u32) -> (Edge, Source) {
        let number = number as usize;
        let (memberships, assignments) = (&self.snapshot.memberships, &self.snapshot.assignments);
        if let Some(edge) = memberships.get(number) {
            let kind = if matches!(edge.member, Member::Person(_)) { Edge::MemberOf } else { Edge::NestedIn };
            (kind, edge.source.clone())
        } else if let Some(edge) = assignments.get(number - memberships.len()) {
            (Edge::HasRole, edge.source.clone())
        } else {
            (Edge::Includes, Source::default())
        }
    }

    /// Whether an edge counts.
    #[inline]
    pub(crate) fn edge_passes(&self, target: u32, number: u32, lens: Lens) -> bool {
        target & Graph::TIMED == 0 || lens.passes(self.edge_window(number))
    }

    /// Whether the grant at a position counts.
    #[inline]
    pub(crate) fn grant_passes(&self, at: usize, lens: Lens) -> bool {
        self.grants.flags(at) & crate::access::Grants::TIMED == 0 || lens.passes(self.grant_window(at))
    }

    /// Nodes from which edges that count lead directly to an upper node: the members of a group, the assignees and
    /// includers of a role.
    pub(crate) fn each_below(&self, node: u32, lens: Lens, mut found: impl FnMut(u32)) {
        let snapshot = &*self.snapshot;
        if let Some(group) = node.checked_sub(self.first_group()) {
            let range = span(&snapshot.memberships, |edge| edge.group.0, group);
            for edge in range.iter().filter(|edge| lens.passes(edge.window)) {
                found(match edge.member {
                    Member::Person(at) => self.person_node(at),
                    Member::Group(at) => self.group_node(at),
                });
            }
        } else {
            let range = span(&snapshot.assignments, |edge| edge.role.0, node);
            for edge in range.iter().filter(|edge| lens.passes(edge.window)) {
                found(match edge.to {
                    Assignee::Person(at) => self.person_node(at),
                    Assignee::Group(at) => self.group_node(at),
                });
            }
            snapshot
                .inclusions
                .iter()
                .filter(|edge| edge.includes.0 == node)
                .for_each(|edge| found(edge.role.0));
        }
    }
}

/// The part of a list, sorted by a key, that has this key.
fn span<T>(list: &[T], key: impl Fn(&T) -> u32, wanted: u32) -> &[T] {
    let from = list.partition_point(|item| key(item) < wanted);
    let rest = list.get(from..).unwrap_or(&[]);
    rest.get(..rest.partition_point(|item| key(item) == wanted)).unwrap_or(&[])
}

/// All edges of a snapshot as (from, marked target, number), in the order of their numbers; and whether any ends.
pub(crate) fn edges(snapshot: &Snapshot) -> (Vec<(u32, u32, u32)>, bool) {
    let groups = u32::try_from(snapshot.roles.len()).unwrap_or(u32::MAX);
    let people = u32::try_from(snapshot.roles.len() + snapshot.groups.len()).unwrap_or(u32::MAX);
    let mut list = Vec::with_capacity(
        snapshot.memberships.len() + snapshot.assignments.len() + snapshot.inclusions.len(),
    );
    let mut number = 0;
    let mut ends = false;
    let mut add = |from: u32, to: u32, window: &Window| {
        let mark = if *window == Window::ALWAYS { 0 } else { Graph::TIMED };
        ends |= window.until.is_some();
        list.push((from, to | mark, number));
        number += 1;
    };
    for edge in &snapshot.memberships {
        let from = match edge.member {
            Member::Person(at) => people + at.0,
            Member::Group(at) => groups + at.0,
        };
        add(from, groups + edge.group.0, &edge.window);
    }
    for edge in &snapshot.assignments {
        let from = match edge.to {
            Assignee::Person(at) => people + at.0,
            Assignee::Group(at) => groups + at.0,
        };
        add(from, edge.role.0, &edge.window);
    }
    for edge in &snapshot.inclusions {
        add(edge.role.0, edge.includes.0, &Window::ALWAYS);
    }
    (list, ends)
}

/// Strongly connected parts of the first `upper` nodes, each after everything it leads to (Tarjan 1972, without
/// recursion).
pub(crate) fn parts(graph: &Graph, upper: u32) -> Vec<Vec<u32>> {
    parts_seen(graph, upper, |_| true)
}

/// The same of the edges that pass, given as (marked target, number).
pub(crate) fn parts_seen(graph: &Graph, upper: u32, passes: impl Fn((u32, u32)) -> bool) -> Vec<Vec<u32>> {
    const NEW: u32 = u32::MAX;
    let mut order = vec![NEW; upper as usize];
    let mut low = vec![0u32; upper as usize];
    let mut open = vec![false; upper as usize];
    let (mut stack, mut work, mut found, mut count) = (Vec::new(), Vec::new(), Vec::new(), 0u32);
    let get = |list: &[u32], at: u32| list.get(at as usize).copied().unwrap_or(0);
    let put = |list: &mut [u32], at: u32, value: u32| {
        if let Some(slot) = list.get_mut(at as usize) {
            *slot = value;
        }
    };
    for root in 0..upper {
        if get(&order, root) != NEW {
            continue;
        }
        work.push((root, 0usize));
        while let Some((node, at)) = work.pop() {
            if at == 0 {
                put(&mut order, node, count);
                put(&mut low, node, count);
                count += 1;
                stack.push(node);
                if let Some(open) = open.get_mut(node as usize) {
                    *open = true;
                }
            }
            if let Some(edge) = graph.edges(node).nth(at) {
                let target = unmarked(edge.0);
                work.push((node, at + 1));
                if !passes(edge) {
                    continue;
                }
                if get(&order, target) == NEW {
                    work.push((target, 0));
                } else if open.get(target as usize) == Some(&true) {
                    let value = get(&low, node).min(get(&order, target));
                    put(&mut low, node, value);
                }
                continue;
            }
            if get(&low, node) == get(&order, node) {
                let from = stack.iter().rposition(|x| *x == node).unwrap_or(0);
                let mut part = stack.split_off(from);
                part.iter().for_each(|x| {
                    if let Some(open) = open.get_mut(*x as usize) {
                        *open = false;
                    }
                });
                part.sort_unstable();
                found.push(part);
            }
            if let Some((parent, _)) = work.last() {
                let value = get(&low, *parent).min(get(&low, node));
                put(&mut low, *parent, value);
            }
        }
    }
    found
}

/// Which parts are cycles.
pub(crate) fn cycles(graph: &Graph, parts: &[Vec<u32>], groups: u32) -> Vec<crate::Cycle> {
    let is_cycle = |part: &&Vec<u32>| match part.as_slice() {
        [only] => graph.targets(*only).iter().any(|target| unmarked(*target) == *only),
        more => more.len() > 1,
    };
    let mut list: Vec<crate::Cycle> = (parts.iter().filter(is_cycle))
        .map(|part| match part.first() {
            Some(first) if *first >= groups => crate::Cycle {
                kind: RefKind::Group,
                members: part.iter().map(|node| node - groups).collect(),
            },
            _ => crate::Cycle { kind: RefKind::Role, members: part.clone() },
        })
        .collect();
    list.sort_by(|a, b| (a.kind, &a.members).cmp(&(b.kind, &b.members)));
    list
}
