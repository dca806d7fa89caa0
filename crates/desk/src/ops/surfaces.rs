//! The same deed on several surfaces, held on some of them only.

use crate::convert::{count, item};
use crate::desk::{Desk, heavy};
use crate::wire::{SurfaceGap, SurfacePermission, SurfacePerson};
use crate::{R, operation};
use steward_access::Station;

/// Most people who are listed of one gap.
const LISTED: usize = 200;

impl Desk {
    /// Deeds whose surfaces are not held together.
    ///
    /// # Errors
    /// When there is no such tenant, the moment cannot be used, or the policies refuse.
    pub async fn surfaces(&self, name: &str, at: Option<&str>) -> R<Vec<SurfaceGap>> {
        let (opened, at) = self.look_at(name, &operation::ACCESS_SURFACES, at).await?;
        let answer = heavy(move || {
            let snapshot = opened.snapshot();
            let gaps = opened.access().surface_gaps(at).into_iter().map(|gap| {
                let steward_access::SurfaceGap { capability, surfaces, people } = gap;
                SurfaceGap {
                    capability,
                    surfaces: (surfaces.into_iter())
                        .map(|steward_access::SurfacePermission { surface, permission }| SurfacePermission {
                            surface,
                            permission: item(snapshot, Station::Permission(permission)),
                        })
                        .collect(),
                    count: count(people.len()),
                    people: (people.into_iter().take(LISTED))
                        .map(|steward_access::SurfacePerson { person, holds, lacks }| SurfacePerson {
                            person: item(snapshot, Station::Person(person)),
                            holds,
                            lacks,
                        })
                        .collect(),
                }
            });
            gaps.collect()
        });
        Ok(answer.await?)
    }
}
