//! A table with one edge a row: this person is in that group, has that role, holds that permission.

use super::MAX_ROWS;
use super::cells::{active, moment, until};
use super::csv::{Table, too_many};
use super::log::{Log, shown};
use super::mapping::Field;
use super::pairs::unfit;
use super::rows::Row;
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
use steward_model::{
    ActivityDoc, AssignmentDoc, GrantDoc, GroupDoc, MembershipDoc, ObjectDoc, PermissionDoc, PersonDoc,
    RoleDoc, SnapshotBuilder, Source,
};

/// What was seen so far, so that each thing and each edge is added once.
#[derive(Default)]
pub(super) struct Seen {
    people: HashMap<String, usize>,
    list: Vec<(PersonDoc, u32)>,
    groups: HashSet<String>,
    roles: HashSet<String>,
    permissions: HashSet<String>,
    objects: HashSet<String>,
    edges: HashSet<String>,
    last_used: bool,
}

/// What a row names.
#[derive(Default)]
struct Edge<'r> {
    person: Option<&'r str>,
    group: Option<&'r str>,
    role: Option<&'r str>,
    permission: Option<&'r str>,
    object: Option<&'r str>,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
    last_used: Option<Timestamp>,
}

/// Reads all rows; returns how many said something.
pub(super) fn read(log: &mut Log, table: &mut Table<'_>, builder: &mut SnapshotBuilder) -> usize {
    let mut seen = Seen { last_used: table.column(Field::LastUsed).is_some(), ..Seen::default() };
    let mut used = 0;
    while let Some(row) = table.next(log) {
        if used >= MAX_ROWS {
            too_many(log, &row);
            break;
        }
        if let Some(edge) = edge(log, table, &row) {
            seen.person_of(log, table, &row, edge.person);
            seen.add(builder, &edge, row.line);
            used += 1;
        }
    }
    if seen.last_used {
        builder.reports_activity();
    }
    seen.finish(builder);
    used
}

/// What a row says, or a problem.
fn edge<'r>(log: &mut Log, table: &Table<'_>, row: &'r Row) -> Option<Edge<'r>> {
    let mut edge = Edge::default();
    for (field, place) in [
        (Field::Person, &mut edge.person),
        (Field::Group, &mut edge.group),
        (Field::Role, &mut edge.role),
        (Field::Permission, &mut edge.permission),
        (Field::Object, &mut edge.object),
    ] {
        let mut column = table.column(field);
        if field == Field::Person && column.is_none() {
            column = table.column(Field::Email);
        }
        let Some(column) = column else { continue };
        let value = super::cells::bare(row.get(column));
        if let Some((message, hint)) = unfit(value) {
            table.leave_out(log, row, column, "bad-value", message, hint);
            return None;
        }
        *place = (!value.is_empty()).then_some(value);
    }
    for (field, place) in [
        (Field::Since, &mut edge.since),
        (Field::Until, &mut edge.until),
        (Field::LastUsed, &mut edge.last_used),
    ] {
        let (Some(column), Some(value)) = (table.column(field), table.value(row, field)) else { continue };
        if field == Field::LastUsed && matches!(value.to_lowercase().as_str(), "never" | "-") {
            continue;
        }
        let time = if field == Field::Until { until(value) } else { moment(value, false).map(Some) };
        match time {
            Ok(time) => *place = time,
            Err(hint) => {
                let message = format!("`{}` is not a time", shown(value));
                if field == Field::LastUsed {
                    table.warn(
                        log,
                        row,
                        column,
                        "bad-time",
                        message,
                        &format!("{hint}; the use was left out"),
                    );
                } else {
                    table.leave_out(
                        log,
                        row,
                        column,
                        "bad-time",
                        message,
                        &format!("{hint}; the row was left out"),
                    );
                    return None;
                }
            }
        }
    }
    if let (Some(since), Some(until)) = (edge.since, edge.until)
        && until <= since
    {
        let column = table.column(Field::Until).unwrap_or(0);
        let message = format!("it ends at `{until}`, which is not after its begin `{since}`");
        table.leave_out(
            log,
            row,
            column,
            "empty-window",
            message,
            "swap or correct the two; the row was left out",
        );
        return None;
    }
    named(log, table, row, &edge).then_some(edge)
}

/// Whether a row names enough to mean something.
fn named(log: &mut Log, table: &Table<'_>, row: &Row, edge: &Edge<'_>) -> bool {
    let holders = [edge.person, edge.group, edge.role].iter().flatten().count();
    let column = |field: Field| table.column(field).or_else(|| table.column(Field::Email)).unwrap_or(0);
    if holders == 0 {
        let what = edge.permission.map_or_else(String::new, |x| format!(" `{}`", shown(x)));
        let message = format!("the row does not say who has{what}");
        let hint = "fill in the person, group or role; the row was left out";
        let first = [Field::Person, Field::Group, Field::Role].into_iter().find_map(|x| table.column(x));
        let at = first.unwrap_or_else(|| column(Field::Person));
        table.leave_out(log, row, at, "no-holder", message, hint);
        return false;
    }
    let only_permission_is_mapped =
        table.column(Field::Group).is_none() && table.column(Field::Role).is_none();
    if edge.permission.is_none() && only_permission_is_mapped {
        let message = format!("the permission is missing after `{}`", shown(edge.person.unwrap_or_default()));
        let hint = "fill in the permission; the row was left out";
        table.leave_out(log, row, column(Field::Permission), "no-value", message, hint);
        return false;
    }
    if edge.object.is_some() && edge.permission.is_none() {
        let message =
            format!("object `{}` is named without a permission", shown(edge.object.unwrap_or_default()));
        let hint = "fill in the permission, or empty the object; the object was left out";
        table.warn(log, row, column(Field::Object), "object-alone", message, hint);
    }
    true
}

impl Seen {
    /// Remembers a person with what the row says about them; the first that is said counts.
    pub fn person_of(&mut self, log: &mut Log, table: &Table<'_>, row: &Row, id: Option<&str>) {
        let Some(id) = id else { return };
        let at = *self.people.entry(id.to_owned()).or_insert_with(|| {
            self.list.push((PersonDoc { id: id.to_owned(), active: true, ..PersonDoc::default() }, row.line));
            self.list.len() - 1
        });
        let Some((person, first)) = self.list.get_mut(at) else { return };
        let first_row = *first == row.line;
        for (field, place) in [
            (Field::PersonName, &mut person.display_name),
            (Field::Email, &mut person.email),
            (Field::Department, &mut person.department),
            (Field::Title, &mut person.title),
        ] {
            let (Some(column), Some(value)) = (table.column(field), table.value(row, field)) else {
                continue;
            };
            match place {
                None => *place = Some(value.to_owned()),
                Some(before) if before != value => {
                    let message = format!(
                        "`{}` has {} `{}` here and `{}` before",
                        shown(id),
                        shown(table.name(column)),
                        shown(value),
                        shown(before)
                    );
                    table.warn(
                        log,
                        row,
                        column,
                        "conflict",
                        message,
                        "make the rows agree; the first was kept",
                    );
                }
                Some(_) => {}
            }
        }
        let (Some(column), Some(value)) = (table.column(Field::Active), table.value(row, Field::Active))
        else {
            return;
        };
        match active(value) {
            Some(now) if first_row => person.active = now,
            Some(now) if now != person.active => {
                let message = format!("`{}` is both active and not active", shown(id));
                table.warn(log, row, column, "conflict", message, "make the rows agree; the first was kept");
            }
            Some(_) => {}
            None => {
                let message = format!("`{}` does not say whether the account is active", shown(value));
                table.warn(log, row, column, "bad-flag", message, "write yes or no; it was taken as active");
            }
        }
    }

    /// Adds what a row says. Nobody gets anything that their own rows do not say, except through a role: a role
    /// has every permission that stands beside it in any row.
    fn add(&mut self, builder: &mut SnapshotBuilder, edge: &Edge<'_>, line: u32) {
        let Edge { person, group, role, permission, object, since, until, last_used } = *edge;
        let owned = |x: Option<&str>| x.map(str::to_owned);
        let source = Source("file".to_owned());
        if let Some(id) = group
            && self.groups.insert(id.to_owned())
        {
            builder.group(GroupDoc { id: id.to_owned(), display_name: None, source: source.clone() }, line);
        }
        if let Some(id) = role
            && self.roles.insert(id.to_owned())
        {
            builder.role(RoleDoc { id: id.to_owned(), ..RoleDoc::default() }, line);
        }
        self.permission(builder, permission, line);
        if let (Some(id), Some(_)) = (object, permission)
            && self.objects.insert(id.to_owned())
        {
            let kind = "object".to_owned();
            builder.object(ObjectDoc { id: id.to_owned(), kind, display_name: None, owner: None }, line);
        }
        // the times belong to the last thing that the row gives to its person or group
        let window = |mine: bool| if mine { (since, until) } else { (None, None) };
        if let (Some(person), Some(group)) = (person, group) {
            let (since, until) = window(role.is_none() && permission.is_none());
            if self.is_new(&["m", person, group], since, until) {
                let (person, group, source) = (Some(person.to_owned()), group.to_owned(), source.clone());
                builder.membership(MembershipDoc { group, person, member: None, since, until, source }, line);
            }
        }
        if let (Some(role), Some(holder)) = (role, person.or(group)) {
            let (since, until) = window(true);
            if self.is_new(&["a", holder, role, if person.is_some() { "p" } else { "g" }], since, until) {
                let to = if person.is_some() { (owned(person), None) } else { (None, owned(group)) };
                let source = source.clone();
                let role = role.to_owned();
                builder.assignment(
                    AssignmentDoc { role, person: to.0, group: to.1, since, until, source },
                    line,
                );
            }
        }
        if let Some(permission) = permission {
            let to = match (role, person, group) {
                (Some(_), ..) => (owned(role), None, None),
                (None, Some(_), _) => (None, None, owned(person)),
                (None, None, _) => (None, owned(group), None),
            };
            let (since, until) = window(role.is_none() || (person.is_none() && group.is_none()));
            let holder = role.or(person).or(group).unwrap_or_default();
            let kind = if role.is_some() {
                "r"
            } else if person.is_some() {
                "p"
            } else {
                "g"
            };
            if self.is_new(&["g", holder, kind, permission, object.unwrap_or_default()], since, until) {
                let objects = object.map(|x| vec![x.to_owned()]);
                let (role, group, person) = to;
                let permission = permission.to_owned();
                let grant =
                    GrantDoc { permission, role, group, person, objects, deny: false, since, until, source };
                builder.grant(grant, line);
            }
            if let (Some(person), Some(last_used)) = (person, last_used) {
                let (person, permission) = (person.to_owned(), permission.to_owned());
                builder.activity(ActivityDoc { person, permission, last_used }, line);
            }
        }
    }

    /// Adds a permission once.
    pub fn permission(&mut self, builder: &mut SnapshotBuilder, id: Option<&str>, line: u32) {
        if let Some(id) = id
            && self.permissions.insert(id.to_owned())
        {
            builder.permission(PermissionDoc { id: id.to_owned(), display_name: None }, line);
        }
    }

    fn is_new(&mut self, parts: &[&str], since: Option<Timestamp>, until: Option<Timestamp>) -> bool {
        let mut key = parts.join("\u{1}");
        if since.is_some() || until.is_some() {
            key.push_str(&format!("\u{1}{since:?}{until:?}"));
        }
        self.edges.insert(key)
    }

    /// Hands over the people.
    pub fn finish(self, builder: &mut SnapshotBuilder) {
        self.list.into_iter().for_each(|(person, line)| builder.person(person, line));
    }
}
