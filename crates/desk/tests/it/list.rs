//! Lists of people, groups, roles and permissions.

use super::{Bench, everything, listed, source};
use serde_json::json;
use std::time::{Duration, Instant};
use steward_desk::wire::{
    ErrorCode, Facet, FacetChoice, FileFormat, ItemKind, ItemRef, ListCell, ListHead, ListKind, ListQuery,
    ListRow, MatrixQuery, RowKind, RowSort,
};

const KINDS: [ListKind; 4] = [ListKind::People, ListKind::Groups, ListKind::Roles, ListKind::Permissions];

async fn head(bench: &Bench, name: &str, query: &ListQuery) -> ListHead {
    bench.desk.list_head(name, query).await.unwrap()
}

async fn rows(bench: &Bench, name: &str, query: &ListQuery) -> Vec<ListRow> {
    bench.desk.list_rows(name, query, 0, 2_000).await.unwrap().rows
}

fn ids(rows: &[ListRow]) -> Vec<&str> {
    rows.iter().map(|row| row.item.id.as_str()).collect()
}

fn columns(head: &ListHead) -> Vec<&str> {
    head.columns.iter().map(|column| column.id.as_str()).collect()
}

/// The cell of a column.
fn cell<'a>(head: &ListHead, row: &'a ListRow, id: &str) -> &'a ListCell {
    assert_eq!(row.cells.len(), head.columns.len());
    &row.cells[head.columns.iter().position(|column| column.id == id).unwrap()]
}

fn number(head: &ListHead, row: &ListRow, id: &str) -> u32 {
    match cell(head, row, id) {
        ListCell::Number(n) => *n,
        other => panic!("{id}: {other:?}"),
    }
}

fn facet<'a>(head: &'a ListHead, id: &str) -> &'a Facet {
    head.facets.iter().find(|facet| facet.id == id).unwrap_or_else(|| panic!("no facet {id}"))
}

fn counted(head: &ListHead, id: &str, value: &str) -> u32 {
    facet(head, id).values.iter().find(|x| x.value == value).map_or(0, |value| value.count)
}

fn choose(facet: &str, values: &[&str]) -> FacetChoice {
    FacetChoice { facet: facet.to_owned(), values: values.iter().map(|value| (*value).to_owned()).collect() }
}

#[tokio::test]
async fn every_kind_has_its_columns() {
    let bench = Bench::practice().await;
    let of = |kind| {
        let bench = &bench;
        async move {
            let head = head(bench, "practice", &listed(kind)).await;
            assert_eq!((head.kind, head.shown), (kind, head.total));
            (head.total, columns(&head).join(" "))
        }
    };
    let people = "title department roles groups permissions gravest lastSignIn secondFactor";
    assert_eq!(of(ListKind::People).await, (412, people.to_owned()));
    let groups = "source people groups roles permissions gravest";
    assert_eq!(of(ListKind::Groups).await, (38, groups.to_owned()));
    assert_eq!(of(ListKind::Roles).await, (14, "people groups permissions added gravest".to_owned()));
    let permissions = "category class holders roles standing lastUsed";
    assert_eq!(of(ListKind::Permissions).await, (46, permissions.to_owned()));
}

#[tokio::test]
async fn what_a_tenant_does_not_tell_is_left_out() {
    let bench = Bench::new().await;
    bench.add("small", "pairs.txt", "ada read\nben write\n", FileFormat::Pairs).await.unwrap();
    let people = head(&bench, "small", &listed(ListKind::People)).await;
    assert_eq!(columns(&people), ["roles", "groups", "permissions", "gravest"]);
    let facets: Vec<&str> = people.facets.iter().map(|facet| facet.id.as_str()).collect();
    assert_eq!(facets, ["status", "gravest"]);
    let permissions = head(&bench, "small", &listed(ListKind::Permissions)).await;
    assert!(!columns(&permissions).contains(&"lastUsed"), "use is not reported");
    let bench = Bench::acme().await;
    let roles = head(&bench, "acme", &listed(ListKind::Roles)).await;
    assert_eq!(columns(&roles), ["people", "groups", "permissions", "gravest"], "no role has a preset");
}

#[tokio::test]
async fn the_counts_are_those_of_the_matrix() {
    let bench = Bench::practice().await;
    for (kind, of, related) in [
        (ListKind::People, RowKind::People, "roles"),
        (ListKind::Groups, RowKind::Groups, "people"),
        (ListKind::Roles, RowKind::Roles, "people"),
    ] {
        let query = listed(kind);
        let head = head(&bench, "practice", &query).await;
        let list = rows(&bench, "practice", &query).await;
        let mut matrix = everything(of);
        matrix.sort = RowSort::Name;
        let matrix = bench.desk.matrix_rows("practice", &matrix, 0, 2_000).await.unwrap().rows;
        assert_eq!(list.len(), matrix.len());
        for (row, other) in list.iter().zip(&matrix) {
            assert_eq!(row.item.id, other.id, "both are by name");
            assert_eq!(number(&head, row, "permissions"), other.held, "{}", other.id);
            assert_eq!(number(&head, row, related), other.count, "{}", other.id);
            assert_eq!((row.active, row.worst), (other.active, other.worst), "{}", other.id);
            let some = !matches!(cell(&head, row, "gravest"), ListCell::Class(None));
            assert_eq!(some, other.held > 0, "{}", other.id);
        }
    }
    let query = listed(ListKind::Permissions);
    let list = bench.desk.list_head("practice", &query).await.unwrap();
    let columns = bench.desk.matrix_head("practice", &everything(RowKind::People)).await.unwrap().columns;
    for row in rows(&bench, "practice", &query).await {
        let column = columns.iter().find(|column| column.id == row.item.id).unwrap();
        assert_eq!(number(&list, &row, "holders"), column.holders, "{}", column.id);
        assert_eq!(*cell(&list, &row, "class"), ListCell::Class(Some(column.consequence)));
        assert!(number(&list, &row, "standing") <= column.holders);
        assert_eq!(row.detail, column.description);
    }
}

#[tokio::test]
async fn what_people_have_is_counted_as_it_is_listed() {
    let bench = Bench::practice().await;
    let query = listed(ListKind::People);
    let head = head(&bench, "practice", &query).await;
    for row in rows(&bench, "practice", &query).await.iter().step_by(37) {
        let what = bench.desk.what("practice", &row.item.id, None).await.unwrap();
        assert_eq!(number(&head, row, "groups") as usize, what.groups.len(), "{}", row.item.id);
        assert_eq!(number(&head, row, "roles") as usize, what.roles.len(), "{}", row.item.id);
        assert_eq!(number(&head, row, "permissions") as usize, what.permissions.len(), "{}", row.item.id);
        assert!(row.detail.contains(&row.item.id), "the login name stands below the name: {}", row.detail);
    }
}

#[tokio::test]
async fn the_planted_things_can_be_seen() {
    let bench = Bench::practice().await;
    let roles = listed(ListKind::Roles);
    let list = head(&bench, "practice", &roles).await;
    let mut added: Vec<(String, u32)> = (rows(&bench, "practice", &roles).await.iter())
        .map(|row| (row.item.id.clone(), number(&list, row, "added")))
        .filter(|(_, added)| *added > 0)
        .collect();
    added.sort();
    let expected = [
        ("billing-administrator", 1),
        ("configuration-manager", 1),
        ("identity-sso-manager", 2),
        ("support-specialist-l1", 1),
    ];
    assert_eq!(added, expected.map(|(id, n)| (id.to_owned(), n)));

    let permissions = listed(ListKind::Permissions);
    let list = head(&bench, "practice", &permissions).await;
    let all = rows(&bench, "practice", &permissions).await;
    let of = |id: &str| all.iter().find(|row| row.item.id == id).unwrap();
    // two owners, one of them for three weeks, and an elevation
    let impersonate = of("users.impersonate");
    assert_eq!((number(&list, impersonate, "holders"), number(&list, impersonate, "standing")), (3, 1));
    assert_eq!(number(&list, of("models.tune"), "holders"), 0, "the owners gave it up");
    assert_eq!(number(&list, of("models.tune"), "roles"), 0);
}

#[tokio::test]
async fn the_values_of_every_facet_add_up() {
    let bench = Bench::practice().await;
    for kind in KINDS {
        let head = head(&bench, "practice", &listed(kind)).await;
        assert!(head.facets.len() >= 2, "{kind:?}");
        for facet in &head.facets {
            let sum: u32 = facet.values.iter().map(|value| value.count).sum();
            assert_eq!(sum, head.total, "{kind:?} {}", facet.id);
            assert!(facet.values.windows(2).all(|pair| pair[0].count >= pair[1].count), "{facet:?}");
        }
    }
    let people = head(&bench, "practice", &listed(ListKind::People)).await;
    assert_eq!((counted(&people, "status", "active"), counted(&people, "status", "deactivated")), (411, 1));
    // sixteen are invited only; Ravi Menon and Rosalind Achebe have not been seen for months
    assert_eq!((counted(&people, "signIn", "never"), counted(&people, "signIn", "older")), (16, 2));
    let roles = head(&bench, "practice", &listed(ListKind::Roles)).await;
    assert_eq!((counted(&roles, "preset", "preset"), counted(&roles, "preset", "own")), (13, 1));
    let groups = head(&bench, "practice", &listed(ListKind::Groups)).await;
    assert!(facet(&groups, "source").values.iter().any(|one| (&*one.value, &*one.label) == ("scim", "SCIM")));
}

#[tokio::test]
async fn a_facet_narrows_the_rows_and_the_other_facets() {
    let bench = Bench::practice().await;
    let all = head(&bench, "practice", &listed(ListKind::People)).await;
    let departments = &facet(&all, "department").values;
    assert_eq!(departments.len(), 9);
    for value in departments {
        let mut query = listed(ListKind::People);
        query.facets = vec![choose("department", &[&value.value])];
        let narrowed = head(&bench, "practice", &query).await;
        assert_eq!(narrowed.shown, value.count, "{}", value.value);
        assert_eq!(facet(&narrowed, "department"), facet(&all, "department"), "it does not narrow itself");
        let sum: u32 = facet(&narrowed, "status").values.iter().map(|x| x.count).sum();
        assert_eq!(sum, value.count);
        for row in rows(&bench, "practice", &query).await {
            assert_eq!(*cell(&narrowed, &row, "department"), ListCell::Text(value.value.clone()));
        }
    }

    let mut query = listed(ListKind::People);
    query.facets = vec![choose("department", &["Customs", "Sales"]), choose("status", &["deactivated"])];
    let nobody = head(&bench, "practice", &query).await;
    assert_eq!(nobody.shown, 0);
    assert_eq!(counted(&nobody, "department", "Customer Support"), 1, "Katrin, if it were chosen");
    assert_eq!(
        counted(&nobody, "status", "active"),
        counted(&all, "department", "Customs") + counted(&all, "department", "Sales")
    );
    let chosen = |id: &str| facet(&nobody, id).values.iter().map(|x| x.value.as_str()).collect::<Vec<_>>();
    assert!(chosen("status").contains(&"deactivated"), "what is chosen stays in sight");
    assert!(chosen("department").contains(&"Sales"));

    query.facets = vec![choose("status", &["deactivated"])];
    let left = rows(&bench, "practice", &query).await;
    assert_eq!(ids(&left), ["katrin.moeller"]);
    assert!(!left[0].active);
    query.facets = vec![choose("status", &[])];
    assert_eq!(head(&bench, "practice", &query).await.shown, 412, "a choice without a value lets all pass");
}

#[tokio::test]
async fn a_search_goes_through_everything_a_thing_is_called() {
    let bench = Bench::practice().await;
    let found = |kind, text: &'static str| {
        let bench = &bench;
        async move {
            let query = ListQuery { search: text.to_owned(), ..listed(kind) };
            let list = rows(bench, "practice", &query).await;
            let head = head(bench, "practice", &query).await;
            assert_eq!(head.shown as usize, list.len());
            list.into_iter().map(|row| row.item.id).collect::<Vec<_>>()
        }
    };
    assert_eq!(found(ListKind::People, " FELIX AYDIN ").await, ["felix.aydin"]);
    assert_eq!(found(ListKind::People, "felix.aydin@NORTHWIND").await, ["felix.aydin"]);
    assert_eq!(found(ListKind::People, "northwind.example").await.len(), 412);
    assert!(found(ListKind::People, "nobody is called so").await.is_empty());
    let acme = Bench::acme().await;
    let service = ListQuery { search: "SERVICE".to_owned(), ..listed(ListKind::People) };
    assert_eq!(head(&acme, "acme", &service).await.shown, 1, "a department");
    assert_eq!(found(ListKind::Roles, "tries agents out").await, ["model-tester"]);
    assert_eq!(found(ListKind::Permissions, "second factor").await, ["users.reset-mfa"]);
    assert!(found(ListKind::Groups, "ai-pilot").await.contains(&"ai-pilot-emea".to_owned()));
}

#[tokio::test]
async fn people_are_narrowed_to_a_group_a_role_or_a_permission() {
    let bench = Bench::practice().await;
    let within = |kind, id: &str| ListQuery {
        within: Some(ItemRef { kind, id: id.to_owned() }),
        ..listed(ListKind::People)
    };
    let testers = within(ItemKind::Role, "model-tester");
    assert_eq!(head(&bench, "practice", &testers).await.shown, 9);
    let desk = rows(&bench, "practice", &within(ItemKind::Group, "Support desk EU")).await;
    assert_eq!(desk.len(), 6);
    let left: Vec<&str> = desk.iter().filter(|row| !row.active).map(|row| row.item.id.as_str()).collect();
    assert_eq!(left, ["katrin.moeller"]);
    let columns = bench.desk.matrix_head("practice", &everything(RowKind::People)).await.unwrap().columns;
    for column in columns.iter().step_by(5) {
        let shown = head(&bench, "practice", &within(ItemKind::Permission, &column.id)).await.shown;
        assert_eq!(shown, column.holders, "{}", column.id);
        let who = bench.desk.who("practice", &column.id, None, None).await.unwrap();
        assert_eq!(shown, who.total, "{}", column.id);
    }
    let licences = bench.desk.today("practice").await.unwrap().licences;
    assert!(licences.iter().any(|used| used.held > 0));
    for used in licences {
        let query = within(ItemKind::Licence, &used.licence.id);
        let holders = rows(&bench, "practice", &query).await;
        let active = holders.iter().filter(|row| row.active).count();
        assert_eq!(active, used.held as usize, "{}", used.licence.id);
        assert_eq!(head(&bench, "practice", &query).await.within, Some(used.licence));
    }
    assert_eq!(head(&bench, "practice", &listed(ListKind::People)).await.within, None);

    let refused = |query: ListQuery| {
        let desk = bench.desk.clone();
        async move { desk.list_head("practice", &query).await.unwrap_err() }
    };
    assert_eq!(refused(within(ItemKind::Group, "no such group")).await.code, ErrorCode::NotFound);
    assert_eq!(refused(within(ItemKind::Licence, "no such licence")).await.code, ErrorCode::NotFound);
    assert_eq!(refused(within(ItemKind::Person, "felix.aydin")).await.code, ErrorCode::BadInput);
    let groups = ListQuery { kind: ListKind::Groups, ..testers };
    assert_eq!(refused(groups).await.code, ErrorCode::BadInput);
}

#[tokio::test]
async fn only_rows_with_findings() {
    let bench = Bench::practice().await;
    for kind in KINDS {
        let mut query = listed(kind);
        let all = rows(&bench, "practice", &query).await;
        query.only_findings = true;
        let found = rows(&bench, "practice", &query).await;
        let expected: Vec<&str> =
            all.iter().filter(|row| row.worst.is_some()).map(|row| row.item.id.as_str()).collect();
        assert!(!expected.is_empty() && expected.len() < all.len(), "{kind:?}");
        assert_eq!(ids(&found), expected);
    }
}

/// A finding lists two hundred at most, and is about all the others too.
#[tokio::test]
async fn everybody_whom_a_finding_concerns_is_marked() {
    let bench = Bench::new().await;
    let id = |n: u32| format!("u{n:03}");
    let person = |n| json!({ "id": id(n), "userName": id(n), "active": false });
    let document = json!({
        "steward": 1,
        "tenant": { "name": "Acme" },
        "people": (0..300).map(person).collect::<Vec<_>>(),
        "roles": [{ "id": "reader", "displayName": "Reader" }],
        "permissions": [{ "id": "docs.read", "displayName": "Read documents" }],
        "assignments": (0..300).map(|n| json!({ "role": "reader", "person": id(n) })).collect::<Vec<_>>(),
        "grants": [{ "permission": "docs.read", "role": "reader" }],
    });
    let path = bench.file("acme.json", &document.to_string());
    bench.desk.add_file("acme", source(&path, FileFormat::Json)).await.unwrap();
    let open = bench.desk.findings("acme", None).await.unwrap().open;
    let finding = open.iter().find(|finding| finding.check == "inactive-holder").unwrap();
    assert_eq!((finding.count, finding.subjects.len()), (300, 200));

    let all = rows(&bench, "acme", &listed(ListKind::People)).await;
    assert!(all.iter().all(|row| row.worst == Some(finding.severity)), "in the list");
    let query = MatrixQuery { only_findings: true, ..everything(RowKind::People) };
    assert_eq!(bench.desk.matrix_head("acme", &query).await.unwrap().total_rows, 300, "in the matrix");
    let unlisted = all.iter().find(|row| finding.subjects.iter().all(|one| one.id != row.item.id)).unwrap();
    let page = bench.desk.person("acme", &unlisted.item.id, None).await.unwrap();
    assert!(page.findings.iter().any(|one| one.key == finding.key), "on their page");
}

/// What a row is sorted by in a column.
fn key(cell: &ListCell) -> (i64, String) {
    let number = |n: i64| (n, String::new());
    match cell {
        ListCell::Text(text) => (0, text.to_lowercase()),
        ListCell::Number(n) => number(i64::from(*n)),
        ListCell::Moment(at) => {
            number(at.as_ref().map_or(i64::MIN, |at| at.parse::<jiff::Timestamp>().unwrap().as_microsecond()))
        }
        ListCell::Class(class) => number(class.map_or(-1, |class| class as i64)),
        ListCell::Flag(flag) => number(flag.map_or(-1, i64::from)),
    }
}

#[tokio::test]
async fn every_column_sorts_both_ways_and_names_settle_ties() {
    let bench = Bench::practice().await;
    for kind in KINDS {
        let plain = head(&bench, "practice", &listed(kind)).await;
        for column in columns(&plain) {
            for descending in [false, true] {
                let query = ListQuery { sort: column.to_owned(), descending, ..listed(kind) };
                let list = rows(&bench, "practice", &query).await;
                assert_eq!(list.len(), plain.total as usize);
                for pair in list.windows(2) {
                    let keys = [0, 1].map(|at| key(cell(&plain, &pair[at], column)));
                    let names = [0, 1].map(|at| pair[at].item.name.to_lowercase());
                    let right = match descending {
                        false => keys[0] < keys[1],
                        true => keys[0] > keys[1],
                    };
                    let tie = keys[0] == keys[1] && names[0] <= names[1];
                    assert!(right || tie, "{kind:?} {column} {descending}: {names:?} {keys:?}");
                }
            }
        }
        let by_name = rows(&bench, "practice", &listed(kind)).await;
        let query = ListQuery { sort: "name".into(), descending: true, ..listed(kind) };
        let mut backwards = rows(&bench, "practice", &query).await;
        backwards.reverse();
        assert_eq!(ids(&backwards), ids(&by_name));
    }
}

#[tokio::test]
async fn numbers_in_names_are_sorted_as_they_count() {
    let bench = Bench::new().await;
    let pairs = "agent-10 p10\nagent-2 p2\nagent-100 p1\nagent-1 p1\n";
    bench.add("small", "pairs.txt", pairs, FileFormat::Pairs).await.unwrap();
    let counted = ["agent-1", "agent-2", "agent-10", "agent-100"];
    assert_eq!(ids(&rows(&bench, "small", &listed(ListKind::People)).await), counted);
    let matrix = bench.desk.matrix_rows("small", &everything(RowKind::People), 0, 9).await.unwrap().rows;
    let names: Vec<&str> = matrix.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(names, counted, "and so they stand in the matrix");
    assert_eq!(ids(&rows(&bench, "small", &listed(ListKind::Permissions)).await), ["p1", "p2", "p10"]);
    let head = bench.desk.matrix_head("small", &everything(RowKind::People)).await.unwrap();
    let columns: Vec<&str> = head.columns.iter().map(|column| column.id.as_str()).collect();
    assert_eq!(columns, ["p1", "p2", "p10"]);
}

#[tokio::test]
async fn findings_sort_the_worst_first() {
    let bench = Bench::practice().await;
    let mut query = ListQuery { sort: "findings".into(), ..listed(ListKind::People) };
    let rank = |row: &ListRow| row.worst.map_or(-1, |worst| worst as i32);
    let list = rows(&bench, "practice", &query).await;
    assert!(rank(&list[0]) > rank(&list[411]));
    assert!(list.windows(2).all(|pair| rank(&pair[0]) >= rank(&pair[1])));
    query.descending = true;
    let list = rows(&bench, "practice", &query).await;
    assert!(list.windows(2).all(|pair| rank(&pair[0]) <= rank(&pair[1])));
}

#[tokio::test]
async fn a_row_is_found_where_it_stands() {
    let bench = Bench::practice().await;
    let query = ListQuery { sort: "permissions".into(), descending: true, ..listed(ListKind::People) };
    let list = rows(&bench, "practice", &query).await;
    for (place, row) in list.iter().enumerate().step_by(50) {
        let found = bench.desk.list_position("practice", &query, &row.item.id).await.unwrap();
        assert_eq!(found, Some(place as u32), "{}", row.item.id);
    }
    let query = ListQuery { search: "felix aydin".into(), ..query };
    let at = |id: &'static str| {
        let (desk, query) = (bench.desk.clone(), query.clone());
        async move { desk.list_position("practice", &query, id).await.unwrap() }
    };
    assert_eq!(at("felix.aydin").await, Some(0));
    assert_eq!((at("greta.olsen").await, at("no such person").await), (None, None));
}

#[tokio::test]
async fn time_is_an_argument() {
    let bench = Bench::practice().await;
    let mut query = ListQuery { search: "marek.lindqvist".into(), ..listed(ListKind::People) };
    let list = head(&bench, "practice", &query).await;
    let now = number(&list, &rows(&bench, "practice", &query).await[0], "permissions");
    // the elevation ends 38 minutes after the tenant was made
    query.at = Some("2026-11-22T12:00:00Z".into());
    let later = number(&list, &rows(&bench, "practice", &query).await[0], "permissions");
    assert_eq!(now - later, 2);
    // what counts in days moves with it
    let mut query = listed(ListKind::People);
    query.at = Some("2027-03-01".into());
    assert_eq!(counted(&head(&bench, "practice", &query).await, "signIn", "recent"), 0);
    query.at = Some("soon".into());
    assert_eq!(bench.desk.list_head("practice", &query).await.unwrap_err().code, ErrorCode::BadInput);
}

#[tokio::test]
async fn what_does_not_exist_is_said_with_what_does() {
    let bench = Bench::practice().await;
    let mut query = ListQuery { sort: "shoe size".into(), ..listed(ListKind::Roles) };
    let error = bench.desk.list_head("practice", &query).await.unwrap_err();
    assert_eq!(
        (error.code, error.message.as_str()),
        (ErrorCode::BadInput, "`shoe size` is no column of this list")
    );
    let columns = "`name`, `findings`, `people`, `groups`, `permissions`, `added` or `gravest`";
    assert_eq!(error.hint, format!("sort by {columns}"));
    query.sort = String::new();
    query.facets = vec![choose("colour", &["red"])];
    let error = bench.desk.list_head("practice", &query).await.unwrap_err();
    assert_eq!((error.code, error.hint.as_str()), (ErrorCode::BadInput, "use `preset` or `gravest`"));
}

#[tokio::test]
async fn a_hundred_thousand_people_are_searched_sorted_and_cut() {
    let bench = Bench::new().await;
    let pairs: String = (0..100_000).map(|n| format!("person-{n:06} p{}\n", n % 50)).collect();
    bench.add("large", "pairs.txt", &pairs, FileFormat::Pairs).await.unwrap();
    let mut query = listed(ListKind::People);
    let all = head(&bench, "large", &query).await;
    assert_eq!((all.total, all.shown), (100_000, 100_000));
    let window = bench.desk.list_rows("large", &query, 5, 5_000).await.unwrap();
    assert_eq!((window.start, window.rows.len()), (5, 2_000), "at most 2,000 rows come at once");
    assert_eq!(window.rows[0].item.id, "person-000005");
    let past = bench.desk.list_rows("large", &query, 99_999, 10).await.unwrap();
    assert_eq!(ids(&past.rows), ["person-099999"]);
    assert!(bench.desk.list_rows("large", &query, u32::MAX, 10).await.unwrap().rows.is_empty());

    let mut best = Duration::MAX;
    for (text, expected) in [("person-0777", 100), ("77777", 1), ("nobody", 0)] {
        query.search = text.into();
        let begun = Instant::now();
        let found = head(&bench, "large", &query).await;
        best = best.min(begun.elapsed());
        assert_eq!(found.shown, expected, "{text}");
    }
    // unoptimised and on a shared machine; 50 ms is the goal of the released program
    assert!(best < Duration::from_millis(500), "{best:?}");
}
