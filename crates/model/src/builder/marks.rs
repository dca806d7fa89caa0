//! Direction marks are left out of names: with them a name stands on screen in another order than it is written, so
//! that one person can look like another. So are control characters: some steer the terminal that shows them. Ids are
//! the tenant's and stay as they are; one that holds a control character is none.

use super::{Log, SnapshotBuilder, Spot};
use crate::{Place, Problem};

const HINT: &str = "correct it where it is kept, if it reads wrong now";

/// Embeddings, overrides and isolates: what changes the order in which the signs after it are shown.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text without its direction marks; nothing when it has none.
fn without_marks(text: &str) -> Option<String> {
    text.contains(is_mark).then(|| text.chars().filter(|c| !is_mark(*c)).collect())
}

/// A text without its control characters, on one line; nothing when it has none.
fn without_controls(text: &str) -> Option<String> {
    text.contains(char::is_control).then(|| {
        let spaced = text.replace(['\n', '\t'], " ");
        spaced.trim().chars().filter(|c| !c.is_control()).collect()
    })
}

impl SnapshotBuilder {
    /// Takes direction marks and control characters out of everything that is shown, and notes where there were some.
    pub(super) fn leave_out_marks(&mut self, log: &mut Log) {
        let place = |log: &Log| Place {
            file: log.file.clone(),
            field: Some("tenant.name".into()),
            ..Place::default()
        };
        if let Some(plain) = plain(&self.tenant.name, log, place) {
            self.tenant.name = plain;
        }
        for (at, (person, line)) in self.people.iter_mut().enumerate() {
            let spot = Spot { list: "people", at, line: *line };
            clean(&mut person.user_name, &person.id, "userName", spot, log);
            let login = person.user_name.as_deref().filter(|name| !name.trim().is_empty());
            let otherwise = login.unwrap_or(&person.id);
            clean(&mut person.display_name, otherwise, "displayName", spot, log);
            clean(&mut person.email, "", "email", spot, log);
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
        words("groups", &mut self.groups, "source", log, |x| &mut x.source.0);
        words("objects", &mut self.objects, "type", log, |x| &mut x.kind);
        words("memberships", &mut self.memberships, "source", log, |x| &mut x.source.0);
        words("assignments", &mut self.assignments, "source", log, |x| &mut x.source.0);
        words("grants", &mut self.grants, "source", log, |x| &mut x.source.0);
        if let Some((place, count)) = log.controls.take() {
            let message = match count {
                1 => "control characters were left out of a text".to_owned(),
                _ => format!("control characters were left out of {count} texts, the first here"),
            };
            log.problems.push(Problem::note("control-characters", place, message, HINT));
        }
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

/// A word that every item has.
fn words<T>(
    list: &'static str,
    items: &mut [(T, u32)],
    field: &str,
    log: &mut Log,
    part: fn(&mut T) -> &mut String,
) {
    for (at, (item, line)) in items.iter_mut().enumerate() {
        let spot = Spot { list, at, line: *line };
        let word = part(item);
        if let Some(plain) = plain(word, log, |log| log.place(spot, field)) {
            *word = plain;
        }
    }
}

/// Takes the marks out of a text, or out of what is shown where it is empty.
fn clean(text: &mut Option<String>, otherwise: &str, field: &str, spot: Spot, log: &mut Log) {
    let shown = text.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or(otherwise);
    if let Some(plain) = plain(shown, log, |log| log.place(spot, field)) {
        *text = Some(plain);
    }
}

/// A text as it can be shown; nothing when it can be as it is. Marks are noted one by one, control characters once.
fn plain(text: &str, log: &mut Log, place: impl FnOnce(&Log) -> Place) -> Option<String> {
    let seen = without_controls(text);
    let turned = without_marks(seen.as_deref().unwrap_or(text));
    if seen.is_none() && turned.is_none() {
        return None;
    }
    let place = place(log);
    if seen.is_some() {
        log.controls.get_or_insert((place.clone(), 0)).1 += 1;
    }
    if let Some(plain) = &turned {
        let message = format!("direction marks were left out of the name `{plain}`");
        log.problems.push(Problem::note("direction-marks", place, message, HINT));
    }
    turned.or(seen)
}
