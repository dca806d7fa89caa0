//! What a permission needs to work, and whether it is there, on the same objects.

use crate::{Access, HeldScope, Prerequisite, Subject};
use jiff::Timestamp;
use steward_model::{ObjectIx, PermissionIx};

impl Access {
    /// What a permission needs besides itself. Where the subject holds the permission on some objects, it needs the
    /// others on the same; what it owns counts. Where it holds it nowhere, or where the two are about objects of
    /// different types, each is judged by itself: which agent reads which datastore is not known.
    ///
    /// Needed permissions that the tenant does not know at all stand in
    /// [`Meaning::absent_prerequisites`](crate::Meaning::absent_prerequisites).
    #[must_use]
    pub fn prerequisites(
        &self,
        subject: Subject,
        permission: PermissionIx,
        at: Timestamp,
    ) -> Vec<Prerequisite> {
        let meaning = self.meaning(permission);
        if meaning.prerequisites.is_empty() {
            return Vec::new();
        }
        let held = self.scope_of(subject, permission, at);
        let kind = self.object_type(permission);
        (meaning.prerequisites.iter())
            .map(|needed| self.compare_scopes(&held, *needed, &self.scope_of(subject, *needed, at), kind))
            .collect()
    }

    /// Whether a subject that holds a permission lacks something that it needs.
    pub(crate) fn lacks_prerequisite(
        &self,
        subject: Subject,
        permission: PermissionIx,
        at: Timestamp,
    ) -> bool {
        !self.meaning(permission).absent_prerequisites.is_empty()
            || self.prerequisites(subject, permission, at).iter().any(|needed| !needed.held)
    }

    /// Id of the object type that a permission can be limited to.
    pub(crate) fn object_type(&self, permission: PermissionIx) -> Option<&str> {
        let def = self.meaning(permission).def?;
        self.catalogue.permissions.get(def)?.object_type.as_deref()
    }

    fn compare_scopes(
        &self,
        held: &HeldScope,
        permission: PermissionIx,
        needed: &HeldScope,
        kind: Option<&str>,
    ) -> Prerequisite {
        let result = |held: bool, missing_on: Vec<ObjectIx>| Prerequisite { permission, held, missing_on };
        let other_kind = kind.zip(self.object_type(permission)).is_some_and(|(one, other)| one != other);
        let missing: Vec<ObjectIx> = match (held, needed) {
            (_, HeldScope::Nothing) => return result(false, Vec::new()),
            (HeldScope::Nothing, _) => return result(true, Vec::new()),
            _ if other_kind => return result(true, Vec::new()),
            (_, HeldScope::Everything) => Vec::new(),
            (HeldScope::Everything | HeldScope::EverythingBut(_), HeldScope::EverythingBut(without)) => {
                without.iter().filter(|at| held.covers(**at) && self.is_kind(**at, kind)).copied().collect()
            }
            (HeldScope::Everything | HeldScope::EverythingBut(_), HeldScope::Objects(_)) => {
                let Some(kind) = kind else { return result(false, Vec::new()) };
                let all = (0..self.snapshot.objects.len()).map(ObjectIx::from);
                all.filter(|at| self.is_kind(*at, Some(kind)) && held.covers(*at) && !needed.covers(*at))
                    .collect()
            }
            (HeldScope::Objects(list), _) => list.iter().filter(|at| !needed.covers(**at)).copied().collect(),
        };
        result(missing.is_empty(), missing)
    }

    fn is_kind(&self, object: ObjectIx, kind: Option<&str>) -> bool {
        kind.is_none_or(|kind| self.snapshot.object(object).is_some_and(|found| found.kind == kind))
    }
}
