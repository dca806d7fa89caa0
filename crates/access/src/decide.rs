//! One decision.

use crate::access::{Grants, flag};
use crate::bits;
use crate::graph::{Graph, Lens};
use crate::{Access, Decision};
use jiff::Timestamp;
use std::ops::ControlFlow;
use steward_model::{ObjectIx, PermissionIx, PersonIx};

impl Access {
    /// Whether a person may do something, on one object or, with `None`, in the tenant as a whole.
    ///
    /// Looks at the person's own edges first: an upper node with the permission for sure settles it. Only what is
    /// scoped, timed, denied or nested is walked, and only along nodes that can give the permission at all.
    #[must_use]
    pub fn decide(
        &self,
        person: PersonIx,
        permission: PermissionIx,
        object: Option<ObjectIx>,
        at: Timestamp,
    ) -> Decision {
        let Some(flags) = self.people.get(person.index()).copied() else { return Decision::No };
        if flags & flag::ACTIVE == 0 {
            return Decision::Inactive;
        }
        let (node, x, lens) = (self.person_node(person), permission.0, Lens::at(at));
        if flags & flag::DENY != 0 && bits::has(&self.denied, x) {
            return self.tally(node, x, lens).decision(object);
        }

        let mut worth_walking = flags & flag::GRANTS != 0;
        for target in self.graph.targets(node) {
            if target & Graph::TIMED == 0 {
                if self.sure.has(*target, x) {
                    return Decision::Yes;
                }
                worth_walking |= self.reach.has(*target, x);
            } else {
                worth_walking = true;
            }
        }
        let mut answer = Decision::No;
        if worth_walking {
            self.walk(node, x, lens, &self.reach, |_, grant| {
                if self.grants.flags(grant) & Grants::DENY != 0 {
                    return ControlFlow::Continue(());
                }
                let everywhere = self.grants.flags(grant) & Grants::SCOPED == 0;
                if everywhere || object.is_some_and(|object| self.grant_covers(grant, object)) {
                    answer = Decision::Yes;
                    return ControlFlow::Break(());
                }
                if object.is_none() {
                    answer = Decision::Scoped;
                }
                ControlFlow::Continue(())
            });
        }
        if answer == Decision::No && flags & flag::OWNS != 0 {
            match object {
                Some(object) if self.owner_gives(person, x, object) => return Decision::Yes,
                None if self.owner_objects(person, x).next().is_some() => return Decision::Scoped,
                _ => {}
            }
        }
        answer
    }
}
