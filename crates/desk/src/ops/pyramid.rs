//! People counted by what they could do.

use crate::cache::Opened;
use crate::convert::{count, item, time};
use crate::desk::{Desk, heavy};
use crate::grid::mask;
use crate::wire::{Item, Pyramid, PyramidInversion, PyramidLevel};
use crate::{R, operation};
use jiff::Timestamp;
use steward_access::{RowKind, Station};
use steward_model::{Consequence, PermissionIx, PersonIx};

/// Most people who are listed.
const LISTED: usize = 50;
/// A class of so few is said by name.
const FEW: u32 = 5;

impl Desk {
    /// People per class of consequence, standing against temporary.
    ///
    /// # Errors
    /// When there is no such tenant, the moment cannot be used, or the policies refuse.
    pub async fn pyramid(&self, name: &str, at: Option<&str>) -> R<Pyramid> {
        let (opened, at) = self.look_ahead(name, &operation::ACCESS_PYRAMID, at).await?;
        Ok(heavy(move || answer(&opened, at)).await?)
    }
}

/// The pyramid as of a moment.
pub(super) fn answer(opened: &Opened, at: Timestamp) -> Pyramid {
    let steward_access::Pyramid { people, levels, inversions, everything } = opened.access().pyramid(at);
    Pyramid {
        at: time(at),
        people,
        levels: levels.into_iter().map(|level| named(opened, level, at)).collect(),
        inversions: inversions.into_iter().map(inversion).collect(),
        everything_count: count(everything.len()),
        everything: (everything.into_iter().take(LISTED))
            .map(|person| item(opened.snapshot(), Station::Person(person)))
            .collect(),
    }
}

fn named(opened: &Opened, level: steward_access::PyramidLevel, at: Timestamp) -> PyramidLevel {
    let steward_access::PyramidLevel { consequence, permissions, people, standing, temporary } = level;
    let few = if (1..=FEW).contains(&people) { holders(opened, consequence, at) } else { Vec::new() };
    PyramidLevel { consequence: consequence.into(), permissions, people, standing, temporary, few }
}

/// Who holds a permission of a class somewhere.
fn holders(opened: &Opened, consequence: Consequence, at: Timestamp) -> Vec<Item> {
    let access = opened.access();
    let held = opened.compiled.matrix(RowKind::People, at);
    let of_class = |column: &PermissionIx| access.meaning(*column).consequence == consequence;
    let columns: Vec<PermissionIx> = access.columns().iter().copied().filter(of_class).collect();
    let mask = mask(&columns, held.permissions().div_ceil(64));
    let holds = |row: &u32| held.row(*row).iter().zip(&mask).any(|(held, mask)| held & mask != 0);
    (0..count(held.rows()))
        .filter(holds)
        .map(|row| item(opened.snapshot(), Station::Person(PersonIx(row))))
        .collect()
}

fn inversion(inversion: steward_access::PyramidInversion) -> PyramidInversion {
    let steward_access::PyramidInversion { upper, lower, upper_people, lower_people } = inversion;
    PyramidInversion { upper: upper.into(), lower: lower.into(), upper_people, lower_people }
}
