//! Direction marks are left out of names: with them a name stands on screen in another order than it is written, so
//! that one person can look like another. Ids are the tenant's and stay as they are.

use super::{Log, SnapshotBuilder, Spot};
use crate::{Place, Problem};

/// Embeddings, overrides and isolates: what changes the order in which the signs after it are shown.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text without its direction marks; nothing when it has none.
fn without_marks(text: &str) -> Option<String> {
    text.contains(is_mark).then(|| text.chars().filter(|c| !is_mark(*c)).collect())
}

impl SnapshotBuilder {
    /// Takes direction marks out of everything that is shown as a name, and notes where there were some.
    pub(super) fn leave_out_marks(&mut self, log: &mut Log) {
        if let Some(plain) = without_marks(&self.tenant.name) {
            let place =
                Place { file: log.file.clone(), field: Some("tenant.name".into()), ..Place::default() };
            log.problems.push(note(place, &plain));
            self.tenant.name = plain;
        }
        for (at, (person, line)) in self.people.iter_mut().enumerate() {
            let spot = Spot { list: "people", at, line: *line };
            clean(&mut person.user_name, &person.id, "userName", spot, log);
            let login = person.user_name.as_deref().filter(|name| !name.trim().is_empty());
            let otherwise = login.unwrap_or(&person.id);
            clean(&mut person.display_name, otherwise, "displayName", spot, log);
            clean(&mut person.title, "", "title", spot, log);
            clean(&mut person.department, "", "department", spot, log);
        }
        for (at, (role, line)) in self.roles.iter_mut().enumerate() {
            let spot = Spot { list: "roles", at, line: *line };
            clean(&mut role.display_name, &role.id, "displayName", spot, log);
            clean(&mut role.description, "", "description", spot, log);
        }
        names("groups", &mut self.groups, log, |x| (&mut x.display_name, &x.id));
        names("permissions", &mut self.permissions, log, |x| (&mut x.display_name, &x.id));
        names("objects", &mut self.objects, log, |x| (&mut x.display_name, &x.id));
        names("licences", &mut self.licences, log, |x| (&mut x.display_name, &x.id));
    }
}

/// The names of items that have nothing else to show; `parts` gives name and id.
fn names<T>(
    list: &'static str,
    items: &mut [(T, u32)],
    log: &mut Log,
    parts: fn(&mut T) -> (&mut Option<String>, &String),
) {
    for (at, (item, line)) in items.iter_mut().enumerate() {
        let (name, id) = parts(item);
        clean(name, id, "displayName", Spot { list, at, line: *line }, log);
    }
}

/// Takes the marks out of a text, or out of what is shown where it is empty.
fn clean(text: &mut Option<String>, otherwise: &str, field: &str, spot: Spot, log: &mut Log) {
    let shown = text.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or(otherwise);
    if let Some(plain) = without_marks(shown) {
        let place = log.place(spot, field);
        log.problems.push(note(place, &plain));
        *text = Some(plain);
    }
}

fn note(place: Place, plain: &str) -> Problem {
    let message = format!("direction marks were left out of the name `{plain}`");
    Problem::note(
        "direction-marks",
        place,
        message,
        "correct the name where it is kept, if it reads wrong now",
    )
}
