//! Steward JSON: a tenant as a file that people and programs can write. Also the canonical form of a snapshot.

use crate::snapshot::{
    Assignee, Effect, Environment, Holder, Member, Scope, Snapshot, Source, TenantInfo, Window,
};
use crate::{ObjectIx, PersonIx, Problem, SnapshotBuilder};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// Why a text is not a tenant document at all. What is wrong inside one is a list of [`Problem`]s.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The text is not JSON of the right shape; line and column are in the source error.
    #[error("not a Steward JSON document")]
    Json(#[from] serde_json::Error),
    /// The document is of a later format than this program knows.
    #[error("the document is format {found}, this program reads format 1")]
    Format {
        /// What the document says.
        found: u32,
    },
}

fn is_false(value: &bool) -> bool {
    !*value
}
fn is_true(value: &bool) -> bool {
    *value
}
fn yes() -> bool {
    true
}
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A begin: a moment, or a day in UTC.
fn since<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    moment(deserializer, 0)
}
/// An end: a moment, or a day in UTC that still counts.
fn until<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    moment(deserializer, 1)
}
fn moment<'de, D: Deserializer<'de>>(deserializer: D, days: i64) -> Result<Option<Timestamp>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    let day = if text.len() == 10 { text.parse::<Date>().ok() } else { None };
    let moment = match day {
        Some(day) => {
            (day.checked_add(days.days())).and_then(|day| day.to_zoned(TimeZone::UTC)).map(|x| x.timestamp())
        }
        None => text.parse(),
    };
    moment.map(Some).map_err(D::Error::custom)
}

macro_rules! documents {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $ty:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty,)* }
    )*};
}

documents! {
    /// Which tenant.
    TenantDoc {
        /// Name of the tenant.
        name: String,
        /// `live`, `sandbox` or `practice`.
        #[serde(default)]
        environment: Environment,
        /// Id of the product pack.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        product: Option<String>,
    }
    /// Somebody in the tenant.
    PersonDoc {
        /// Stable id.
        id: String,
        /// Login name; the id when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user_name: Option<String>,
        /// Name for people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        display_name: Option<String>,
        /// Primary e-mail address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        email: Option<String>,
        /// Job title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// Department.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<String>,
        /// Id of the manager.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        manager: Option<String>,
        /// `false` for a deactivated account.
        #[serde(default = "yes", skip_serializing_if = "is_true")]
        active: bool,
        /// Whether a second factor is enrolled; leave out when unknown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mfa: Option<bool>,
        /// Last successful sign-in (RFC 3339).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<String>")]
        last_sign_in: Option<Timestamp>,
        /// When the account was made (RFC 3339).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<String>")]
        created: Option<Timestamp>,
    }
    /// A set of people and groups.
    GroupDoc {
        /// Stable id.
        id: String,
        /// Name for people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        display_name: Option<String>,
        /// Where it is kept, such as `scim`.
        #[serde(default, skip_serializing_if = "is_default")]
        source: Source,
    }
    /// A named set of grants.
    RoleDoc {
        /// Stable id.
        id: String,
        /// Name for people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        display_name: Option<String>,
        /// What it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
        /// Id of the pack's preset that it was made from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        preset: Option<String>,
    }
    /// Something that may be done.
    PermissionDoc {
        /// Stable id.
        id: String,
        /// Name as in the product.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        display_name: Option<String>,
    }
    /// A thing that a permission can be limited to.
    ObjectDoc {
        /// Stable id.
        id: String,
        /// Id of its type.
        #[serde(rename = "type")]
        kind: String,
        /// Name for people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        display_name: Option<String>,
        /// Id of the person who created it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<String>,
    }
    /// Bought seats of one kind, and who holds one.
    LicenceDoc {
        /// Stable id.
        id: String,
        /// Name for people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        display_name: Option<String>,
        /// Seats bought.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seats: Option<u32>,
        /// Ids of the people who hold one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<String>,
    }
    /// Who is in a group: exactly one of `person` and `member`.
    MembershipDoc {
        /// Id of the group.
        group: String,
        /// Id of the person who is in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
        /// Id of the group that is nested in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        member: Option<String>,
        /// First moment at which it holds (RFC 3339).
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "since")]
        #[schemars(with = "Option<String>")]
        since: Option<Timestamp>,
        /// First moment at which it no longer holds (RFC 3339).
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "until")]
        #[schemars(with = "Option<String>")]
        until: Option<Timestamp>,
        /// Who put it there.
        #[serde(default, skip_serializing_if = "is_default")]
        source: Source,
    }
    /// A role that contains another.
    InclusionDoc {
        /// Id of the containing role.
        role: String,
        /// Id of the contained role.
        includes: String,
    }
    /// A role given to a person or a group: exactly one of `person` and `group`.
    AssignmentDoc {
        /// Id of the role.
        role: String,
        /// Id of the person who has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
        /// Id of the group that has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        /// First moment at which it holds (RFC 3339).
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "since")]
        #[schemars(with = "Option<String>")]
        since: Option<Timestamp>,
        /// First moment at which it no longer holds (RFC 3339).
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "until")]
        #[schemars(with = "Option<String>")]
        until: Option<Timestamp>,
        /// Who put it there.
        #[serde(default, skip_serializing_if = "is_default")]
        source: Source,
    }
    /// A permission given to exactly one of `role`, `group` and `person`.
    GrantDoc {
        /// Id of the permission.
        permission: String,
        /// Id of the role that has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<String>,
        /// Id of the group that has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        /// Id of the person who has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
        /// Ids of the objects it is limited to; leave out for everything.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        objects: Option<Vec<String>>,
        /// `true` takes the permission, whatever else gives it.
        #[serde(default, skip_serializing_if = "is_false")]
        deny: bool,
        /// First moment at which it holds (RFC 3339).
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "since")]
        #[schemars(with = "Option<String>")]
        since: Option<Timestamp>,
        /// First moment at which it no longer holds (RFC 3339).
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "until")]
        #[schemars(with = "Option<String>")]
        until: Option<Timestamp>,
        /// Who put it there.
        #[serde(default, skip_serializing_if = "is_default")]
        source: Source,
    }
    /// The last use of a permission by a person.
    ActivityDoc {
        /// Id of the person.
        person: String,
        /// Id of the permission.
        permission: String,
        /// When last (RFC 3339).
        #[schemars(with = "String")]
        last_used: Timestamp,
    }
    /// A tenant as a file. Format 1.
    TenantDocument {
        /// Format of the document: 1.
        steward: u32,
        /// Which tenant.
        tenant: TenantDoc,
        /// People.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<PersonDoc>,
        /// Groups.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        groups: Vec<GroupDoc>,
        /// Roles.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        roles: Vec<RoleDoc>,
        /// Permissions. One that only appears in a grant need not be listed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        permissions: Vec<PermissionDoc>,
        /// Objects.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        objects: Vec<ObjectDoc>,
        /// Licences.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        licences: Vec<LicenceDoc>,
        /// Who is in which group.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        memberships: Vec<MembershipDoc>,
        /// Which role contains which.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        inclusions: Vec<InclusionDoc>,
        /// Who has which role.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        assignments: Vec<AssignmentDoc>,
        /// What is granted to whom.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        grants: Vec<GrantDoc>,
        /// Last uses; leave out when the tenant does not report use.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        activity: Option<Vec<ActivityDoc>>,
        /// Current value of settings, by id.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        settings: BTreeMap<String, serde_json::Value>,
    }
}

impl TenantDocument {
    /// Format that this program reads and writes.
    pub const FORMAT: u32 = 1;

    /// Reads a whole document at once. Readers for people's files go item by item instead, to save what can be
    /// saved; this is for bytes that Steward wrote itself.
    ///
    /// # Errors
    /// When the bytes are not such a document, or of a later format.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, DocumentError> {
        let document: Self = serde_json::from_slice(bytes)?;
        if document.steward != Self::FORMAT {
            return Err(DocumentError::Format { found: document.steward });
        }
        Ok(document)
    }

    /// The snapshot of this document, and what had to be left out.
    #[must_use]
    pub fn into_snapshot(self) -> (Snapshot, Vec<Problem>) {
        let Self {
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
        } = self;
        let mut builder = SnapshotBuilder::new(TenantInfo {
            name: tenant.name,
            environment: tenant.environment,
            product: tenant.product,
        });
        people.into_iter().for_each(|x| builder.person(x, 0));
        groups.into_iter().for_each(|x| builder.group(x, 0));
        roles.into_iter().for_each(|x| builder.role(x, 0));
        permissions.into_iter().for_each(|x| builder.permission(x, 0));
        objects.into_iter().for_each(|x| builder.object(x, 0));
        licences.into_iter().for_each(|x| builder.licence(x, 0));
        memberships.into_iter().for_each(|x| builder.membership(x, 0));
        inclusions.into_iter().for_each(|x| builder.inclusion(x, 0));
        assignments.into_iter().for_each(|x| builder.assignment(x, 0));
        grants.into_iter().for_each(|x| builder.grant(x, 0));
        if let Some(activity) = activity {
            builder.reports_activity();
            activity.into_iter().for_each(|x| builder.activity(x, 0));
        }
        for (id, value) in settings {
            builder.setting(id, value);
        }
        builder.finish()
    }
}

impl From<&Snapshot> for TenantDocument {
    fn from(snapshot: &Snapshot) -> Self {
        let person_id = |at: PersonIx| snapshot.person(at).map(|x| x.id.clone()).unwrap_or_default();
        let group_id = |at| snapshot.group(at).map(|x| x.id.clone()).unwrap_or_default();
        let role_id = |at| snapshot.role(at).map(|x| x.id.clone()).unwrap_or_default();
        let permission_id = |at| snapshot.permission(at).map(|x| x.id.clone()).unwrap_or_default();
        let object_id = |at: ObjectIx| snapshot.object(at).map(|x| x.id.clone()).unwrap_or_default();
        let named = |id: &str, name: &str| (name != id).then(|| name.to_owned());
        let split = |window: Window| (window.since, window.until);
        let mut held: Vec<Vec<String>> = vec![Vec::new(); snapshot.licences.len()];
        for seat in &snapshot.seats {
            if let Some(list) = held.get_mut(seat.licence.index()) {
                list.push(person_id(seat.person));
            }
        }
        Self {
            steward: Self::FORMAT,
            tenant: TenantDoc {
                name: snapshot.tenant.name.clone(),
                environment: snapshot.tenant.environment,
                product: snapshot.tenant.product.clone(),
            },
            people: (snapshot.people.iter())
                .map(|p| PersonDoc {
                    id: p.id.clone(),
                    user_name: named(&p.id, &p.user_name),
                    display_name: named(&p.user_name, &p.name),
                    email: p.email.clone(),
                    title: p.title.clone(),
                    department: p.department.clone(),
                    manager: p.manager.clone(),
                    active: p.active,
                    mfa: p.mfa,
                    last_sign_in: p.last_sign_in,
                    created: p.created,
                })
                .collect(),
            groups: (snapshot.groups.iter())
                .map(|g| GroupDoc {
                    id: g.id.clone(),
                    display_name: named(&g.id, &g.name),
                    source: g.source.clone(),
                })
                .collect(),
            roles: (snapshot.roles.iter())
                .map(|r| RoleDoc {
                    id: r.id.clone(),
                    display_name: named(&r.id, &r.name),
                    description: r.description.clone(),
                    preset: r.preset.clone(),
                })
                .collect(),
            permissions: (snapshot.permissions.iter())
                .map(|p| PermissionDoc { id: p.id.clone(), display_name: named(&p.id, &p.name) })
                .collect(),
            objects: (snapshot.objects.iter())
                .map(|o| ObjectDoc {
                    id: o.id.clone(),
                    kind: o.kind.clone(),
                    display_name: named(&o.id, &o.name),
                    owner: o.owner.map(person_id),
                })
                .collect(),
            licences: (snapshot.licences.iter().zip(held))
                .map(|(l, people)| LicenceDoc {
                    id: l.id.clone(),
                    display_name: named(&l.id, &l.name),
                    seats: l.seats,
                    people,
                })
                .collect(),
            memberships: (snapshot.memberships.iter())
                .map(|m| {
                    let (since, until) = split(m.window);
                    let (person, member) = match m.member {
                        Member::Person(p) => (Some(person_id(p)), None),
                        Member::Group(g) => (None, Some(group_id(g))),
                    };
                    let source = m.source.clone();
                    MembershipDoc { group: group_id(m.group), person, member, since, until, source }
                })
                .collect(),
            inclusions: (snapshot.inclusions.iter())
                .map(|i| InclusionDoc { role: role_id(i.role), includes: role_id(i.includes) })
                .collect(),
            assignments: (snapshot.assignments.iter())
                .map(|a| {
                    let (since, until) = split(a.window);
                    let (person, group) = match a.to {
                        Assignee::Person(p) => (Some(person_id(p)), None),
                        Assignee::Group(g) => (None, Some(group_id(g))),
                    };
                    AssignmentDoc {
                        role: role_id(a.role),
                        person,
                        group,
                        since,
                        until,
                        source: a.source.clone(),
                    }
                })
                .collect(),
            grants: (snapshot.grants.iter())
                .map(|g| {
                    let (since, until) = split(g.window);
                    let (role, group, person) = match g.to {
                        Holder::Role(r) => (Some(role_id(r)), None, None),
                        Holder::Group(x) => (None, Some(group_id(x)), None),
                        Holder::Person(p) => (None, None, Some(person_id(p))),
                    };
                    let objects = match &g.scope {
                        Scope::Everything => None,
                        Scope::Objects(list) => Some(list.iter().map(|o| object_id(*o)).collect()),
                    };
                    let deny = g.effect == Effect::Deny;
                    let source = g.source.clone();
                    let permission = permission_id(g.permission);
                    GrantDoc { permission, role, group, person, objects, deny, since, until, source }
                })
                .collect(),
            activity: snapshot.activity.as_ref().map(|list| {
                (list.iter())
                    .map(|a| ActivityDoc {
                        person: person_id(a.person),
                        permission: permission_id(a.permission),
                        last_used: a.last_used,
                    })
                    .collect()
            }),
            settings: snapshot.settings.clone(),
        }
    }
}
