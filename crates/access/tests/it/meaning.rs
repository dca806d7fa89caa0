//! What permissions mean: categories, classes, order of columns, pyramid, surfaces.

use crate::support::{catalogue, now, permission, snapshot};
use serde_json::json;
use std::sync::Arc;
use steward_access::{Access, SurfacePerson};
use steward_model::{Classifier, Consequence, PersonIx, Snapshot};

#[test]
fn columns_go_by_category_then_class_then_the_catalogue() {
    let mut meanings = catalogue(&json!({
        "categories": ["people", "data"],
        "permissions": [
            { "id": "z.view", "category": "data", "consequence": "view" },
            { "id": "a.view", "category": "data", "consequence": "view" },
            { "id": "erase", "category": "data", "consequence": "destructive" },
            { "id": "invite", "category": "people", "consequence": "policy", "prerequisites": ["a.view", "gone"] },
        ],
    }));
    meanings.classifiers = vec![
        Classifier { pattern: "(".into(), category: Some("people".into()), consequence: None },
        Classifier {
            pattern: "^EXPORT".into(),
            category: Some("data".into()),
            consequence: Some(Consequence::Override),
        },
        Classifier {
            pattern: "list".into(),
            category: Some("nowhere".into()),
            consequence: Some(Consequence::View),
        },
    ];
    let ids = ["erase", "z.view", "a.view", "invite", "export.csv", "list.x", "unheard"];
    let permissions: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
    let access =
        Access::compile(Arc::new(snapshot(json!({ "permissions": permissions }))), Arc::new(meanings));
    let columns: Vec<&str> =
        access.columns().iter().map(|x| access.snapshot().permissions[x.index()].id.as_str()).collect();
    assert_eq!(columns, ["invite", "z.view", "a.view", "export.csv", "erase", "list.x", "unheard"]);
    let categories: Vec<&str> = access.categories().iter().map(|c| c.name.as_str()).collect();
    assert_eq!(categories, ["people", "data", "Uncategorised"]);
    let export = access.meaning(permission(&access, "export.csv"));
    assert!(export.assumed && export.def.is_none() && export.consequence == Consequence::Override);
    let invite = access.meaning(permission(&access, "invite"));
    assert_eq!(invite.prerequisites, [permission(&access, "a.view")]);
    assert_eq!(invite.absent_prerequisites, ["gone"]);
    assert_eq!(access.meaning(permission(&access, "unheard")).category, 2);
}

#[test]
fn columns_that_no_catalogue_orders_go_by_name_and_numbers_count() {
    let ids = ["export 100", "export 10", "Export 2", "audit", "export 1"];
    let permissions: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
    let tenant = snapshot(json!({ "permissions": permissions }));
    let access = Access::compile(Arc::new(tenant), Arc::new(catalogue(&json!({}))));
    let columns: Vec<&str> =
        access.columns().iter().map(|x| access.snapshot().permissions[x.index()].id.as_str()).collect();
    assert_eq!(columns, ["audit", "export 1", "Export 2", "export 10", "export 100"]);
}

#[test]
fn category_and_class_are_each_taken_from_the_first_pattern_that_gives_one() {
    let classifier = |pattern: &str, category: Option<&str>, consequence| Classifier {
        pattern: pattern.into(),
        category: category.map(Into::into),
        consequence,
    };
    let mut meanings = catalogue(&json!({ "categories": ["people", "data"] }));
    meanings.classifiers = vec![
        classifier("delete", None, Some(Consequence::Destructive)),
        classifier("user", Some("people"), None),
        classifier("user", Some("data"), Some(Consequence::View)),
    ];
    let tenant = snapshot(json!({ "permissions": [{ "id": "user.delete" }, { "id": "user.list" }] }));
    let access = Access::compile(Arc::new(tenant), Arc::new(meanings));
    let seen = ["user.delete", "user.list"].map(|id| {
        let meaning = access.meaning(permission(&access, id));
        (meaning.category, meaning.consequence)
    });
    assert_eq!(seen, [(0, Consequence::Destructive), (0, Consequence::View)]);
}

#[test]
fn a_permission_without_a_name_has_that_of_the_catalogue() {
    let meanings = catalogue(&json!({ "permissions": [
        { "id": "invoices.correct", "name": "Correct invoices" }, { "id": "data.export", "name": "Export data" },
    ] }));
    let tenant = Arc::new(snapshot(json!({ "permissions": [
        { "id": "invoices.correct" }, { "id": "data.export", "displayName": "Take data along" }, { "id": "other" },
    ] })));
    let access = Access::compile(tenant.clone(), Arc::new(meanings));
    let names: Vec<&str> = access.snapshot().permissions.iter().map(|x| x.name.as_str()).collect();
    assert_eq!(names, ["Take data along", "Correct invoices", "other"], "the tenant's own name goes first");
    let address =
        |snapshot: &Snapshot| Snapshot::hash_of(&snapshot.canonical_bytes().expect("canonical bytes"));
    assert_eq!(tenant.permissions[1].name, "invoices.correct", "the tenant itself stays as it is");
    assert_eq!(address(&access.reported()), address(&tenant));
}

#[test]
fn the_pyramid_counts_people_by_class() {
    let meanings = catalogue(&json!({ "permissions": [
        { "id": "look", "consequence": "view" }, { "id": "mend", "consequence": "correct" },
        { "id": "erase", "consequence": "destructive" },
    ] }));
    let tenant = snapshot(json!({
        "people": [{ "id": "ada" }, { "id": "bob" }, { "id": "cy" }, { "id": "off", "active": false }],
        "grants": [
            { "permission": "look", "person": "ada" }, { "permission": "mend", "person": "ada" },
            { "permission": "erase", "person": "ada" },
            { "permission": "erase", "person": "bob", "until": "2027-01-01T00:00:00Z" },
            { "permission": "look", "person": "off" },
        ],
    }));
    let access = Access::compile(Arc::new(tenant), Arc::new(meanings));
    let pyramid = access.pyramid(now());
    assert_eq!(pyramid.people, 3);
    let levels: Vec<(u32, u32, u32, u32)> =
        pyramid.levels.iter().map(|l| (l.permissions, l.people, l.standing, l.temporary)).collect();
    assert_eq!(levels, [(1, 1, 1, 0), (0, 0, 0, 0), (1, 1, 1, 0), (0, 0, 0, 0), (0, 0, 0, 0), (1, 2, 1, 1)]);
    let inversions: Vec<_> = pyramid.inversions.iter().map(|i| (i.upper, i.lower)).collect();
    assert_eq!(
        inversions,
        [(Consequence::Destructive, Consequence::View), (Consequence::Destructive, Consequence::Correct)]
    );
    assert_eq!(pyramid.everything, [PersonIx(0)]);
}

#[test]
fn surfaces_that_disagree() {
    let meanings = catalogue(&json!({ "permissions": [
        { "id": "app.export", "capability": "export", "surface": "app" },
        { "id": "api.export", "capability": "export", "surface": "api" },
        { "id": "api.export2", "capability": "export", "surface": "api" },
        { "id": "lonely", "capability": "alone", "surface": "app" },
    ] }));
    let tenant = snapshot(json!({
        "people": [{ "id": "ada" }, { "id": "bob" }, { "id": "cy" }],
        "permissions": [{ "id": "api.export" }],
        "grants": [
            { "permission": "app.export", "person": "ada" }, { "permission": "api.export2", "person": "bob" },
            { "permission": "app.export", "person": "bob" }, { "permission": "lonely", "person": "cy" },
        ],
    }));
    let access = Access::compile(Arc::new(tenant), Arc::new(meanings));
    let gaps = access.surface_gaps(now());
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0].surfaces.len(), 3);
    let ada = SurfacePerson { person: PersonIx(0), holds: vec!["app".into()], lacks: vec!["api".into()] };
    assert_eq!(gaps[0].people, [ada]);
}
