//! What a role or a group gives, with all its reasons.

use super::why::{Beside, PATHS, concerning, states};
use crate::cache::Opened;
use crate::convert::{count, item, path, time};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::names;
use crate::wire::{Decision, RowKind, Why};
use crate::words::last_used;
use crate::{R, operation};
use jiff::Timestamp;
use steward_access::{Access, CellState, HeldScope, Station, Subject};
use steward_model::{PermissionIx, PersonIx};

impl Desk {
    /// Whether a role or a group gives a permission to whoever has it, and every reason for it. In the answer the
    /// subject stands where a person would. A person is answered as by [`Desk::why`].
    ///
    /// # Errors
    /// When a name fits nothing or several, the moment cannot be used, or the policies refuse.
    pub async fn why_subject(
        &self,
        name: &str,
        rows: RowKind,
        id: &str,
        permission: &str,
        at: Option<&str>,
    ) -> R<Why> {
        if rows == RowKind::People {
            return self.why(name, id, permission, None, at).await;
        }
        let (opened, at) = self.look_at(name, &operation::ACCESS_WHY, at).await?;
        let judged = self.judged(&opened, at).await?;
        let seen = self.first_seen(&opened, &judged, at).await?;
        let operators = self.operator_names().await?;
        let (id, permission) = (id.to_owned(), permission.to_owned());
        let answer = heavy(move || {
            let beside = Beside { judged: &judged, seen: &seen, operators: &operators };
            answer(&opened, rows, &id, &permission, at, &beside)
        });
        Ok(answer.await??)
    }
}

fn answer(
    opened: &Opened,
    rows: RowKind,
    id: &str,
    permission: &str,
    at: Timestamp,
    beside: &Beside<'_>,
) -> Result<Why, DeskError> {
    let (access, snapshot) = (&**opened.access(), opened.snapshot());
    let permission = names::permission(snapshot, permission)?;
    let (subject, station, people) = match rows {
        RowKind::Groups => {
            let group = names::group(snapshot, id)?;
            (Subject::Group(group), Station::Group(group), access.people_of_group(group, at))
        }
        RowKind::Roles | RowKind::People => {
            let role = names::role(snapshot, id)?;
            (Subject::Role(role), Station::Role(role), access.people_of_role(role, at))
        }
    };
    let had_by = people.len();
    let cell = access.cell(subject, permission, at);
    let decision = match cell.state {
        CellState::None => Decision::No,
        CellState::Granted => Decision::Yes,
        CellState::Scoped => Decision::Scoped,
        CellState::Denied => Decision::Denied,
    };
    let paths = access.paths_from(subject, permission, None, at, PATHS);
    let prerequisites = access.prerequisites(subject, permission, at);
    let about = item(snapshot, station);
    let asked = item(snapshot, Station::Permission(permission));
    let had = match rows {
        RowKind::Groups => "is in it",
        RowKind::Roles | RowKind::People => "has it",
    };
    let statement = match decision {
        Decision::Yes => format!("{} gives {}", about.name, asked.name),
        Decision::Scoped => format!(
            "{} gives {} on {}",
            about.name,
            asked.name,
            on_what(&access.scope_of(subject, permission, at))
        ),
        Decision::Denied => format!("{} takes {} away", about.name, asked.name),
        Decision::No | Decision::Inactive => format!("{} does not give {}", about.name, asked.name),
    };
    let prerequisites = states(access, permission, &prerequisites);
    let missing: Vec<&str> = (prerequisites.iter())
        .filter(|needed| !needed.held && decision != Decision::No && decision != Decision::Denied)
        .map(|needed| needed.permission.name.as_str())
        .collect();
    let detail = match (decision, missing.as_slice()) {
        (Decision::No, _) => format!("Whoever {had} may still hold it in another way. {}", who(had_by, had)),
        (_, []) => who(had_by, had),
        (_, missing) => {
            format!("It cannot work alone: it needs {}. {}", missing.join(" and "), who(had_by, had))
        }
    };
    let used = match cell.state.allowed() {
        true => latest_use(access, &people, permission, at),
        false => None,
    };
    let findings = concerning(opened, &[station], permission, beside);
    Ok(Why {
        person: about,
        permission: asked,
        object: None,
        consequence: access.meaning(permission).consequence.into(),
        at: time(at),
        basis: opened.basis.clone(),
        decision,
        statement,
        detail,
        paths: paths.list.iter().map(|way| path(snapshot, way)).collect(),
        paths_total: paths.total,
        denies: Vec::new(),
        nearest: Vec::new(),
        prerequisites,
        last_used: used.map(time),
        use_reported: snapshot.activity.is_some(),
        expires: None,
        findings,
    })
}

/// The latest use by any of these people who is active and holds it; nothing when the tenant does not report use.
fn latest_use(
    access: &Access,
    people: &[PersonIx],
    permission: PermissionIx,
    at: Timestamp,
) -> Option<Timestamp> {
    let snapshot = access.snapshot();
    let used = |person: &PersonIx| Some((last_used(snapshot, *person, permission)?, *person));
    let mut uses: Vec<(Timestamp, PersonIx)> = people.iter().filter_map(used).collect();
    uses.sort_unstable_by(|one, other| other.cmp(one));
    let holds = |person: PersonIx| access.decide(person, permission, None, at).allowed();
    uses.into_iter().find(|(_, person)| holds(*person)).map(|(used, _)| used)
}

fn who(people: usize, had: &str) -> String {
    match count(people) {
        0 => format!("Nobody {had}."),
        1 => format!("One person {had}."),
        many => format!("{many} people {}.", if had == "is in it" { "are in it" } else { "have it" }),
    }
}

fn on_what(scope: &HeldScope) -> String {
    match scope {
        HeldScope::Everything | HeldScope::Nothing => "everything".to_owned(),
        HeldScope::EverythingBut(list) => format!("everything but {}", objects_word(list.len())),
        HeldScope::Objects(list) => objects_word(list.len()),
    }
}

fn objects_word(many: usize) -> String {
    if many == 1 { "one object".to_owned() } else { format!("{many} objects") }
}
