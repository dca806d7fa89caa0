//! People counted by what they could do.

use crate::cache::Opened;
use crate::convert::{count, item, time};
use crate::desk::{Desk, heavy};
use crate::wire::{Pyramid, PyramidInversion, PyramidLevel};
use crate::{R, operation};
use jiff::Timestamp;
use steward_access::Station;

/// Most people who are listed.
const LISTED: usize = 50;

impl Desk {
    /// People per class of consequence, standing against temporary.
    ///
    /// # Errors
    /// When there is no such tenant, the moment cannot be used, or the policies refuse.
    pub async fn pyramid(&self, name: &str, at: Option<&str>) -> R<Pyramid> {
        let opened = self.look(name, &operation::ACCESS_PYRAMID).await?;
        let at = self.moment(at)?;
        Ok(heavy(move || answer(&opened, at)).await?)
    }
}

/// The pyramid as of a moment.
pub(super) fn answer(opened: &Opened, at: Timestamp) -> Pyramid {
    let steward_access::Pyramid { people, levels, inversions, everything } = opened.access().pyramid(at);
    Pyramid {
        at: time(at),
        people,
        levels: levels.into_iter().map(level).collect(),
        inversions: inversions.into_iter().map(inversion).collect(),
        everything_count: count(everything.len()),
        everything: (everything.into_iter().take(LISTED))
            .map(|person| item(opened.snapshot(), Station::Person(person)))
            .collect(),
    }
}

fn level(level: steward_access::PyramidLevel) -> PyramidLevel {
    let steward_access::PyramidLevel { consequence, permissions, people, standing, temporary } = level;
    PyramidLevel { consequence: consequence.into(), permissions, people, standing, temporary }
}

fn inversion(inversion: steward_access::PyramidInversion) -> PyramidInversion {
    let steward_access::PyramidInversion { upper, lower, upper_people, lower_people } = inversion;
    PyramidInversion { upper: upper.into(), lower: lower.into(), upper_people, lower_people }
}
