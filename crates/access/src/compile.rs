//! From a snapshot to rows of bits.

use crate::Access;
use crate::access::{Grants, Owners, flag};
use crate::bits::{self, Lists, Rows};
use crate::graph::{self, Graph, Lens, unmarked};
use crate::meaning::{self, Meanings};
use std::collections::HashMap;
use std::sync::Arc;
use steward_model::{Catalogue, Effect, Holder, Scope, Snapshot, Window};

impl Access {
    /// Compiles a tenant. Never fails: a tenant is what it is. Permissions that it reports without a name get that of
    /// the catalogue.
    #[must_use]
    pub fn compile(mut snapshot: Arc<Snapshot>, catalogue: Arc<Catalogue>) -> Self {
        let named = meaning::name_permissions(&mut snapshot, &catalogue);
        let meanings = Meanings::new(&snapshot, &catalogue);
        let groups = u32::try_from(snapshot.roles.len()).unwrap_or(u32::MAX);
        let upper = snapshot.roles.len() + snapshot.groups.len();
        let nodes = upper + snapshot.people.len();
        let words = snapshot.permissions.len().div_ceil(64);

        let (edges, edges_end) = graph::edges(&snapshot);
        let graph = Graph::new(nodes, &edges);
        drop(edges);
        let upper_nodes = u32::try_from(upper).unwrap_or(u32::MAX);
        let parts = graph::parts(&graph, upper_nodes);
        let cycles = graph::cycles(&graph, &parts, groups);
        let (grants, denied) = collect_grants(&snapshot, nodes, words);
        let owners = collect_owners(&snapshot, &catalogue, words);
        let any_ends = edges_end || snapshot.grants.iter().any(|grant| grant.window.until.is_some());
        let upper_timed = (0..upper_nodes).any(|node| {
            graph.targets(node).iter().any(|target| target & Graph::TIMED != 0)
                || grants.of(node).any(|at| grants.flags(at) & Grants::TIMED != 0)
        });

        let mut access = Self {
            snapshot,
            catalogue,
            named,
            meanings,
            cycles,
            graph,
            parts,
            grants,
            sure: Rows::new(0, words),
            reach: Rows::new(0, words),
            deny_reach: Rows::new(0, words),
            denied,
            people: Vec::new(),
            upper_timed,
            any_ends,
            owners,
            words,
        };
        access.reach = access.closed_rows(|_| true, |at| access.grants.flags(at) & Grants::DENY == 0);
        access.sure = if upper_timed || access.grants.flags.iter().any(|flags| *flags & Grants::SCOPED != 0) {
            access.closed_rows(|(target, _)| target & Graph::TIMED == 0, |at| access.grants.flags(at) == 0)
        } else {
            access.reach.clone()
        };
        if access.denied.iter().any(|word| *word != 0) {
            access.deny_reach =
                access.closed_rows(|_| true, |at| access.grants.flags(at) & Grants::DENY != 0);
        }
        access.people = access.person_flags();
        access
    }

    /// Upper node × permission, closed over the edges and of the grants that count.
    fn closed_rows(&self, edge: impl Fn((u32, u32)) -> bool, grant: impl Fn(usize) -> bool) -> Rows {
        let upper = self.first_person();
        let mut rows = Rows::new(upper as usize, self.words);
        for node in 0..upper {
            let own = rows.row_mut(node);
            for at in self.grants.of(node).filter(|at| grant(*at)) {
                bits::set(own, self.grants.permission.get(at).copied().unwrap_or(u32::MAX));
            }
        }
        for part in &self.parts {
            // one pass closes a node that is no cycle; a cycle takes as many as it takes
            loop {
                let mut changed = false;
                for node in part {
                    for (target, _) in self.graph.edges(*node).filter(|found| edge(*found)) {
                        changed |= rows.merge(*node, unmarked(target));
                    }
                }
                if !changed || part.len() == 1 {
                    break;
                }
            }
        }
        rows
    }

    /// Upper node × permission: given somewhere, seen through a lens.
    pub(crate) fn given_rows(&self, lens: Lens) -> std::borrow::Cow<'_, Rows> {
        if !self.upper_timed {
            return std::borrow::Cow::Borrowed(&self.reach);
        }
        std::borrow::Cow::Owned(self.closed_rows(
            |(target, number)| self.edge_passes(target, number, lens),
            |at| self.grant_is(at, Effect::Permit) && self.grant_passes(at, lens),
        ))
    }

    fn person_flags(&self) -> Vec<u8> {
        let mut upper_deny = vec![0u64; (self.first_person() as usize).div_ceil(64)];
        for node in 0..self.first_person() {
            if self.deny_reach.row(node).iter().any(|word| *word != 0) {
                bits::set(&mut upper_deny, node);
            }
        }
        let mut flags = Vec::with_capacity(self.snapshot.people.len());
        for (person, node) in self.snapshot.people.iter().zip(self.first_person()..) {
            let mut bits = if person.active { flag::ACTIVE } else { 0 };
            for target in self.graph.targets(node) {
                if target & Graph::TIMED != 0 {
                    bits |= flag::TIMED;
                }
                if bits::has(&upper_deny, unmarked(*target)) {
                    bits |= flag::DENY;
                }
            }
            let own = self.grants.of(node);
            if !own.is_empty() {
                bits |= flag::GRANTS;
                if own.clone().any(|at| self.grants.flags(at) & Grants::DENY != 0) {
                    bits |= flag::DENY;
                }
            }
            if !self.owners.owned.of(node - self.first_person()).is_empty() {
                bits |= flag::OWNS;
            }
            flags.push(bits);
        }
        flags
    }
}

fn collect_grants(snapshot: &Snapshot, nodes: usize, words: usize) -> (Grants, Vec<u64>) {
    let groups = snapshot.roles.len();
    let people = groups + snapshot.groups.len();
    let mut grants = Grants {
        start: vec![0; nodes + 1],
        permission: Vec::with_capacity(snapshot.grants.len()),
        flags: Vec::with_capacity(snapshot.grants.len()),
    };
    let mut denied = vec![0u64; words];
    for grant in &snapshot.grants {
        let node = match grant.to {
            Holder::Role(at) => at.index(),
            Holder::Group(at) => groups + at.index(),
            Holder::Person(at) => people + at.index(),
        };
        if let Some(count) = grants.start.get_mut(node + 1) {
            *count += 1;
        }
        let mut flags = 0;
        if grant.effect == Effect::Deny {
            flags |= Grants::DENY;
            bits::set(&mut denied, grant.permission.0);
        }
        if grant.scope != Scope::Everything {
            flags |= Grants::SCOPED;
        }
        if grant.window != Window::ALWAYS {
            flags |= Grants::TIMED;
        }
        grants.permission.push(grant.permission.0);
        grants.flags.push(flags);
    }
    let mut sum = 0;
    for at in &mut grants.start {
        sum += *at;
        *at = sum;
    }
    (grants, denied)
}

fn collect_owners(snapshot: &Snapshot, catalogue: &Catalogue, words: usize) -> Owners {
    let mut types: HashMap<&str, u32> = HashMap::new();
    let mut names = Vec::new();
    let mut rows = Rows::new(catalogue.object_types.len(), words);
    for (kind, at) in catalogue.object_types.iter().zip(0u32..) {
        // the first of two types of one id counts
        if types.contains_key(kind.id.as_str()) {
            names.push(String::new());
            continue;
        }
        types.insert(&kind.id, at);
        names.push(kind.id.clone());
        for id in &kind.owner_permissions {
            if let Some(permission) = snapshot.find_permission(id) {
                rows.set(at, permission.0);
            }
        }
    }
    let mut pairs = Vec::new();
    let kind = (snapshot.objects.iter().zip(0u32..))
        .map(|(object, at)| {
            let kind = types.get(object.kind.as_str()).copied();
            let kind = kind.filter(|kind| rows.row(*kind).iter().any(|word| *word != 0));
            if let (Some(_), Some(owner)) = (kind, object.owner) {
                pairs.push((owner.0, at));
            }
            kind.unwrap_or(u32::MAX)
        })
        .collect();
    let owned = if pairs.is_empty() { Lists::default() } else { Lists::new(snapshot.people.len(), &pairs) };
    Owners { owned, kind, rows, types: names }
}
