//! What a changed role would do to everybody.

use crate::access::flag;
use crate::bits::{self, Rows};
use crate::graph::{Lens, unmarked};
use crate::{Access, HeldScope};
use jiff::Timestamp;
use std::ops::Range;
use steward_model::{PermissionIx, PersonIx, RoleIx};

/// Who would gain and lose what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleEffect {
    /// Permissions that somebody would gain or lose, ascending.
    pub changes: Vec<CellChange>,
    /// Active people who have the role, by any way.
    pub people: u32,
}

/// Active people who would gain or lose one permission, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// Which.
    pub permission: PermissionIx,
    /// Would hold it somewhere and do not now.
    pub gained: Vec<PersonIx>,
    /// Hold it somewhere now and would not any more.
    pub lost: Vec<PersonIx>,
}

impl Access {
    /// What would change for whom if a role itself granted exactly these permissions, on everything and for all time,
    /// in place of its present permits. What it includes, and its denies, stay.
    ///
    /// Only those who have the role are looked at, and only the permissions in question.
    #[must_use]
    pub fn role_effect(&self, role: RoleIx, gives: &[PermissionIx], at: Timestamp) -> RoleEffect {
        if role.index() >= self.snapshot.roles.len() {
            return RoleEffect::default();
        }
        let lens = Lens::at(at);
        let (mut now, mut then) = (vec![0u64; self.words], vec![0u64; self.words]);
        self.own_permits(role.0, lens, &mut now);
        let known = gives.iter().filter(|x| x.index() < self.snapshot.permissions.len());
        known.for_each(|x| bits::set(&mut then, x.0));
        let below = self.below(role.0, lens);
        let mut effect = RoleEffect { changes: Vec::new(), people: self.active(&below.people) };
        // what is denied to somebody can change even where the role gives it before and after, on less or more
        let asked: Vec<u64> = (now.iter().zip(&then).zip(&self.denied))
            .map(|((now, then), denied)| (now ^ then) | (now & then & denied))
            .collect();
        let Some(range) = span(&asked) else { return effect };

        let given = self.given_rows(lens);
        let others = Others::new(self, role.0, &below.upper, &given, lens);
        let first = u32::try_from(range.start * 64).unwrap_or(u32::MAX);
        let mut changed: Vec<(Vec<PersonIx>, Vec<PersonIx>)> = vec![Default::default(); range.len() * 64];
        let mut row = vec![0u64; range.len()];
        for person in bits::ones(&below.people).map(PersonIx) {
            let flags = self.flags(person);
            if flags & flag::ACTIVE == 0 {
                continue;
            }
            others.row(person, flags, &range, &mut row);
            let words = now.iter().zip(&then).zip(&asked).zip(&self.denied).skip(range.start);
            for (((((now, then), asked), denied), row), at) in words.zip(&row).zip(0u32..) {
                let denied = if flags & flag::DENY == 0 { 0 } else { *denied };
                // a permission that something else gives does not change, unless a deny makes it a matter of scope
                for bit in bits::ones(&[(now ^ then) & !row & !denied]) {
                    if let Some((gained, lost)) = changed.get_mut((at * 64 + bit) as usize) {
                        if then >> bit & 1 == 1 { gained.push(person) } else { lost.push(person) }
                    }
                }
                for bit in bits::ones(&[asked & denied]) {
                    let would_give = then >> bit & 1 == 1;
                    let answers =
                        self.held_and_would(person, first + at * 64 + bit, role.0, would_give, lens);
                    if let Some((gained, lost)) = changed.get_mut((at * 64 + bit) as usize) {
                        match answers {
                            (false, true) => gained.push(person),
                            (true, false) => lost.push(person),
                            _ => {}
                        }
                    }
                }
            }
        }
        effect.changes = (changed.into_iter().zip(first..))
            .filter(|((gained, lost), _)| !gained.is_empty() || !lost.is_empty())
            .map(|((gained, lost), x)| CellChange { permission: PermissionIx(x), gained, lost })
            .collect();
        effect
    }

    /// Whether a person holds a permission, and whether they would if a role gave it on everything, or not at all.
    fn held_and_would(&self, person: PersonIx, x: u32, role: u32, gives: bool, lens: Lens) -> (bool, bool) {
        let node = self.person_node(person);
        let held = self.tally(node, x, lens).scope() != HeldScope::Nothing;
        let mut tally = self.tally_but(node, x, lens, Some(role));
        tally.everything |= gives;
        (held, tally.scope() != HeldScope::Nothing)
    }

    /// How many of these people are active.
    fn active(&self, people: &[u64]) -> u32 {
        let active = bits::ones(people).filter(|person| self.flags(PersonIx(*person)) & flag::ACTIVE != 0);
        u32::try_from(active.count()).unwrap_or(u32::MAX)
    }
}

/// The first to the last word that is not zero.
fn span(words: &[u64]) -> Option<Range<usize>> {
    let first = words.iter().position(|word| *word != 0)?;
    let last = words.iter().rposition(|word| *word != 0)?;
    Some(first..last + 1)
}

/// What people would be given somewhere if a role itself gave nothing.
struct Others<'a> {
    access: &'a Access,
    lens: Lens,
    /// Rows of the upper nodes as they are.
    given: &'a Rows,
    /// By upper node, its row in `rows`; `u32::MAX` for those that do not have the role.
    known: Vec<u32>,
    /// Rows of the upper nodes that have the role, without what the role gives.
    rows: Rows,
}

impl<'a> Others<'a> {
    fn new(access: &'a Access, role: u32, below: &[u32], given: &'a Rows, lens: Lens) -> Self {
        let mut known = vec![u32::MAX; access.first_person() as usize];
        let mut rows = Rows::new(below.len(), access.words);
        for (node, at) in below.iter().zip(0u32..) {
            if let Some(slot) = known.get_mut(*node as usize) {
                *slot = at;
            }
            if *node != role {
                access.own_permits(*node, lens, rows.row_mut(at));
            }
        }
        let mut others = Self { access, lens, given, known, rows };
        others.close(below);
        others
    }

    fn known(&self, node: u32) -> Option<u32> {
        self.known.get(node as usize).copied().filter(|at| *at != u32::MAX)
    }

    /// Only few nodes are concerned: passes over them until nothing changes any more.
    fn close(&mut self, below: &[u32]) {
        loop {
            let mut changed = false;
            for (node, at) in below.iter().zip(0u32..) {
                for (target, number) in self.access.graph.edges(*node) {
                    let upper = unmarked(target);
                    if self.access.edge_passes(target, number, self.lens) {
                        changed |= match self.known(upper) {
                            Some(other) => self.rows.merge(at, other),
                            None => bits::or_into(self.rows.row_mut(at), self.given.row(upper)),
                        };
                    }
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// A person's row, in a range of words.
    fn row(&self, person: PersonIx, flags: u8, range: &Range<usize>, out: &mut [u64]) {
        let node = self.access.person_node(person);
        out.fill(0);
        for (target, number) in self.access.graph.edges(node) {
            if self.access.edge_passes(target, number, self.lens) {
                let upper = unmarked(target);
                let row = match self.known(upper) {
                    Some(at) => self.rows.row(at),
                    None => self.given.row(upper),
                };
                let words = row.get(range.clone()).unwrap_or(&[]);
                out.iter_mut().zip(words).for_each(|(out, word)| *out |= word);
            }
        }
        if flags & (flag::GRANTS | flag::OWNS) != 0 {
            let mut own = vec![0u64; self.access.words];
            self.access.own_permits(node, self.lens, &mut own);
            out.iter_mut().zip(own.iter().skip(range.start)).for_each(|(out, word)| *out |= word);
        }
    }
}
