//! Who could do what, counted: by class of consequence, and by surface.

use crate::access::flag;
use crate::bits;
use crate::{Access, RowKind};
use jiff::Timestamp;
use std::collections::BTreeMap;
use steward_model::{Consequence, PermissionIx, PersonIx};

/// Active people counted by what they could do. A sound tenant narrows towards the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pyramid {
    /// Active people.
    pub people: u32,
    /// One a class, from view to destructive.
    pub levels: Vec<PyramidLevel>,
    /// Higher classes with more people than lower ones.
    pub inversions: Vec<PyramidInversion>,
    /// People who hold every permission by derivations that never end.
    pub everything: Vec<PersonIx>,
}

/// One class of the pyramid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PyramidLevel {
    /// The class.
    pub consequence: Consequence,
    /// Permissions of this class.
    pub permissions: u32,
    /// People who hold at least one somewhere.
    pub people: u32,
    /// Of them, people with at least one that never ends.
    pub standing: u32,
    /// Of them, people whose every one ends.
    pub temporary: u32,
}

/// A class that should be narrower than a lower one and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PyramidInversion {
    /// The class with more ceremony ...
    pub upper: Consequence,
    /// ... and more people than this one.
    pub lower: Consequence,
    /// People in the upper.
    pub upper_people: u32,
    /// People in the lower.
    pub lower_people: u32,
}

/// The same deed on several surfaces, held on some of them only (accidental power, accidental blindness).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfaceGap {
    /// The deed.
    pub capability: String,
    /// Where it is enforced and by which permission.
    pub surfaces: Vec<SurfacePermission>,
    /// Who holds it on some surfaces and not on others.
    pub people: Vec<SurfacePerson>,
}

/// A permission on a surface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfacePermission {
    /// Where.
    pub surface: String,
    /// By which.
    pub permission: PermissionIx,
}

/// Somebody with a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfacePerson {
    /// Who.
    pub person: PersonIx,
    /// Surfaces held.
    pub holds: Vec<String>,
    /// Surfaces lacking.
    pub lacks: Vec<String>,
}

impl Access {
    /// People counted by class. Only classes that have permissions are compared for inversions.
    #[must_use]
    pub fn pyramid(&self, at: Timestamp) -> Pyramid {
        let held = self.matrix(RowKind::People, at);
        let standing = if self.any_ends { Some(self.standing_matrix(RowKind::People, at)) } else { None };
        let standing = standing.as_ref().unwrap_or(&held);

        let levels: Vec<PyramidLevel> = (Consequence::ALL.into_iter())
            .map(|consequence| {
                let mut mask = vec![0u64; self.words];
                let mut permissions = 0;
                for x in self.columns().iter().filter(|x| self.meaning(**x).consequence == consequence) {
                    bits::set(&mut mask, x.0);
                    permissions += 1;
                }
                let meets = |row: &[u64]| row.iter().zip(&mask).any(|(row, mask)| row & mask != 0);
                let (mut people, mut for_ever) = (0, 0);
                for row in 0..u32::try_from(held.rows()).unwrap_or(u32::MAX) {
                    people += u32::from(meets(held.row(row)));
                    for_ever += u32::from(meets(standing.row(row)));
                }
                PyramidLevel {
                    consequence,
                    permissions,
                    people,
                    standing: for_ever,
                    temporary: people - for_ever,
                }
            })
            .collect();

        let mut inversions = Vec::new();
        let present: Vec<&PyramidLevel> = levels.iter().filter(|level| level.permissions > 0).collect();
        for (at, upper) in present.iter().enumerate() {
            for lower in present.iter().take(at).filter(|lower| lower.people < upper.people) {
                inversions.push(PyramidInversion {
                    upper: upper.consequence,
                    lower: lower.consequence,
                    upper_people: upper.people,
                    lower_people: lower.people,
                });
            }
        }

        let all = u32::try_from(self.snapshot.permissions.len()).unwrap_or(u32::MAX);
        let people = (0..u32::try_from(self.people.len()).unwrap_or(u32::MAX)).map(PersonIx);
        Pyramid {
            people: u32::try_from(self.people.iter().filter(|flags| *flags & flag::ACTIVE != 0).count())
                .unwrap_or(u32::MAX),
            levels,
            inversions,
            everything: people.filter(|person| all > 0 && standing.count(person.0) == all).collect(),
        }
    }

    /// Deeds that people hold on some surfaces only. A surface counts as held when any of its permissions is.
    #[must_use]
    pub fn surface_gaps(&self, at: Timestamp) -> Vec<SurfaceGap> {
        let mut deeds: BTreeMap<&str, BTreeMap<&str, Vec<PermissionIx>>> = BTreeMap::new();
        for x in self.columns() {
            let def = self.meaning(*x).def.and_then(|def| self.catalogue.permissions.get(def));
            if let Some((Some(deed), Some(surface))) = def.map(|def| (&def.capability, &def.surface)) {
                deeds.entry(deed).or_default().entry(surface).or_default().push(*x);
            }
        }
        deeds.retain(|_, surfaces| surfaces.len() > 1);
        if deeds.is_empty() {
            return Vec::new();
        }
        let held = self.matrix(RowKind::People, at);
        let mut gaps = Vec::new();
        for (deed, surfaces) in deeds {
            let mut people = Vec::new();
            for person in (0..u32::try_from(held.rows()).unwrap_or(u32::MAX)).map(PersonIx) {
                let (holds, lacks): (Vec<_>, Vec<_>) = (surfaces.iter())
                    .partition(|(_, list)| list.iter().any(|permission| held.has(person.0, *permission)));
                if !holds.is_empty() && !lacks.is_empty() {
                    let names = |list: Vec<(&&str, _)>| {
                        list.into_iter().map(|(name, _)| (*name).to_owned()).collect()
                    };
                    people.push(SurfacePerson { person, holds: names(holds), lacks: names(lacks) });
                }
            }
            if !people.is_empty() {
                let surfaces = (surfaces.into_iter())
                    .flat_map(|(surface, list)| {
                        (list.into_iter()).map(move |permission| SurfacePermission {
                            surface: surface.to_owned(),
                            permission,
                        })
                    })
                    .collect();
                gaps.push(SurfaceGap { capability: deed.to_owned(), surfaces, people });
            }
        }
        gaps
    }
}
