//! Answers in sentences: outcome first, then the reason, then what it means. Permission names stay exactly as in
//! the product.

use crate::convert::many;
use crate::wire::Item;
use jiff::Timestamp;
use steward_access::{Decision, Edge, HeldScope, Nearest, NearestKind, Path, Prerequisite, Station};
use steward_model::{Activity, ObjectIx, PermissionIx, PersonIx, Snapshot};

/// Most names in a list before the rest is counted.
const NAMES: usize = 2;

/// The last use of a permission, when the tenant reports use.
pub(crate) fn last_used(
    snapshot: &Snapshot,
    person: PersonIx,
    permission: PermissionIx,
) -> Option<Timestamp> {
    let list = snapshot.activity.as_ref()?;
    let key = |x: &Activity| (x.person, x.permission);
    let at = list.binary_search_by(|x| key(x).cmp(&(person, permission))).ok()?;
    list.get(at).map(|x| x.last_used)
}

/// What a sentence is about.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) person: PersonIx,
    pub(crate) permission: PermissionIx,
    pub(crate) object: Option<ObjectIx>,
}

/// What was found out.
pub(crate) struct Found<'a> {
    pub(crate) decision: Decision,
    pub(crate) scope: &'a HeldScope,
    pub(crate) paths: &'a [Path],
    pub(crate) total: u32,
    pub(crate) denies: &'a [Path],
    pub(crate) nearest: &'a [Nearest],
    pub(crate) missing: &'a [Prerequisite],
    /// What it needs and the tenant does not know at all.
    pub(crate) absent: &'a [Item],
    pub(crate) expires: Option<Timestamp>,
    /// What gave it last and has ended, as a way to renew it.
    pub(crate) ended: Option<&'a Nearest>,
    /// When the object is none that the permission is about: its type and the permission's.
    pub(crate) other_type: Option<OtherType>,
}

impl Found<'_> {
    /// Whether something that it needs is not there.
    fn cannot_work(&self) -> bool {
        !self.missing.is_empty() || !self.absent.is_empty()
    }
}

/// Names of two types of objects.
pub(crate) struct OtherType {
    /// What the object is.
    pub(crate) object: String,
    /// What the permission is about.
    pub(crate) permission: String,
}

impl Asked<'_> {
    fn name(&self, at: Station) -> String {
        at.refer(self.snapshot).name
    }

    fn who(&self) -> String {
        self.name(Station::Person(self.person))
    }

    fn what(&self) -> String {
        self.name(Station::Permission(self.permission))
    }

    /// `on Rate cards`; nothing when no object was asked about.
    fn on(&self) -> String {
        self.object.map(|at| format!(" on {}", self.name(Station::Object(at)))).unwrap_or_default()
    }

    fn objects(&self, list: &[ObjectIx]) -> String {
        names(list.iter().map(|at| self.name(Station::Object(*at))).collect(), "object", "objects")
    }

    /// The answer in one sentence.
    pub(crate) fn statement(&self, found: &Found<'_>) -> String {
        let (who, what, on) = (self.who(), self.what(), self.on());
        match found.decision {
            Decision::Yes | Decision::Scoped => {
                let place = match (self.object, found.scope) {
                    (Some(_), _) => on,
                    (None, HeldScope::Objects(list)) => format!(" on {}", self.objects(list)),
                    (None, HeldScope::EverythingBut(list)) => {
                        format!(" everywhere but on {}", self.objects(list))
                    }
                    (None, _) => " everywhere".to_owned(),
                };
                if found.cannot_work() {
                    return format!("{who} holds {what}{place}, but it cannot work");
                }
                match found.paths.first() {
                    Some(path) => format!("{who} holds {what}{place}, {}", self.because(path)),
                    None => format!("{who} holds {what}{place}"),
                }
            }
            Decision::No => format!("{who} does not hold {what}{on}, because {}", self.lack(found)),
            Decision::Denied => match found.denies.first().and_then(|deny| self.denier(deny)) {
                Some(denier) => format!("{who} does not hold {what}{on}, because a deny on {denier} wins"),
                None => format!("{who} does not hold {what}{on}, because a deny wins"),
            },
            Decision::Inactive => {
                format!("{who} cannot use {what}{on}, because the account is deactivated")
            }
        }
    }

    /// Why it is not held, though nothing denies it.
    fn lack(&self, found: &Found<'_>) -> String {
        if let Some(OtherType { object, permission }) = &found.other_type {
            let what = self.what();
            return format!("{what} is about another type of object: {permission}, not {object}");
        }
        let past = found.ended.and_then(|way| self.past(way));
        past.unwrap_or_else(|| "nothing grants it".to_owned())
    }

    /// `the membership in AI pilot ended on 2026-11-22 at 11:20 UTC`.
    fn past(&self, way: &Nearest) -> Option<String> {
        let ended = way.ended?;
        let (target, when) = (self.name(way.target), moment(ended.at));
        let holder = match ended.from {
            Station::Person(_) => None,
            from => Some(self.holder(from)),
        };
        let what = match (way.target, holder) {
            (Station::Group(_), None) => format!("the membership in {target}"),
            (Station::Group(_), Some(holder)) => format!("the membership of {holder} in {target}"),
            (Station::Role(_), None) => format!("the assignment of the role {target}"),
            (Station::Role(_), Some(holder)) => format!("the assignment of the role {target} to {holder}"),
            (_, None) => "the grant of it".to_owned(),
            (_, Some(holder)) => format!("the grant of it to {holder}"),
        };
        Some(format!("{what} ended on {when}"))
    }

    /// What it means, in a few sentences; may be empty.
    pub(crate) fn detail(&self, found: &Found<'_>) -> String {
        let mut sentences: Vec<String> = Vec::new();
        match found.decision {
            Decision::Yes | Decision::Scoped => {
                for missing in found.missing.iter().take(2) {
                    let what = self.name(Station::Permission(missing.permission));
                    sentences.push(match missing.missing_on.as_slice() {
                        [] => format!("It needs {what}, which is missing."),
                        list => format!("It needs {what}, which is missing on {}.", self.objects(list)),
                    });
                }
                for absent in found.absent.iter().take(2) {
                    let what = &absent.name;
                    sentences.push(format!("It needs {what}, which the tenant does not have at all."));
                }
                if found.cannot_work()
                    && let Some(path) = found.paths.first()
                {
                    let held = if path.is_direct() { "" } else { "held " };
                    sentences.push(format!("It is {held}{}.", self.because(path)));
                }
                if found.total > 1 {
                    let more = many(found.total as usize - 1, "other way gives", "other ways give");
                    sentences.push(format!("{more} it as well, so taking one away changes nothing."));
                }
                if let Some(ends) = found.expires {
                    sentences.push(format!("It ends on {}.", moment(ends)));
                }
            }
            Decision::Denied => {
                sentences.push("A deny wins over every grant.".to_owned());
                if found.total > 0 {
                    sentences.push(format!(
                        "Without it, {} it.",
                        many(found.total as usize, "way would give", "ways would give")
                    ));
                }
            }
            Decision::Inactive => {
                sentences.push(match found.total {
                    0 => "Nothing would grant it if the account were active.".to_owned(),
                    n => format!(
                        "It is still granted in {}, and would work at once if the account were active.",
                        many(n as usize, "way", "ways")
                    ),
                });
            }
            Decision::No => {}
        }
        if matches!(found.decision, Decision::No | Decision::Denied)
            && let Some(nearest) = found.nearest.first()
        {
            sentences.push(format!("The nearest way: {}.", self.price(nearest)));
        }
        sentences.join(" ")
    }

    /// The derivation in words: `as a member of AI pilot, which has the role Model Tester`.
    pub(crate) fn because(&self, path: &Path) -> String {
        if path.owner {
            return "as the one who created it".to_owned();
        }
        let mut text = String::new();
        for step in &path.steps {
            let name = self.name(step.at);
            let first = text.is_empty();
            match (step.edge, first) {
                (Edge::MemberOf, true) => text = format!("as a member of {name}"),
                (Edge::HasRole, true) => text = format!("through the role {name}"),
                (Edge::NestedIn | Edge::MemberOf, _) => text.push_str(&format!(", which is part of {name}")),
                (Edge::HasRole, false) => text.push_str(&format!(", which has the role {name}")),
                (Edge::Includes, _) => text.push_str(&format!(", which includes {name}")),
                (Edge::Start | Edge::Grants | Edge::Denies | Edge::Owns, _) => {}
            }
        }
        if text.is_empty() { "granted directly".to_owned() } else { text }
    }

    /// What a deny hangs on.
    fn denier(&self, deny: &Path) -> Option<String> {
        let holder = deny.steps.iter().rev().nth(1)?;
        Some(self.holder(holder.at))
    }

    fn holder(&self, at: Station) -> String {
        let name = self.name(at);
        match at {
            Station::Group(_) => format!("the group {name}"),
            Station::Role(_) => format!("the role {name}"),
            Station::Person(_) | Station::Permission(_) | Station::Object(_) => name,
        }
    }

    /// What to do for a yes, with what it needs besides to work.
    pub(crate) fn summary(&self, nearest: &Nearest) -> String {
        let step = self.step(nearest);
        match self.needed(nearest) {
            Some(needed) => format!("{step}; it needs {needed} too"),
            None => step,
        }
    }

    /// Names of what the permission needs and would still be missing.
    fn needed(&self, nearest: &Nearest) -> Option<String> {
        if nearest.needs.is_empty() {
            return None;
        }
        let list = nearest.needs.iter().map(|at| self.name(Station::Permission(*at))).collect();
        Some(names(list, "permission", "permissions"))
    }

    /// What to do, the prerequisites left aside.
    fn step(&self, nearest: &Nearest) -> String {
        let (who, what) = (self.who(), self.what());
        let target = self.name(nearest.target);
        let on = self.on();
        match nearest.kind {
            NearestKind::JoinGroup => format!("Put {who} into the group {target}"),
            NearestKind::AssignRole => format!("Give {who} the role {target}"),
            NearestKind::GrantRole => format!("Grant {what}{on} to the role {target}"),
            NearestKind::GrantDirect => format!("Grant {what}{on} to {who}"),
            NearestKind::Activate => format!("Reactivate the account of {who}"),
            NearestKind::RemoveDeny => match nearest.target {
                Station::Group(_) => format!("Take the deny of {what} from the group {target}"),
                Station::Role(_) => format!("Take the deny of {what} from the role {target}"),
                _ => format!("Take the deny of {what} from {target}"),
            },
            NearestKind::Renew => match nearest.target {
                Station::Group(_) => format!("Renew the membership in the group {target}"),
                Station::Role(_) => format!("Renew the assignment of the role {target}"),
                _ => format!("Renew the grant of {target}"),
            },
        }
    }

    /// What to do, and what it would cost.
    fn price(&self, nearest: &Nearest) -> String {
        let summary = self.step(nearest);
        let mut summary = match summary.split_once(' ') {
            Some((verb, rest)) => format!("{} {rest}", verb.to_lowercase()),
            None => summary,
        };
        match (nearest.also.len(), nearest.others) {
            (0, 0) => summary.push_str(", which changes nothing else"),
            (0, others) => {
                summary.push_str(&format!(
                    ", which reaches {}",
                    many(others as usize, "other person", "other people")
                ));
            }
            (also, 0) => {
                summary.push_str(&format!(
                    ", which gives {} too",
                    many(also, "other permission", "other permissions")
                ));
            }
            (also, others) => summary.push_str(&format!(
                ", which gives {} too and reaches {}",
                many(also, "other permission", "other permissions"),
                many(others as usize, "other person", "other people")
            )),
        }
        if let Some(needed) = self.needed(nearest) {
            summary.push_str(&format!(", but it needs {needed} too, to work"));
        }
        summary
    }
}

/// Where something is kept, in words; others than those that Steward knows as the tenant calls them.
pub(crate) fn source(word: &str) -> &str {
    match word {
        "scim" => "SCIM",
        "direct" => "Made here",
        "file" => "File",
        other => other.strip_prefix("idp:").unwrap_or(other),
    }
}

/// `2026-11-22 at 11:20 UTC`.
pub(crate) fn moment(at: Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::UTC).strftime("%Y-%m-%d at %H:%M UTC").to_string()
}

/// `A and B`; `A, B and 3 more objects`.
fn names(list: Vec<String>, one: &str, more: &str) -> String {
    let rest = list.len().saturating_sub(NAMES);
    match (list.as_slice(), rest) {
        ([], _) => format!("no {one}"),
        ([a], _) => a.clone(),
        ([a, b], _) => format!("{a} and {b}"),
        ([a, b, ..], rest) => {
            format!("{a}, {b} and {}", many(rest, &format!("more {one}"), &format!("more {more}")))
        }
    }
}
