//! Taking somebody out of a snapshot. A pseudonym stands where they stood, so that what the snapshot says about access
//! stays as it was; texts about other things lose their name and their address.

use crate::document::{
    ActivityDoc, AssignmentDoc, GrantDoc, GroupDoc, InclusionDoc, LicenceDoc, MembershipDoc, ObjectDoc,
    PermissionDoc, PersonDoc, RoleDoc, TenantDoc, TenantDocument,
};
use crate::{Snapshot, Source};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};
use unicode_normalization::UnicodeNormalization as _;

/// Words by which somebody is named. They are found whole, whatever their letters, composed or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameWords(Vec<Vec<char>>);

impl NameWords {
    /// Empty words are left out. A name is known the other way round as well: `Anna Roth` is also `Roth, Anna`.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut list = BTreeSet::new();
        for word in words.into_iter().map(str::trim).filter(|word| !word.is_empty()) {
            for way in ways(word) {
                list.insert(way.as_str().nfc().flat_map(char::to_lowercase).collect::<Vec<char>>());
                list.insert(way.as_str().nfd().flat_map(char::to_lowercase).collect());
            }
        }
        let mut list: Vec<Vec<char>> = list.into_iter().collect();
        // of two that stand at the same place the longer one is meant
        list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Self(list)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a text holds any of them.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text, 0).is_some()
    }

    /// Whether any text or name of a field in a value holds any of them.
    #[must_use]
    pub fn is_in_json(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.is_in(text),
            Value::Array(list) => list.iter().any(|value| self.is_in_json(value)),
            Value::Object(fields) => {
                fields.iter().any(|(name, value)| self.is_in(name) || self.is_in_json(value))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// The text with something else in the place of each; nothing when it holds none.
    #[must_use]
    pub fn replaced(&self, text: &str, by: &str) -> Option<String> {
        let (mut out, mut done) = (String::new(), 0);
        while let Some((start, end)) = self.find(text, done) {
            out.push_str(text.get(done..start).unwrap_or_default());
            out.push_str(by);
            done = end;
        }
        if done == 0 {
            return None;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        Some(out)
    }

    /// From which byte to which the first of them stands, at or after a byte.
    fn find(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let mut before = text.get(..from)?.chars().next_back();
        for (at, c) in text.get(from..)?.char_indices() {
            let start = from + at;
            let rest = text.get(start..).filter(|_| !before.is_some_and(char::is_alphanumeric));
            let length = rest.and_then(|rest| self.0.iter().find_map(|word| leads(rest, word)));
            if let Some(length) = length {
                return Some((start, start + length));
            }
            before = Some(c);
        }
        None
    }
}

/// A word and the other ways in which it is written.
fn ways(word: &str) -> Vec<String> {
    let mut ways = vec![word.to_owned()];
    if word.contains('@') {
        return ways;
    }
    if let Some((last, first)) = word.split_once(", ") {
        ways.push(format!("{first} {last}"));
    } else if let Some((first, last)) = word.rsplit_once(' ') {
        ways.push(format!("{last}, {first}"));
        ways.push(format!("{last} {first}"));
    }
    ways
}

/// How many bytes of a text a word takes at its beginning; nothing when it does not stand there as a whole.
fn leads(text: &str, word: &[char]) -> Option<usize> {
    let mut wanted = word.iter();
    for (at, c) in text.char_indices() {
        for lower in c.to_lowercase() {
            if wanted.next() != Some(&lower) {
                return None;
            }
        }
        if wanted.as_slice().is_empty() {
            let end = at + c.len_utf8();
            let next = text.get(end..).and_then(|rest| rest.chars().next());
            return (!next.is_some_and(char::is_alphanumeric)).then_some(end);
        }
    }
    None
}

/// Somebody who is to be taken out of snapshots.
#[derive(Clone, Debug, Default)]
pub struct Erasure {
    /// Their id in the tenant.
    pub id: String,
    /// What stands for them from now on: not the id of anything.
    pub pseudonym: String,
    /// Their login names in lower case, by which a manager may be given.
    pub logins: BTreeSet<String>,
    /// Words that are taken out of texts about other things: names and addresses, never a word that means other
    /// things as well.
    pub words: NameWords,
}

/// A snapshot without somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// How many texts and references outside of their own entry named them.
    pub texts: usize,
}

impl Erasure {
    /// The snapshot without them; nothing when it does not name them. Everybody's access stays as it was, theirs under
    /// the pseudonym. Names of other people stay, also when they are the same.
    #[must_use]
    pub fn of(&self, snapshot: &Snapshot) -> Option<Erased> {
        let mut document = TenantDocument::from(snapshot);
        let texts = Pass { of: self, texts: 0 }.document(&mut document);
        let (erased, _) = document.into_snapshot();
        (erased != *snapshot).then_some(Erased { snapshot: erased, texts })
    }
}

/// Ids that named somebody, and what they are now.
type Renamed = HashMap<String, String>;

/// Ids of everything but people.
struct Ids {
    groups: Renamed,
    roles: Renamed,
    permissions: Renamed,
    objects: Renamed,
    licences: Renamed,
}

/// One way through a document. Every field is named, so that none is forgotten when one is added.
struct Pass<'a> {
    of: &'a Erasure,
    texts: usize,
}

impl Pass<'_> {
    /// Returns how many texts named them.
    fn document(mut self, document: &mut TenantDocument) -> usize {
        let ids = Ids {
            groups: self.ids(document.groups.iter().map(|x| &x.id)),
            roles: self.ids(document.roles.iter().map(|x| &x.id)),
            permissions: self.ids(document.permissions.iter().map(|x| &x.id)),
            objects: self.ids(document.objects.iter().map(|x| &x.id)),
            licences: self.ids(document.licences.iter().map(|x| &x.id)),
        };
        let others: HashSet<String> =
            document.people.iter().map(|x| x.id.clone()).filter(|id| *id != self.of.id).collect();
        let TenantDocument {
            steward: _,
            tenant,
            people,
            groups,
            roles,
            permissions,
            objects,
            licences,
            memberships,
            inclusions,
            assignments,
            grants,
            activity,
            settings,
        } = document;
        let TenantDoc { name, environment: _, product: _ } = tenant;
        self.text(name);
        people.iter_mut().for_each(|person| self.person(person, &others));
        for GroupDoc { id, display_name, source } in groups {
            swap(id, &ids.groups);
            self.maybe(display_name);
            self.source(source);
        }
        for RoleDoc { id, display_name, description, preset } in roles {
            swap(id, &ids.roles);
            self.maybe(display_name);
            self.maybe(description);
            self.maybe(preset);
        }
        for PermissionDoc { id, display_name } in permissions {
            swap(id, &ids.permissions);
            self.maybe(display_name);
        }
        for ObjectDoc { id, kind, display_name, owner } in objects {
            swap(id, &ids.objects);
            self.text(kind);
            self.maybe(display_name);
            self.them(owner);
        }
        for LicenceDoc { id, display_name, seats: _, people } in licences {
            swap(id, &ids.licences);
            self.maybe(display_name);
            people.iter_mut().for_each(|id| self.id(id));
        }
        for MembershipDoc { group, person, member, since: _, until: _, source } in memberships {
            swap(group, &ids.groups);
            self.them(person);
            maybe_swap(member, &ids.groups);
            self.source(source);
        }
        for InclusionDoc { role, includes } in inclusions {
            swap(role, &ids.roles);
            swap(includes, &ids.roles);
        }
        for AssignmentDoc { role, person, group, since: _, until: _, source } in assignments {
            swap(role, &ids.roles);
            self.them(person);
            maybe_swap(group, &ids.groups);
            self.source(source);
        }
        for grant in grants {
            self.grant(grant, &ids);
        }
        for ActivityDoc { person, permission, last_used: _ } in activity.iter_mut().flatten() {
            self.id(person);
            swap(permission, &ids.permissions);
        }
        *settings = std::mem::take(settings)
            .into_iter()
            .map(|(mut id, mut value)| {
                self.text(&mut id);
                self.value(&mut value);
                (id, value)
            })
            .collect();
        self.texts
    }

    fn person(&mut self, person: &mut PersonDoc, others: &HashSet<String>) {
        let PersonDoc {
            id,
            user_name,
            display_name,
            email,
            title,
            department,
            manager,
            active: _,
            mfa: _,
            last_sign_in: _,
            created: _,
        } = person;
        if *id == self.of.id {
            id.clone_from(&self.of.pseudonym);
            for field in [user_name, display_name, email, title, department, manager] {
                *field = None;
            }
            return;
        }
        self.maybe(title);
        self.maybe(department);
        // whoever else has this id is meant by it, whatever it looks like
        let Some(named) = manager.as_mut().filter(|named| !others.contains(named.as_str())) else { return };
        if *named == self.of.id || self.of.logins.contains(&named.to_lowercase()) {
            named.clone_from(&self.of.pseudonym);
            self.texts += 1;
        } else {
            self.text(named);
        }
    }

    fn grant(&mut self, grant: &mut GrantDoc, ids: &Ids) {
        let GrantDoc { permission, role, group, person, objects, deny: _, since: _, until: _, source } =
            grant;
        swap(permission, &ids.permissions);
        maybe_swap(role, &ids.roles);
        maybe_swap(group, &ids.groups);
        self.them(person);
        for object in objects.iter_mut().flatten() {
            swap(object, &ids.objects);
        }
        self.source(source);
    }

    /// Ids that name them, and what they become: no two the same.
    fn ids<'d>(&mut self, ids: impl Iterator<Item = &'d String>) -> Renamed {
        let (mut renamed, mut taken) = (Renamed::new(), HashSet::new());
        for id in ids {
            let Some(plain) = self.of.words.replaced(id, &self.of.pseudonym) else { continue };
            let (mut free, mut next) = (plain.clone(), 2_u32);
            while !taken.insert(free.clone()) {
                free = format!("{plain}-{next}");
                next += 1;
            }
            renamed.insert(id.clone(), free);
        }
        self.texts += renamed.len();
        renamed
    }

    /// The id of a person.
    fn id(&self, id: &mut String) {
        if *id == self.of.id {
            id.clone_from(&self.of.pseudonym);
        }
    }

    /// The id of a person, if there is one.
    fn them(&self, id: &mut Option<String>) {
        if let Some(id) = id {
            self.id(id);
        }
    }

    fn text(&mut self, text: &mut String) {
        if let Some(plain) = self.of.words.replaced(text, &self.of.pseudonym) {
            *text = plain;
            self.texts += 1;
        }
    }

    fn maybe(&mut self, text: &mut Option<String>) {
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn source(&mut self, Source(text): &mut Source) {
        self.text(text);
    }

    fn value(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(list) => list.iter_mut().for_each(|value| self.value(value)),
            Value::Object(fields) => {
                *fields = std::mem::take(fields)
                    .into_iter()
                    .map(|(mut name, mut value)| {
                        self.text(&mut name);
                        self.value(&mut value);
                        (name, value)
                    })
                    .collect();
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

fn swap(id: &mut String, renamed: &Renamed) {
    if let Some(now) = renamed.get(id.as_str()) {
        id.clone_from(now);
    }
}

fn maybe_swap(id: &mut Option<String>, renamed: &Renamed) {
    if let Some(id) = id {
        swap(id, renamed);
    }
}
