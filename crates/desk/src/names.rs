//! Finding what a person means by a name: by id, login name, e-mail address or display name.

use crate::error::DeskError;
use steward_access::{Station, Subject};
use steward_model::{GroupIx, LicenceIx, ObjectIx, PermissionIx, PersonIx, Ref, RefKind, RoleIx, Snapshot};

/// How many candidates and near names are listed.
const LISTED: usize = 8;

/// The names that a person can use for something, the id first.
struct Named<'a, T> {
    at: T,
    id: &'a str,
    names: [&'a str; 3],
}

/// What is looked for: in the singular, in the plural, and how one of them is referred to.
struct Kind<T>(&'static str, &'static str, fn(T, &Snapshot) -> Ref);

fn pick<'a, T: Copy>(
    snapshot: &Snapshot,
    kind: &Kind<T>,
    text: &str,
    exact: Option<T>,
    all: impl Iterator<Item = Named<'a, T>> + Clone,
) -> Result<T, DeskError> {
    let Kind(one, many, refer) = *kind;
    if let Some(at) = exact {
        return Ok(at);
    }
    let wanted = text.trim();
    let lower = wanted.to_lowercase();
    let fits = |name: &str| same(name, wanted, &lower);
    let found: Vec<T> =
        all.clone().filter(|x| fits(x.id) || x.names.into_iter().any(fits)).map(|x| x.at).collect();
    match found.as_slice() {
        [] => {
            let names =
                all.flat_map(|x| std::iter::once(x.id).chain(x.names)).filter(|name| !name.is_empty());
            let near = near(wanted, names).into_iter().map(|name| format!("`{name}`")).collect();
            Err(DeskError::NotFound { what: one, name: wanted.to_owned(), near })
        }
        [one] => Ok(*one),
        several => {
            let candidates = (several.iter().take(LISTED))
                .map(|at| {
                    let item = refer(*at, snapshot);
                    format!("`{}`  {}", item.id, item.name)
                })
                .collect();
            Err(DeskError::Ambiguous {
                what: many,
                name: wanted.to_owned(),
                count: several.len(),
                candidates,
            })
        }
    }
}

fn same(name: &str, wanted: &str, lower: &str) -> bool {
    if name.is_ascii() && lower.is_ascii() {
        return name.eq_ignore_ascii_case(wanted);
    }
    !name.is_empty() && name.to_lowercase() == lower
}

fn people(snapshot: &Snapshot) -> impl Iterator<Item = Named<'_, PersonIx>> + Clone {
    (snapshot.people.iter().enumerate()).map(|(at, x)| Named {
        at: at.into(),
        id: &x.id,
        names: [&x.user_name, x.email.as_deref().unwrap_or_default(), &x.name],
    })
}

fn plain<'a, T: From<usize>, I>(
    list: &'a [I],
    of: fn(&'a I) -> (&'a str, &'a str),
) -> impl Iterator<Item = Named<'a, T>> + Clone {
    list.iter().enumerate().map(move |(at, x)| {
        let (id, name) = of(x);
        Named { at: at.into(), id, names: [name, "", ""] }
    })
}

/// The person of a name.
pub(crate) fn person(snapshot: &Snapshot, text: &str) -> Result<PersonIx, DeskError> {
    pick(
        snapshot,
        &Kind("person", "people", |at, snapshot| Station::Person(at).refer(snapshot)),
        text,
        snapshot.find_person(text),
        people(snapshot),
    )
}

/// The group of a name.
pub(crate) fn group(snapshot: &Snapshot, text: &str) -> Result<GroupIx, DeskError> {
    let all = plain(&snapshot.groups, |x| (&x.id, &x.name));
    pick(
        snapshot,
        &Kind("group", "groups", |at, snapshot| Station::Group(at).refer(snapshot)),
        text,
        snapshot.find_group(text),
        all,
    )
}

/// The role of a name.
pub(crate) fn role(snapshot: &Snapshot, text: &str) -> Result<RoleIx, DeskError> {
    let all = plain(&snapshot.roles, |x| (&x.id, &x.name));
    pick(
        snapshot,
        &Kind("role", "roles", |at, snapshot| Station::Role(at).refer(snapshot)),
        text,
        snapshot.find_role(text),
        all,
    )
}

/// The permission of a name.
pub(crate) fn permission(snapshot: &Snapshot, text: &str) -> Result<PermissionIx, DeskError> {
    let all = plain(&snapshot.permissions, |x| (&x.id, &x.name));
    pick(
        snapshot,
        &Kind("permission", "permissions", |at, snapshot| Station::Permission(at).refer(snapshot)),
        text,
        snapshot.find_permission(text),
        all,
    )
}

/// The object of a name.
pub(crate) fn object(snapshot: &Snapshot, text: &str) -> Result<ObjectIx, DeskError> {
    let all = plain(&snapshot.objects, |x| (&x.id, &x.name));
    pick(
        snapshot,
        &Kind("object", "objects", |at, snapshot| Station::Object(at).refer(snapshot)),
        text,
        snapshot.find_object(text),
        all,
    )
}

/// The licence of a name.
pub(crate) fn licence(snapshot: &Snapshot, text: &str) -> Result<LicenceIx, DeskError> {
    let all = plain(&snapshot.licences, |x| (&x.id, &x.name));
    let kind = Kind("licence", "licences", refer_to_licence);
    pick(snapshot, &kind, text, snapshot.find_licence(text), all)
}

/// A licence by id and name; it is on no way to a permission, so it is no [`Station`].
pub(crate) fn refer_to_licence(at: LicenceIx, snapshot: &Snapshot) -> Ref {
    let found = snapshot.licence(at).map(|x| (x.id.clone(), x.name.clone()));
    let (id, name) = found.unwrap_or_default();
    Ref { kind: RefKind::Licence, id, name }
}

/// A person, group or role. `person:`, `group:` or `role:` before the name says which.
pub(crate) fn subject(snapshot: &Snapshot, text: &str) -> Result<Subject, DeskError> {
    if let Some((kind, name)) = text.split_once(':') {
        match kind.trim() {
            "person" => return person(snapshot, name.trim()).map(Subject::Person),
            "group" => return group(snapshot, name.trim()).map(Subject::Group),
            "role" => return role(snapshot, name.trim()).map(Subject::Role),
            _ => {}
        }
    }
    let tries = [
        person(snapshot, text).map(Subject::Person),
        group(snapshot, text).map(Subject::Group),
        role(snapshot, text).map(Subject::Role),
    ];
    let mut found = Vec::new();
    let mut near = Vec::new();
    let mut candidates = Vec::new();
    let mut fits = 0;
    for (kind, one) in ["person", "group", "role"].into_iter().zip(tries) {
        match one {
            Ok(subject) => {
                fits += 1;
                let item = subject.station().refer(snapshot);
                candidates.push(format!("`{kind}:{}`  {}", item.id, item.name));
                found.push(subject);
            }
            Err(DeskError::Ambiguous { count, candidates: more, .. }) => {
                fits += count;
                candidates.extend(more.into_iter().map(|line| format!("{kind} {line}")));
            }
            Err(DeskError::NotFound { near: more, .. }) => near.extend(more),
            Err(other) => return Err(other),
        }
    }
    match (found.as_slice(), fits) {
        ([one], 1) => Ok(*one),
        (_, 0) => {
            near.truncate(LISTED);
            Err(DeskError::NotFound { what: "person, group or role", name: text.trim().to_owned(), near })
        }
        _ => {
            candidates.truncate(LISTED);
            let name = text.trim().to_owned();
            Err(DeskError::Ambiguous { what: "people, groups and roles", name, count: fits, candidates })
        }
    }
}

/// Names that may have been meant: those that contain the text, then those that differ in few letters.
pub(crate) fn near<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = text.trim().to_lowercase();
    let length = wanted.chars().count();
    if length == 0 {
        return Vec::new();
    }
    let most = (length / 3).clamp(1, 4);
    let mut list: Vec<(usize, String)> = Vec::new();
    for name in names {
        let lower = name.to_lowercase();
        let score = if length >= 3 && lower.contains(&wanted) {
            Some(0)
        } else {
            (distance(&wanted, &lower, most)).or_else(|| {
                // one word of a longer name, such as a surname
                lower.split([' ', '.', '-', '_', '@']).filter_map(|word| distance(&wanted, word, most)).min()
            })
        };
        if let Some(score) = score {
            list.push((score, name.to_owned()));
        }
    }
    list.sort();
    list.dedup_by(|a, b| a.1 == b.1);
    let best = list.first().map_or(0, |(score, _)| *score);
    list.into_iter().filter(|(score, _)| *score <= best + 1).take(5).map(|(_, name)| name).collect()
}

/// Levenshtein distance, if it is at most `most`.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut least = left;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(&b) {
            let new = (diagonal + usize::from(x != y)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = new;
            left = new;
            least = least.min(new);
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|d| *d <= most)
}
