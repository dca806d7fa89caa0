//! The same tenant as Cedar policies, entities and schema.
//!
//! - Types: `Person`, `Group`, `Role`, `Object`, `Tenant`. Who is in what is the entity hierarchy; what is granted is
//!   a policy a holder, effect and scope; each permission is an action.
//! - A deactivated person is forbidden everything, a deny is a `forbid`, and an owner is permitted by a condition.
//! - The files say what holds as of a moment: edges that do not hold then are not in them.
//! - Cedar knows no cycles: a member of one is made a member of all of it.
//! - The question "in the tenant as a whole" is asked about the `Tenant` entity, which scoped grants do not match.
//!
//! Names and addresses of people are left out; ids are not.

use crate::Access;
use crate::bits;
use crate::graph::{Lens, parts_seen, unmarked};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use steward_model::{Effect, ObjectIx, PermissionIx};

/// A tenant in Cedar's words. The three belong together and validate strictly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CedarFiles {
    /// Policies, in Cedar's syntax.
    pub policies: String,
    /// Entities, as JSON.
    pub entities: String,
    /// Schema, in Cedar's syntax.
    pub schema: String,
}

/// The tenant as of a moment.
#[must_use]
pub fn export(access: &Access, at: Timestamp) -> CedarFiles {
    let lens = Lens::at(at);
    CedarFiles { policies: policies(access, lens), entities: entities(access, lens), schema: schema(access) }
}

/// How Cedar calls a person: `Person::"ada"`.
#[must_use]
pub fn person(id: &str) -> String {
    uid("Person", id)
}

/// How Cedar calls a permission: `Action::"agents.query"`.
#[must_use]
pub fn action(id: &str) -> String {
    uid("Action", id)
}

/// How Cedar calls an object: `Object::"datastore-1"`.
#[must_use]
pub fn object(id: &str) -> String {
    uid("Object", id)
}

/// How Cedar calls the tenant as a whole.
#[must_use]
pub fn tenant(access: &Access) -> String {
    uid("Tenant", &access.snapshot.tenant.name)
}

fn uid(kind: &str, id: &str) -> String {
    format!("{kind}::{}", quoted(id))
}

/// A Cedar string. Cedar's escapes are Rust's.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.escape_debug())
}

fn schema(access: &Access) -> String {
    let mut text = String::from(
        "entity Tenant;\n\
         entity Role in [Role];\n\
         entity Group in [Group, Role];\n\
         entity Person in [Group, Role] = { \"active\": Bool };\n\
         entity Object = { \"type\": String, \"owner\"?: Person };\n",
    );
    for permission in &access.snapshot.permissions {
        let name = quoted(&permission.id);
        let _ =
            writeln!(text, "action {name} appliesTo {{ principal: [Person], resource: [Tenant, Object] }};");
    }
    text
}

fn policies(access: &Access, lens: Lens) -> String {
    let snapshot = &access.snapshot;
    let mut text = String::from(
        "@id(\"inactive\")\nforbid (principal is Person, action, resource) unless { principal.active };\n",
    );
    // one policy a holder, effect and scope
    let mut found: BTreeMap<(u32, Effect, &[ObjectIx]), BTreeSet<PermissionIx>> = BTreeMap::new();
    let people = access.first_person() + u32::try_from(snapshot.people.len()).unwrap_or(u32::MAX);
    for node in 0..people {
        for at in access.grants.of(node).filter(|at| access.grant_passes(*at, lens)) {
            if let Some(grant) = snapshot.grants.get(at) {
                found
                    .entry((node, grant.effect, access.grant_objects(at)))
                    .or_default()
                    .insert(grant.permission);
            }
        }
    }
    for (((node, effect, objects), permissions), number) in found.into_iter().zip(1usize..) {
        let (word, name) = match effect {
            Effect::Permit => ("permit", "grant"),
            Effect::Deny => ("forbid", "deny"),
        };
        let holder = uid_of(access, node);
        let principal = if node < access.first_person() {
            format!("principal in {holder}")
        } else {
            format!("principal == {holder}")
        };
        let _ = writeln!(text, "\n@id(\"{name}-{number}\")\n{word} (");
        let _ = writeln!(text, "    {principal},");
        let _ = writeln!(text, "    action in [{}],", actions(access, permissions));
        if objects.is_empty() {
            text.push_str("    resource\n);\n");
        } else {
            let list: Vec<String> =
                objects.iter().filter_map(|at| snapshot.object(*at)).map(|x| object(&x.id)).collect();
            let _ = writeln!(text, "    resource is Object\n) when {{ resource in [{}] }};", list.join(", "));
        }
    }
    for (kind, row) in access.owners.types.iter().zip(0u32..) {
        let permissions: BTreeSet<PermissionIx> =
            bits::ones(access.owners.rows.row(row)).map(PermissionIx).collect();
        if permissions.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n@id(\"owner-{}\")\npermit (\n    principal is Person,", row + 1);
        let _ = writeln!(text, "    action in [{}],\n    resource is Object", actions(access, permissions));
        let _ = writeln!(
            text,
            ") when {{ resource.type == {} && resource has owner && resource.owner == principal }};",
            quoted(kind)
        );
    }
    text
}

fn actions(access: &Access, permissions: BTreeSet<PermissionIx>) -> String {
    let names = permissions.into_iter().filter_map(|x| access.snapshot.permission(x)).map(|x| action(&x.id));
    names.collect::<Vec<_>>().join(", ")
}

/// Type and id of a node.
fn name_of(access: &Access, node: u32) -> (&'static str, &str) {
    let snapshot = &access.snapshot;
    match access.station(node) {
        crate::Station::Role(at) => ("Role", snapshot.role(at).map_or("", |x| &x.id)),
        crate::Station::Group(at) => ("Group", snapshot.group(at).map_or("", |x| &x.id)),
        crate::Station::Person(at) => ("Person", snapshot.person(at).map_or("", |x| &x.id)),
        crate::Station::Permission(_) | crate::Station::Object(_) => ("", ""),
    }
}

fn uid_of(access: &Access, node: u32) -> String {
    let (kind, id) = name_of(access, node);
    uid(kind, id)
}

fn reference(access: &Access, node: u32) -> Value {
    let (kind, id) = name_of(access, node);
    json!({ "type": kind, "id": id })
}

fn entities(access: &Access, lens: Lens) -> String {
    let snapshot = &access.snapshot;
    // the cycles that there are as of this moment: part of each upper node, members of each part
    let passes = |(target, number): (u32, u32)| access.edge_passes(target, number, lens);
    let parts = parts_seen(&access.graph, access.first_person(), passes);
    let mut part_of = vec![0usize; access.first_person() as usize];
    for (part, at) in parts.iter().zip(0usize..) {
        for node in part {
            if let Some(slot) = part_of.get_mut(*node as usize) {
                *slot = at;
            }
        }
    }
    let part = |node: u32| part_of.get(node as usize).copied();

    let mut list =
        vec![json!({ "uid": { "type": "Tenant", "id": snapshot.tenant.name }, "attrs": {}, "parents": [] })];
    let people = access.first_person() + u32::try_from(snapshot.people.len()).unwrap_or(u32::MAX);
    for node in 0..people {
        let own = part(node);
        // what any member of the node's cycle leads to, all members of the cycles it leads to
        let members = own.and_then(|at| parts.get(at)).cloned().unwrap_or_else(|| vec![node]);
        let mut parents: BTreeSet<u32> = BTreeSet::new();
        for member in members {
            for (target, _) in access.graph.edges(member).filter(|edge| passes(*edge)) {
                let to = part(unmarked(target));
                if to != own {
                    parents.extend(to.and_then(|at| parts.get(at)).into_iter().flatten());
                }
            }
        }
        let parents: Vec<Value> = parents.into_iter().map(|node| reference(access, node)).collect();
        let attrs = match access.person_at(node) {
            Some(at) => json!({ "active": snapshot.person(at).is_some_and(|person| person.active) }),
            None => json!({}),
        };
        list.push(json!({ "uid": reference(access, node), "attrs": attrs, "parents": parents }));
    }
    for found in &snapshot.objects {
        let mut attrs = json!({ "type": found.kind });
        if let (Some(owner), Some(attrs)) =
            (found.owner.and_then(|at| snapshot.person(at)), attrs.as_object_mut())
        {
            attrs.insert("owner".into(), json!({ "__entity": { "type": "Person", "id": owner.id } }));
        }
        list.push(json!({ "uid": { "type": "Object", "id": found.id }, "attrs": attrs, "parents": [] }));
    }
    let mut text = String::from("[\n");
    for (entity, at) in list.iter().zip(1usize..) {
        let _ = writeln!(text, "  {entity}{}", if at < list.len() { "," } else { "" });
    }
    text.push_str("]\n");
    text
}
