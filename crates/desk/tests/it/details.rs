//! A person, group, role or permission with everything around it.

use super::{Bench, everything};
use std::collections::BTreeSet;
use steward_desk::wire::{
    ClassCount, EdgeView, ErrorCode, FindingView, GivenPermission, GivesIt, Item, ItemKind, PresetState,
    RowKind,
};

/// `Name`, or `Name through A, B`; with `!` when it does not hold.
fn told(edges: &[EdgeView]) -> Vec<String> {
    (edges.iter())
        .map(|edge| {
            let through: Vec<&str> = edge.through.iter().map(|item| item.name.as_str()).collect();
            let mark = if edge.holds { "" } else { "!" };
            match through.as_slice() {
                [] => format!("{mark}{}", edge.item.name),
                through => format!("{mark}{} through {}", edge.item.name, through.join(", ")),
            }
        })
        .collect()
}

fn ids(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.id.as_str()).collect()
}

fn sum(classes: &[ClassCount]) -> usize {
    assert_eq!(classes.len(), 6, "one for every class");
    classes.iter().map(|class| class.count as usize).sum()
}

fn given<'a>(list: &'a [GivenPermission], id: &str) -> &'a GivenPermission {
    list.iter().find(|given| given.permission.id == id).unwrap_or_else(|| panic!("{id} is not listed"))
}

fn givers(list: &[GivesIt]) -> Vec<(&str, usize, u32)> {
    list.iter().map(|x| (x.item.id.as_str(), x.through.len(), x.people)).collect()
}

/// Keys of the open findings that have something among their subjects.
async fn about(bench: &Bench, kind: ItemKind, id: &str) -> Vec<String> {
    let open = bench.desk.findings("practice", None).await.unwrap().open;
    let fits = |finding: &FindingView| finding.subjects.iter().any(|x| x.kind == kind && x.id == id);
    open.into_iter().filter(fits).map(|finding| finding.key).collect()
}

fn keys(findings: &[FindingView]) -> Vec<String> {
    findings.iter().map(|finding| finding.key.clone()).collect()
}

#[tokio::test]
async fn a_person_is_shown_with_what_leads_to_what() {
    let bench = Bench::acme().await;
    let anna = bench.desk.person("acme", "anna.roth@acme.example", None).await.unwrap();
    assert_eq!(anna.what, bench.desk.what("acme", "p1", None).await.unwrap());
    assert_eq!((anna.user_name.as_str(), anna.mfa), ("anna.roth", Some(true)));
    assert_eq!(told(&anna.groups), ["AI pilot", "All staff through AI pilot"]);
    assert_eq!(anna.groups[0].source, "scim");
    let roles = told(&anna.roles);
    assert_eq!(roles[0], "Model Tester through AI pilot");
    assert!(roles[1].starts_with("Member through AI pilot, "), "{roles:?}");
    assert_eq!(roles.len(), 2);
    assert_eq!(anna.roles[0].since.as_deref(), Some("2026-11-03T00:00:00Z"));
    assert_eq!(told(&anna.direct), ["Export data"]);
    assert_eq!((sum(&anna.classes), anna.permissions_total), (anna.what.permissions.len(), 4));
    assert_eq!(anna.peer_median, Some(3), "alone in the department");
    assert!(anna.use_reported);
}

#[tokio::test]
async fn edges_that_ended_are_shown_as_such() {
    let bench = Bench::acme().await;
    let ben = bench.desk.person("acme", "p2", None).await.unwrap();
    assert_eq!(told(&ben.roles), ["Key Keeper", "Member through All staff"]);
    assert_eq!(ben.roles[0].source, "elevation:EL-207");
    assert_eq!(ben.roles[0].until.as_deref(), Some("2026-11-22T11:20:00Z"));
    assert_eq!((ben.peer_median, ben.department), (None, None));
    let later = bench.desk.person("acme", "p2", Some("2026-11-22T12:00:00Z")).await.unwrap();
    assert_eq!(told(&later.roles), ["!Key Keeper", "Member through All staff"]);
    let keeper = bench.desk.role("acme", "keeper", Some("2026-11-22T12:00:00Z")).await.unwrap();
    assert_eq!(told(&keeper.gives.people), ["!Ben Okafor"]);
    assert_eq!((keeper.gives.people_direct, keeper.gives.people_total), (1, 0));
}

#[tokio::test]
async fn a_group_is_shown_with_who_is_in_it_and_what_that_gives() {
    let bench = Bench::acme().await;
    let pilot = bench.desk.group("acme", "AI pilot", None).await.unwrap();
    assert_eq!(pilot.source, "scim");
    assert_eq!(told(&pilot.nested_in), ["All staff"]);
    let roles = told(&pilot.roles);
    assert_eq!(roles[0], "Model Tester");
    assert!(roles[1].starts_with("Member through "), "{roles:?}");
    assert_eq!(told(&pilot.gives.people), ["Anna Roth"]);
    assert_eq!((pilot.gives.people_direct, pilot.gives.people_total), (1, 1));
    let query = given(&pilot.gives.permissions, "agents.query");
    assert_eq!((ids(&query.through), query.users), (vec!["tester"], Some(1)), "Anna used it two days ago");
    let read = given(&pilot.gives.permissions, "docs.read");
    assert_eq!((read.through.len(), read.users), (2, Some(0)));
    assert_eq!(
        (pilot.gives.permissions.len(), sum(&pilot.gives.classes), pilot.gives.permissions_total),
        (2, 2, 4)
    );
    assert!(pilot.gives.permissions.iter().all(|given| given.preset == PresetState::None && !given.denied));

    let staff = bench.desk.group("acme", "g-all", None).await.unwrap();
    assert_eq!(told(&staff.groups), ["AI pilot"]);
    assert_eq!(told(&staff.gives.people), ["Ben Okafor", "Cleo Diaz", "Dana Roth", "Dana Roth"]);
    assert_eq!(
        (staff.gives.people_direct, staff.gives.people_total),
        (4, 4),
        "Anna is in it, Cleo is deactivated"
    );
}

#[tokio::test]
async fn a_page_and_the_matrix_say_the_same_of_what_is_missing() {
    let bench = Bench::practice().await;
    let mut diamonds = 0;
    for kind in [RowKind::Groups, RowKind::Roles] {
        let query = everything(kind);
        let columns = bench.desk.matrix_head("practice", &query).await.unwrap().columns;
        let rows = bench.desk.matrix_rows("practice", &query, 0, 1_000).await.unwrap().rows;
        let cells = bench.desk.matrix_cells("practice", &query, 0, 1_000, 0, 1_000).await.unwrap();
        for (row, cells) in rows.iter().zip(cells.chunks(columns.len())) {
            let gives = match kind {
                RowKind::Groups => bench.desk.group("practice", &row.id, None).await.unwrap().gives,
                _ => bench.desk.role("practice", &row.id, None).await.unwrap().gives,
            };
            let lacks = |id: &str| {
                gives.permissions.iter().any(|given| given.permission.id == id && !given.missing.is_empty())
            };
            for (column, cell) in columns.iter().zip(cells) {
                assert_eq!(lacks(&column.id), cell & 8 != 0, "{} {}", row.id, column.id);
                diamonds += u32::from(cell & 8 != 0);
            }
        }
    }
    assert!(diamonds > 0);
}

#[tokio::test]
async fn a_role_is_shown_with_what_it_gives_and_to_whom() {
    let bench = Bench::acme().await;
    let tester = bench.desk.role("acme", "Model Tester", None).await.unwrap();
    assert_eq!((tester.description.as_str(), tester.preset.as_deref()), ("Tries out agents", None));
    assert_eq!(
        (told(&tester.includes), told(&tester.groups)),
        (vec!["Member".to_owned()], vec!["AI pilot".to_owned()])
    );
    assert_eq!((tester.gives.people_direct, tester.gives.people_total), (0, 1));
    assert!(given(&tester.gives.permissions, "agents.query").through.is_empty(), "granted right here");
    assert_eq!(ids(&given(&tester.gives.permissions, "docs.read").through), ["member"]);
    let member = bench.desk.role("acme", "member", None).await.unwrap();
    assert_eq!(told(&member.included_by), ["Model Tester"]);
    assert_eq!(told(&member.groups), ["All staff"], "only those that were given it themselves");
    assert_eq!(member.gives.people_total, 4);
}

#[tokio::test]
async fn a_deny_that_comes_with_a_group_is_shown() {
    let bench = Bench::new().await;
    let tenant = r#"{ "steward": 1, "tenant": { "name": "Denied" },
        "people": [{ "id": "p1", "displayName": "Ada" }],
        "groups": [{ "id": "inner" }, { "id": "outer" }],
        "roles": [{ "id": "reader" }],
        "memberships": [{ "group": "inner", "person": "p1" }, { "group": "outer", "member": "inner" }],
        "assignments": [{ "role": "reader", "group": "inner" }],
        "grants": [
            { "permission": "read", "role": "reader" },
            { "permission": "read", "group": "outer", "deny": true },
            { "permission": "write", "group": "outer", "deny": true }
        ] }"#;
    bench.add("denied", "denied.json", tenant, steward_desk::wire::FileFormat::Json).await.unwrap();
    let inner = bench.desk.group("denied", "inner", None).await.unwrap();
    for id in ["read", "write"] {
        let denied = given(&inner.gives.permissions, id);
        assert!(denied.denied, "{id}");
        assert_eq!(ids(&denied.through), ["outer"], "{id}");
    }
    assert_eq!(sum(&inner.gives.classes), 0, "nothing is left");
    let reader = bench.desk.role("denied", "reader", None).await.unwrap();
    assert!(!given(&reader.gives.permissions, "read").denied, "the role itself gives it");
}

#[tokio::test]
async fn a_permission_is_shown_with_what_gives_it() {
    let bench = Bench::acme().await;
    let read = bench.desk.permission("acme", "Read documents", None).await.unwrap();
    assert_eq!(givers(&read.roles), [("member", 0, 4), ("tester", 1, 1)]);
    let who = bench.desk.who("acme", "docs.read", None, None).await.unwrap();
    assert_eq!((&read.holders, read.holders_total), (&who.people, who.total));
    assert_eq!((read.standing, read.used, read.people_direct), (3, Some(0), 0));
    let keys = bench.desk.permission("acme", "keys.rotate", None).await.unwrap();
    assert_eq!((keys.holders_total, keys.standing), (1, 0), "it ends today");
    let export = bench.desk.permission("acme", "data.export", None).await.unwrap();
    assert_eq!((export.people_direct, export.holders_total), (1, 1));
    let query = bench.desk.permission("acme", "agents.query", None).await.unwrap();
    assert_eq!(query.used, Some(1));
}

#[tokio::test]
async fn a_role_stands_beside_the_preset_it_was_made_from() {
    let bench = Bench::practice().await;
    let keeper = bench.desk.role("practice", "configuration-manager", None).await.unwrap();
    assert_eq!(keeper.preset.as_deref(), Some("Configuration Manager"));
    let added: Vec<&str> = (keeper.gives.permissions.iter())
        .filter(|given| given.preset == PresetState::Added)
        .map(|given| given.permission.id.as_str())
        .collect();
    assert_eq!(added, ["iam.manage"]);
    let iam = given(&keeper.gives.permissions, "iam.manage");
    assert_eq!(iam.users, Some(0), "all four last used it 94 days ago");
    assert_eq!(keeper.gives.people_total, 4);

    let tester = bench.desk.role("practice", "model-tester", None).await.unwrap();
    let missing = given(&tester.gives.permissions, "documents.read");
    assert_eq!((missing.preset, missing.denied), (PresetState::Missing, false));
    let same = tester.gives.permissions.iter().filter(|given| given.preset == PresetState::Same).count();
    assert_eq!((same, sum(&tester.gives.classes)), (7, 7), "its own four and those of Member");
    assert_eq!(tester.gives.permissions.len(), 8);
    let query = everything(RowKind::Roles);
    let head = bench.desk.matrix_head("practice", &query).await.unwrap();
    let columns: Vec<String> = head.columns.into_iter().map(|column| column.id).collect();
    let places: Vec<usize> = (tester.gives.permissions.iter())
        .map(|given| columns.iter().position(|id| *id == given.permission.id).unwrap())
        .collect();
    assert!(places.is_sorted(), "in column order");

    let own = bench.desk.role("practice", "rotterdam-night-desk-team", None).await.unwrap();
    assert_eq!(own.preset, None);
    assert!(own.gives.permissions.iter().all(|given| given.preset == PresetState::None));
    let limited = given(&own.gives.permissions, "users.attributes");
    assert_eq!(limited.scope.len(), 2, "phone and language");
}

#[tokio::test]
async fn a_permission_says_what_it_means_and_what_it_must_not_meet() {
    let bench = Bench::practice().await;
    let query = bench.desk.permission("practice", "agents.query", None).await.unwrap();
    assert_eq!((query.object_type.as_deref(), query.category.as_str()), (Some("Agent"), "AI & Assist"));
    assert_eq!(ids(&query.needs), ["assist.ask", "documents.read"]);
    // Yusuf, Luis and Noor made agents; Katrin did, too, and left
    assert_eq!(query.people_direct, 3);
    let read = bench.desk.permission("practice", "documents.read", None).await.unwrap();
    assert_eq!(ids(&read.needed_by), ["agents.query", "files.write", "data.export", "data.restore"]);
    let groups: Vec<(&str, usize)> =
        read.groups.iter().map(|x| (x.item.id.as_str(), x.scope.len())).collect();
    assert_eq!(groups, [("warehouse-eu-intake", 1)]);
    let approve = bench.desk.permission("practice", "exports.approve", None).await.unwrap();
    let rules: Vec<(&str, Vec<&str>)> =
        approve.apart_from.iter().map(|rule| (rule.rule.id.as_str(), ids(&rule.from))).collect();
    assert_eq!(rules, [("invoices-vs-exports", vec!["invoices.correct"])]);
    let assign = bench.desk.permission("practice", "roles.assign", None).await.unwrap();
    assert_eq!(ids(&assign.apart_from[0].from), ["security.edit", "guardrails.set"]);
    let manage = bench.desk.permission("practice", "environments.manage", None).await.unwrap();
    assert_eq!((ids(&manage.same_deed), manage.surface.as_deref()), (vec!["api-keys.rotate"], Some("app")));
    assert!(!manage.assumed && !manage.description.is_empty());
    let reset = bench.desk.permission("practice", "users.reset-mfa", None).await.unwrap();
    assert_eq!(reset.people_direct, 1, "Marek was given it by hand");
}

#[tokio::test]
async fn findings_stand_with_what_they_are_about() {
    let bench = Bench::practice().await;
    let marek = bench.desk.person("practice", "marek.lindqvist", None).await.unwrap();
    assert_eq!(keys(&marek.findings), about(&bench, ItemKind::Person, "marek.lindqvist").await);
    assert!(marek.findings.len() >= 2, "an elevation, and a grant outside any group");
    assert_eq!(marek.manager.unwrap().name, "Greta Olsen");
    let direct: BTreeSet<&str> = marek.direct.iter().map(|edge| edge.item.id.as_str()).collect();
    assert_eq!(direct, BTreeSet::from(["data.export", "data.restore", "users.reset-mfa"]));
    let keeper = bench.desk.role("practice", "configuration-manager", None).await.unwrap();
    assert_eq!(keys(&keeper.gives.findings), about(&bench, ItemKind::Role, "configuration-manager").await);
    assert!(!keeper.gives.findings.is_empty());
    let circle = bench.desk.group("practice", "knowledge-circle", None).await.unwrap();
    assert_eq!(keys(&circle.gives.findings), about(&bench, ItemKind::Group, "knowledge-circle").await);
    assert!(!circle.gives.findings.is_empty());
    let tune = bench.desk.permission("practice", "models.tune", None).await.unwrap();
    assert_eq!(keys(&tune.findings), about(&bench, ItemKind::Permission, "models.tune").await);
    assert!(!tune.findings.is_empty() && tune.holders_total == 0);
}

#[tokio::test]
async fn a_group_that_is_nested_in_itself_is_survived() {
    let bench = Bench::practice().await;
    let site = bench.desk.group("practice", "rotterdam-site", None).await.unwrap();
    let names = |edges: &[EdgeView]| edges.iter().map(|edge| edge.item.id.clone()).collect::<Vec<_>>();
    assert_eq!(names(&site.nested_in), ["all-staff", "rotterdam-night-desk"]);
    assert_eq!(names(&site.groups), ["rotterdam-night-desk"]);
}

#[tokio::test]
async fn a_group_says_as_many_roles_and_people_as_the_list() {
    let bench = Bench::practice().await;
    let query = super::listed(steward_desk::wire::ListKind::Groups);
    let head = bench.desk.list_head("practice", &query).await.unwrap();
    let column = head.columns.iter().position(|column| column.id == "roles").unwrap();
    for row in bench.desk.list_rows("practice", &query, 0, 100).await.unwrap().rows {
        let group = bench.desk.group("practice", &row.item.id, None).await.unwrap();
        let roles: BTreeSet<&str> =
            group.roles.iter().filter(|x| x.holds).map(|x| x.item.id.as_str()).collect();
        let told = steward_desk::wire::ListCell::Number(roles.len() as u32);
        assert_eq!(row.cells[column], told, "{}", row.item.id);
    }
}

#[tokio::test]
async fn names_that_fit_nothing_are_said() {
    let bench = Bench::acme().await;
    let desk = &bench.desk;
    let codes = [
        desk.person("acme", "nobody", None).await.unwrap_err().code,
        desk.group("acme", "nothing", None).await.unwrap_err().code,
        desk.role("acme", "nothing", None).await.unwrap_err().code,
        desk.permission("acme", "nothing", None).await.unwrap_err().code,
    ];
    assert_eq!(codes, [ErrorCode::NotFound; 4]);
    assert_eq!(desk.person("acme", "Dana Roth", None).await.unwrap_err().code, ErrorCode::Ambiguous);
}
