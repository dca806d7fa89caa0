//! Finding anything in a tenant by a part of its name.

use super::around::category;
use super::permission::type_name;
use crate::convert::item;
use crate::desk::{Desk, heavy};
use crate::wire::SearchHit;
use crate::{R, operation};
use steward_access::{Access, Station};
use steward_model::{GroupIx, ObjectIx, PermissionIx, PersonIx, RoleIx};

/// Most hits in one answer.
const HITS: u32 = 200;

/// Names of everything in a tenant in small letters, one after the other in one text.
#[derive(Debug)]
pub(crate) struct Index {
    text: String,
    /// Where each thing begins in the text.
    starts: Vec<usize>,
    things: Vec<Station>,
}

impl Index {
    pub(crate) fn new(access: &Access) -> Self {
        let snapshot = access.snapshot();
        let mut index = Self { text: String::new(), starts: Vec::new(), things: Vec::new() };
        for (at, x) in snapshot.roles.iter().enumerate() {
            index.add(Station::Role(RoleIx::from(at)), &[&x.name, &x.id]);
        }
        for (at, x) in snapshot.groups.iter().enumerate() {
            index.add(Station::Group(GroupIx::from(at)), &[&x.name, &x.id]);
        }
        for (at, x) in snapshot.permissions.iter().enumerate() {
            index.add(Station::Permission(PermissionIx::from(at)), &[&x.name, &x.id]);
        }
        for (at, x) in snapshot.people.iter().enumerate() {
            let email = x.email.as_deref().unwrap_or_default();
            index.add(Station::Person(PersonIx::from(at)), &[&x.name, &x.user_name, email, &x.id]);
        }
        for (at, x) in snapshot.objects.iter().enumerate() {
            index.add(Station::Object(ObjectIx::from(at)), &[&x.name, &x.id]);
        }
        index
    }

    /// Every name on a line of its own, so that a hit can be told to be at the beginning of one.
    fn add(&mut self, thing: Station, names: &[&str]) {
        self.starts.push(self.text.len());
        self.things.push(thing);
        let mut last = "";
        for name in names.iter().filter(|name| !name.is_empty()) {
            if *name != last {
                self.text.push('\n');
                self.text.extend(
                    name.chars().map(|c| if c == '\n' { ' ' } else { c }).flat_map(char::to_lowercase),
                );
            }
            last = name;
        }
        self.text.push('\n');
    }

    /// What contains the text: whole names first, then beginnings of names, beginnings of words, and the rest.
    fn find(&self, text: &str, most: usize) -> Vec<Station> {
        let wanted = text.trim().to_lowercase();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<(u8, usize)> = Vec::new();
        let mut from = 0;
        while let Some(found) = self.text.get(from..).and_then(|rest| rest.find(&wanted)) {
            let at = from + found;
            let thing = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
            let rank = self.rank(at, wanted.len());
            match hits.last_mut() {
                Some((best, same)) if *same == thing => *best = rank.min(*best),
                _ => hits.push((rank, thing)),
            }
            from = at + wanted.len();
        }
        hits.sort_unstable();
        hits.into_iter().take(most).filter_map(|(_, thing)| self.things.get(thing).copied()).collect()
    }

    fn rank(&self, at: usize, len: usize) -> u8 {
        let before = self.text.get(..at).and_then(|text| text.chars().next_back()).unwrap_or('\n');
        let after = self.text.get(at + len..).and_then(|text| text.chars().next()).unwrap_or('\n');
        match (before, after) {
            ('\n', '\n') => 0,
            ('\n', _) => 1,
            (c, _) if !c.is_alphanumeric() => 2,
            _ => 3,
        }
    }
}

impl Desk {
    /// Roles, groups, permissions, people and objects whose name, id, login name or e-mail contains a text; at most
    /// 200.
    ///
    /// # Errors
    /// When there is no such tenant or the policies refuse.
    pub async fn search(&self, name: &str, text: &str, limit: u32) -> R<Vec<SearchHit>> {
        let opened = self.look(name, &operation::ACCESS_SEARCH).await?;
        let text = text.to_owned();
        let answer = heavy(move || {
            let access = opened.access();
            let found = opened.compiled.index().find(&text, limit.min(HITS) as usize);
            found.into_iter().map(|thing| hit(access, thing)).collect()
        });
        Ok(answer.await?)
    }
}

fn hit(access: &Access, thing: Station) -> SearchHit {
    let snapshot = access.snapshot();
    let detail = match thing {
        Station::Person(at) => snapshot.person(at).map(crate::grid::title),
        Station::Group(at) => snapshot.group(at).map(|x| x.source.0.clone()),
        Station::Role(at) => snapshot.role(at).and_then(|x| x.description.clone()),
        Station::Permission(at) => Some(category(access, at)),
        Station::Object(at) => snapshot.object(at).map(|x| type_name(access, &x.kind)),
    };
    SearchHit { item: item(snapshot, thing), detail: detail.unwrap_or_default() }
}
