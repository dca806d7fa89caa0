//! Following edges upwards, each node once.

use crate::Access;
use crate::bits::{self, Rows};
use crate::graph::{Lens, unmarked};
use std::collections::HashSet;
use std::ops::ControlFlow;

/// Nodes to visit, each once, in the order in which they were found. Small ones live on the stack.
struct Queue {
    few: [u32; Self::FEW],
    len: usize,
    more: Vec<u32>,
    seen: HashSet<u32>,
}

impl Queue {
    const FEW: usize = 32;

    fn new(first: u32) -> Self {
        let mut few = [0; Self::FEW];
        if let Some(slot) = few.first_mut() {
            *slot = first;
        }
        Self { few, len: 1, more: Vec::new(), seen: HashSet::new() }
    }

    #[inline]
    fn get(&self, at: usize) -> Option<u32> {
        if at < self.len { self.few.get(at).copied() } else { self.more.get(at - self.len).copied() }
    }

    #[inline]
    fn push(&mut self, node: u32) {
        if self.few.iter().take(self.len).any(|seen| *seen == node) {
            return;
        }
        match self.few.get_mut(self.len) {
            Some(slot) => {
                *slot = node;
                self.len += 1;
            }
            None if self.seen.insert(node) => self.more.push(node),
            None => {}
        }
    }
}

impl Access {
    /// Visits every grant of a permission that applies to a node, until told to stop. Both kinds of effect come.
    /// `rows` says which upper nodes are worth going to.
    #[inline]
    pub(crate) fn walk(
        &self,
        node: u32,
        x: u32,
        lens: Lens,
        rows: &Rows,
        mut visit: impl FnMut(u32, usize) -> ControlFlow<()>,
    ) {
        let mut queue = Queue::new(node);
        let mut next = 0;
        while let Some(node) = queue.get(next) {
            next += 1;
            for at in self.grants.on(node, x) {
                if self.grant_passes(at, lens) && visit(node, at).is_break() {
                    return;
                }
            }
            for (target, number) in self.graph.edges(node) {
                if rows.has(unmarked(target), x) && self.edge_passes(target, number, lens) {
                    queue.push(unmarked(target));
                }
            }
        }
    }

    /// The node itself and every upper node it leads to, the node first.
    pub(crate) fn holders(&self, node: u32, lens: Lens) -> Vec<u32> {
        let mut seen = vec![0u64; (self.first_person() as usize).div_ceil(64)];
        self.holders_with(node, lens, &mut seen)
    }

    /// The same, with a zeroed row of upper nodes to work in, which is zeroed again at the end.
    pub(crate) fn holders_with(&self, node: u32, lens: Lens, seen: &mut [u64]) -> Vec<u32> {
        let mut list = vec![node];
        bits::set(seen, node);
        let mut next = 0;
        while let Some(node) = list.get(next).copied() {
            next += 1;
            for (target, number) in self.graph.edges(node) {
                let upper = unmarked(target);
                if !bits::has(seen, upper) && self.edge_passes(target, number, lens) {
                    bits::set(seen, upper);
                    list.push(upper);
                }
            }
        }
        list.iter().for_each(|node| bits::clear(seen, *node));
        list
    }

    /// Everything that leads to an upper node.
    pub(crate) fn below(&self, node: u32, lens: Lens) -> Below {
        let mut below = Below { upper: vec![node], people: vec![0; self.snapshot.people.len().div_ceil(64)] };
        let mut seen = vec![0u64; (self.first_person() as usize).div_ceil(64)];
        bits::set(&mut seen, node);
        let mut next = 0;
        while let Some(node) = below.upper.get(next).copied() {
            next += 1;
            self.each_below(node, lens, |found| match found.checked_sub(self.first_person()) {
                Some(person) => bits::set(&mut below.people, person),
                None if !bits::has(&seen, found) => {
                    bits::set(&mut seen, found);
                    below.upper.push(found);
                }
                None => {}
            });
        }
        below
    }
}

/// What leads to an upper node.
pub(crate) struct Below {
    /// Upper nodes, that one first.
    pub(crate) upper: Vec<u32>,
    /// People, a bit each.
    pub(crate) people: Vec<u64>,
}
