//! A small clean tenant that tests spoil in one way each.

use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use steward_access::Access;
use steward_access::checks::{CheckInput, CheckOutcome, run_all};
use steward_model::{
    ActivityDoc, AssignmentDoc, Catalogue, Category, CheckTuning, Consequence, Finding, GrantDoc, GroupDoc,
    InclusionDoc, LicenceDoc, MembershipDoc, ObjectDoc, ObjectType, PermissionDef, PersonDoc, PresetRole,
    RoleDoc, Severity, SodRule, TenantDoc, TenantDocument,
};

pub const ROLES: [(&str, &str, &[&str]); 6] = [
    ("user-administrator", "User Administrator", &["users.view", "users.roles", "settings.edit"]),
    ("user-operator", "User Operator", &["users.view", "users.invite"]),
    ("data-analyst", "Data Analyst", &["datastores.read", "agents.query", "audit.read"]),
    ("data-steward", "Data Steward", &["datastores.read", "data.export", "data.export.api", "data.delete"]),
    ("billing-clerk", "Billing Clerk", &["billing.view", "billing.edit"]),
    ("billing-approver", "Billing Approver", &["billing.view", "billing.approve"]),
];

const PEOPLE: [(&str, &str, &str); 13] = [
    ("ada", "Ada Lovelace", "user-administrator"),
    ("bob", "Bob Kahn", "user-administrator"),
    ("cyd", "Cyd Moreno", "user-operator"),
    ("dan", "Dan Okafor", "user-operator"),
    ("eve", "Eve Tanaka", "data-analyst"),
    ("fay", "Fay Lindqvist", "data-analyst"),
    ("gus", "Gus Haddad", "data-analyst"),
    ("hal", "Hal Novak", "data-steward"),
    ("ida", "Ida Brandt", "data-steward"),
    ("jon", "Jon Petrov", "billing-clerk"),
    ("kim", "Kim Duarte", "billing-clerk"),
    ("leo", "Leo Fontaine", "billing-approver"),
    ("mia", "Mia Rossi", "billing-approver"),
];

const PERMISSIONS: [(&str, &str, &str, Consequence); 13] = [
    ("users.view", "View users", "users", Consequence::View),
    ("users.invite", "Invite users", "users", Consequence::Correct),
    ("users.roles", "Assign roles", "users", Consequence::Policy),
    ("settings.edit", "Edit settings", "configuration", Consequence::Policy),
    ("audit.read", "Read audit log", "configuration", Consequence::Diagnose),
    ("billing.view", "View invoices", "configuration", Consequence::View),
    ("billing.edit", "Correct invoices", "configuration", Consequence::Correct),
    ("billing.approve", "Approve refunds", "configuration", Consequence::Override),
    ("datastores.read", "Read datastores", "data", Consequence::View),
    ("agents.query", "Query agents", "data", Consequence::View),
    ("data.export", "Export data", "data", Consequence::Override),
    ("data.export.api", "Export data by API", "data", Consequence::Override),
    ("data.delete", "Delete data", "data", Consequence::Destructive),
];

/// The moment of all tests.
pub fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// So many days before.
pub fn ago(days: i64) -> Timestamp {
    now() - SignedDuration::from_hours(24 * days)
}

/// A tenant that can be spoiled.
#[derive(Clone, Default)]
pub struct Tenant {
    pub doc: TenantDocument,
    pub catalogue: Catalogue,
    pub baseline: Option<TenantDocument>,
}

impl Tenant {
    /// Nothing at all.
    pub fn empty() -> Self {
        let tenant = TenantDoc { name: "Northwind".into(), ..TenantDoc::default() };
        Self { doc: TenantDocument { steward: 1, tenant, ..TenantDocument::default() }, ..Self::default() }
    }

    /// Everything as it should be, with a baseline, use and licences reported: no check finds or skips anything.
    pub fn clean() -> Self {
        let mut t = Self::empty();
        t.catalogue = catalogue();
        for (id, name, grants) in ROLES {
            let preset = (id == "data-analyst").then(|| id.to_owned());
            t.doc.roles.push(RoleDoc {
                id: id.into(),
                display_name: Some(name.into()),
                preset,
                ..RoleDoc::default()
            });
            grants.iter().for_each(|x| t.grant(id, x));
            let group = format!("{id}s");
            t.doc.groups.push(GroupDoc { id: group.clone(), ..GroupDoc::default() });
            t.assign_group(id, &group);
        }
        for (id, name, ..) in PERMISSIONS {
            t.doc
                .permissions
                .push(steward_model::PermissionDoc { id: id.into(), display_name: Some(name.into()) });
        }
        t.doc.activity = Some(Vec::new());
        for (id, name, role) in PEOPLE {
            t.person(id, name);
            t.join(id, &format!("{role}s"));
            let (.., grants) = ROLES.iter().find(|(r, ..)| *r == role).unwrap();
            grants.iter().for_each(|x| t.used(id, x, 3));
        }
        t.doc.objects.push(ObjectDoc {
            id: "d1".into(),
            kind: "datastore".into(),
            display_name: Some("Orders".into()),
            owner: Some("eve".into()),
        });
        t.doc.licences.push(LicenceDoc {
            id: "full".into(),
            display_name: Some("Full".into()),
            seats: Some(20),
            people: PEOPLE.iter().map(|(id, ..)| (*id).to_owned()).collect(),
        });
        t.baseline = Some(t.doc.clone());
        t
    }

    pub fn person(&mut self, id: &str, name: &str) {
        self.doc.people.push(PersonDoc {
            id: id.into(),
            display_name: Some(name.into()),
            department: Some("Logistics".into()),
            active: true,
            mfa: Some(true),
            last_sign_in: Some(ago(1)),
            created: Some(ago(700)),
            ..PersonDoc::default()
        });
    }

    pub fn person_mut(&mut self, id: &str) -> &mut PersonDoc {
        self.doc.people.iter_mut().find(|p| p.id == id).unwrap()
    }

    pub fn role(&mut self, id: &str, name: &str, grants: &[&str]) {
        self.doc.roles.push(RoleDoc { id: id.into(), display_name: Some(name.into()), ..RoleDoc::default() });
        grants.iter().for_each(|x| self.grant(id, x));
    }

    /// A role with a group of people who use it, so that nothing else is wrong with it.
    pub fn used_role(&mut self, id: &str, name: &str, grants: &[&str], people: &[&str]) {
        self.role(id, name, grants);
        let group = format!("{id}-group");
        self.group(&group);
        self.assign_group(id, &group);
        for person in people {
            self.join(person, &group);
            grants.iter().for_each(|x| self.used(person, x, 2));
        }
    }

    pub fn group(&mut self, id: &str) {
        self.doc.groups.push(GroupDoc { id: id.into(), ..GroupDoc::default() });
    }

    pub fn grant(&mut self, role: &str, permission: &str) {
        self.doc.grants.push(GrantDoc {
            permission: permission.into(),
            role: Some(role.into()),
            ..GrantDoc::default()
        });
    }

    pub fn grant_person(&mut self, person: &str, permission: &str) {
        self.doc.grants.push(GrantDoc {
            permission: permission.into(),
            person: Some(person.into()),
            ..GrantDoc::default()
        });
    }

    pub fn grant_group(&mut self, group: &str, permission: &str) {
        self.doc.grants.push(GrantDoc {
            permission: permission.into(),
            group: Some(group.into()),
            ..GrantDoc::default()
        });
    }

    pub fn revoke(&mut self, role: &str, permission: &str) {
        self.doc.grants.retain(|g| g.role.as_deref() != Some(role) || g.permission != permission);
    }

    pub fn include(&mut self, role: &str, includes: &str) {
        self.doc.inclusions.push(InclusionDoc { role: role.into(), includes: includes.into() });
    }

    pub fn assign(&mut self, role: &str, person: &str) -> &mut AssignmentDoc {
        self.doc.assignments.push(AssignmentDoc {
            role: role.into(),
            person: Some(person.into()),
            ..AssignmentDoc::default()
        });
        self.doc.assignments.last_mut().unwrap()
    }

    pub fn assign_group(&mut self, role: &str, group: &str) {
        self.doc.assignments.push(AssignmentDoc {
            role: role.into(),
            group: Some(group.into()),
            ..AssignmentDoc::default()
        });
    }

    pub fn join(&mut self, person: &str, group: &str) {
        self.doc.memberships.push(MembershipDoc {
            group: group.into(),
            person: Some(person.into()),
            ..MembershipDoc::default()
        });
    }

    pub fn nest(&mut self, inner: &str, outer: &str) {
        self.doc.memberships.push(MembershipDoc {
            group: outer.into(),
            member: Some(inner.into()),
            ..MembershipDoc::default()
        });
    }

    pub fn leave(&mut self, person: &str, group: &str) {
        self.doc.memberships.retain(|m| m.person.as_deref() != Some(person) || m.group != group);
    }

    pub fn used(&mut self, person: &str, permission: &str, days: i64) {
        self.doc.activity.get_or_insert_default().push(ActivityDoc {
            person: person.into(),
            permission: permission.into(),
            last_used: ago(days),
        });
    }

    pub fn tune(&mut self, check: &str) -> &mut CheckTuning {
        self.catalogue.checks.entry(check.into()).or_default()
    }

    pub fn number(&mut self, check: &str, name: &str, value: f64) {
        self.tune(check).numbers.insert(name.into(), value);
    }

    /// Everything the checks say.
    pub fn run(&self) -> Vec<CheckOutcome> {
        let catalogue = Arc::new(self.catalogue.clone());
        let compile = |doc: &TenantDocument| {
            let (snapshot, problems) = doc.clone().into_snapshot();
            assert!(problems.is_empty(), "{problems:?}");
            Access::compile(Arc::new(snapshot), catalogue.clone())
        };
        let (access, baseline) = (compile(&self.doc), self.baseline.as_ref().map(compile));
        run_all(&CheckInput { access: &access, at: now(), baseline: baseline.as_ref() })
    }

    pub fn outcome(&self, check: &str) -> CheckOutcome {
        self.run().into_iter().find(|o| o.check.id == check).unwrap()
    }

    pub fn findings(&self, check: &str) -> Vec<Finding> {
        let outcome = self.outcome(check);
        assert_eq!(outcome.skipped, None, "{check} was skipped");
        outcome.findings
    }

    /// The one finding of a check.
    pub fn one(&self, check: &str) -> Finding {
        let mut findings = self.findings(check);
        assert_eq!(findings.len(), 1, "{check}: {:#?}", titles(&findings));
        findings.remove(0)
    }

    pub fn none(&self, check: &str) {
        let findings = self.findings(check);
        assert!(findings.is_empty(), "{check}: {:#?}", titles(&findings));
    }

    pub fn skipped(&self, check: &str) -> String {
        let outcome = self.outcome(check);
        assert!(outcome.findings.is_empty());
        outcome.skipped.unwrap_or_else(|| panic!("{check} was not skipped"))
    }

    /// Nothing but this check finds anything.
    pub fn only(&self, check: &str) -> Finding {
        for outcome in self.run() {
            if outcome.check.id != check {
                assert!(
                    outcome.findings.is_empty(),
                    "{}: {:#?}",
                    outcome.check.id,
                    titles(&outcome.findings)
                );
            }
        }
        self.one(check)
    }
}

pub fn titles(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|f| f.title.as_str()).collect()
}

/// Ids of the subjects of a finding.
pub fn ids(finding: &Finding) -> Vec<&str> {
    finding.subjects.iter().map(|s| s.id.as_str()).collect()
}

fn catalogue() -> Catalogue {
    let category = |id: &str, name: &str| Category { id: id.into(), name: name.into() };
    let surface = |id: &str| match id {
        "data.export" => Some("app".to_owned()),
        "data.export.api" => Some("api".to_owned()),
        _ => None,
    };
    let permissions = PERMISSIONS.map(|(id, name, category, consequence)| PermissionDef {
        id: id.into(),
        name: name.into(),
        category: category.into(),
        consequence,
        description: String::new(),
        object_type: (category == "data").then(|| "datastore".to_owned()),
        prerequisites: if id == "agents.query" { vec!["datastores.read".into()] } else { Vec::new() },
        capability: surface(id).map(|_| "export".to_owned()),
        surface: surface(id),
    });
    let (.., analyst) = ROLES[2];
    Catalogue {
        id: "test".into(),
        product: "Meridian".into(),
        categories: vec![
            category("users", "User Management"),
            category("configuration", "Configuration"),
            category("data", "Data"),
        ],
        permissions: permissions.into(),
        object_types: vec![ObjectType {
            id: "datastore".into(),
            name: "Datastore".into(),
            owner_permissions: vec!["datastores.read".into()],
        }],
        presets: vec![PresetRole {
            id: "data-analyst".into(),
            name: "Data Analyst".into(),
            description: String::new(),
            includes: Vec::new(),
            permissions: analyst.iter().map(|x| (*x).to_owned()).collect(),
        }],
        sod: vec![SodRule {
            id: "refunds".into(),
            title: "Refunds need two".into(),
            why: "money could leave unseen".into(),
            left: vec!["billing.edit".into()],
            right: vec!["billing.approve".into()],
            severity: Severity::Critical,
        }],
        administration: vec!["users.roles".into(), "settings.edit".into()],
        department_words: vec!["Support".into(), "Customer Success".into()],
        ..Catalogue::default()
    }
}
