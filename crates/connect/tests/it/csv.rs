//! CSV: columns, mappings, lists of edges and matrices.

use crate::support::{direct_grants, tenant};
use steward_connect::files::{Format, Mapping, Read, csv, guess_format, preview, suggest};
use steward_connect::{Extent, Part};
use steward_model::{Assignee, Effect, Holder, Member, Scope, Snapshot};

fn read(text: &str) -> Read {
    csv("f.csv", text.as_bytes(), &Mapping::default(), tenant())
}

#[track_caller]
fn good(text: &str) -> Snapshot {
    let read = read(text);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read.snapshot.unwrap()
}

fn column(name: &str) -> Option<String> {
    Some(name.to_owned())
}

#[test]
fn delimiters_quotes_and_byte_order_marks() {
    for text in [
        "person,permission\nalice,read\n",
        "person;permission\nalice;read\n",
        "person\tpermission\r\nalice\tread\r\n",
        "person|permission\nalice|read\n",
        "\u{feff}person,permission\nalice,read\n",
        "sep=;\nperson;permission\nalice;read\n",
        "\"person\",\"permission\"\n\"alice\",\"read\"\n",
        "Person , Permission\n alice , read \n\n\n",
        "person,permission,\nalice,read,\n",
        "person,permission\r alice,read\r",
    ] {
        assert_eq!(direct_grants(&good(text)), ["alice read"], "{text:?}");
    }
    let read = read("person,name,permission\na,\"Müller, \"\"Anna\"\"\nsenior\",read\n");
    assert_eq!(read.snapshot.unwrap().people[0].name, "Müller, \"Anna\" senior");
    assert_eq!(read.problems[0].code, "control-characters", "the line break is noted");
}

#[test]
fn a_list_of_edges() {
    let text = "user,display name,mail,dept,job title,status,group,role,permission,object,from,to,last used\n\
        anna,Anna A,anna@x.example,Sales,Lead,active,Sales,,,,2026-01-01,,\n\
        anna,,,,,,,Editor,articles.edit,,2026-02-01,2026-03-01,2026-02-10\n\
        anna,,,,,,,,reports.read,r1,,,\n\
        ,,,,,,Sales,Viewer,,,,,\n\
        ,,,,,,,Viewer,articles.read,,,,\n";
    let read = read(text);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let s = read.snapshot.unwrap();
    let anna = &s.people[0];
    assert_eq!(
        (
            anna.name.as_str(),
            anna.email.as_deref(),
            anna.department.as_deref(),
            anna.title.as_deref(),
            anna.active
        ),
        ("Anna A", Some("anna@x.example"), Some("Sales"), Some("Lead"), true)
    );
    assert_eq!(s.memberships.len(), 1);
    assert!(matches!(s.memberships[0].member, Member::Person(_)));
    assert_eq!(s.memberships[0].window.since, Some("2026-01-01T00:00:00Z".parse().unwrap()));
    assert_eq!(s.assignments.len(), 2);
    let editor = s.assignments.iter().find(|x| matches!(x.to, Assignee::Person(_))).unwrap();
    // a day at the end is a day on which it still holds
    assert_eq!(editor.window.until, Some("2026-03-02T00:00:00Z".parse().unwrap()));
    let by_role = s.grants.iter().filter(|x| matches!(x.to, Holder::Role(_))).count();
    assert_eq!((s.grants.len(), by_role), (3, 2));
    assert!(s.grants.iter().any(|x| matches!(x.scope, Scope::Objects(_))));
    assert_eq!(s.activity.as_ref().unwrap().len(), 1);
}

#[test]
fn nobody_gets_what_only_another_row_says() {
    let s = good("person,group,role\nanna,Sales,Editor\nben,Sales,\n");
    assert_eq!(s.assignments.len(), 1);
    assert!(matches!(s.assignments[0].to, Assignee::Person(p) if s.person(p).unwrap().id == "anna"));
}

#[test]
fn a_given_mapping_counts() {
    let text = "who;what;note\nalice;read;x\n";
    let mapping = Mapping { person: column("WHO"), permission: column("what"), ..Mapping::default() };
    let read = csv("f", text.as_bytes(), &mapping, tenant());
    assert_eq!(direct_grants(&read.snapshot.unwrap()), ["alice read"]);

    let mapping = Mapping { person: column("whom"), permission: column("what"), ..Mapping::default() };
    let read = csv("f", text.as_bytes(), &mapping, tenant());
    let problem = read.problems[0].to_string();
    assert!(problem.contains("f:1 person: error: there is no column `whom` for person"), "{problem}");
    assert!(problem.contains("did you mean `who`? the columns are `who`, `what`, `note`"), "{problem}");

    let mapping = Mapping { delimiter: Some(','), ..mapping };
    let read = csv("f", text.as_bytes(), &mapping, tenant());
    assert!(read.problems[0].hint.contains("the columns are `who;what;note`"), "{:?}", read.problems);

    let mapping = Mapping { person: column("who"), ..Mapping::default() };
    let read = csv("f", text.as_bytes(), &mapping, tenant());
    assert!(read.problems[0].message.contains("does not say who has what"), "{:?}", read.problems);
}

#[test]
fn a_matrix_of_people() {
    let s = good(
        "person,name,articles.read,articles.edit\nanna,Anna,yes,denied\nben,Ben,X,\ncara,Cara,0,until 2026-05-01\n",
    );
    assert_eq!(s.people.len(), 3);
    assert_eq!(
        direct_grants(&s),
        ["anna articles.edit", "anna articles.read", "ben articles.read", "cara articles.edit"]
    );
    let denied = s.grants.iter().filter(|x| x.effect == Effect::Deny).count();
    let ending = s.grants.iter().filter(|x| x.window.until.is_some()).count();
    assert_eq!((denied, ending), (1, 1));
}

#[test]
fn a_matrix_of_roles_or_groups() {
    let s = good("role,read,write\nEditor,yes,yes\nViewer,yes,no\n");
    assert_eq!((s.roles.len(), s.people.len(), s.grants.len()), (2, 0, 3));
    let s = good("role,policy,write\nEditor,yes,yes\nViewer,yes,no\n");
    assert_eq!((s.roles.len(), s.permissions.len(), s.grants.len()), (2, 2, 3));
    let s = good("group,read,write\nSales,yes,no\n");
    assert_eq!((s.groups.len(), s.grants.len()), (1, 1));
}

/// As `steward export --format csv` writes it, in both directions.
#[test]
fn what_steward_exports_comes_back() {
    let upright = "person,agents.query,data.export\r\nanna,yes,\r\nben,yes,yes\r\n'=cmd,,yes\r\n";
    let turned = "permission,name,category,consequence,anna,ben,'=cmd\r\n\
        agents.query,Query agents,Agents,diagnose,yes,yes,\r\n\
        data.export,Export data,Data,override,,yes,yes\r\n";
    let wanted = ["=cmd data.export", "anna agents.query", "ben agents.query", "ben data.export"];
    assert_eq!(direct_grants(&good(upright)), wanted);
    assert_eq!(direct_grants(&good(turned)), wanted);
    assert_eq!(good(upright).people, good(turned).people);
    let roles = good("permission \\ role,name,Editor,Viewer\nread,Read,yes,yes\nwrite,Write,yes,\n");
    assert_eq!((roles.roles.len(), roles.people.len(), roles.grants.len()), (2, 0, 3));
}

#[test]
fn suggestions_fit_common_headers() {
    let of = |header: &[&str]| suggest(&header.iter().map(|x| (*x).to_owned()).collect::<Vec<_>>(), &[]);
    let mapping = of(&["User ID", "Full Name", "E-mail", "Entitlement", "Valid To"]).unwrap();
    assert_eq!(mapping.person, column("User ID"));
    assert_eq!(mapping.person_name, column("Full Name"));
    assert_eq!(mapping.email, column("E-mail"));
    assert_eq!(mapping.permission, column("Entitlement"));
    assert_eq!(mapping.until, column("Valid To"));
    assert!(!mapping.matrix);
    assert_eq!(of(&["email", "role"]).unwrap().person, None);
    assert_eq!(of(&["name", "role"]).unwrap().person, column("name"));
    assert_eq!(of(&["alpha", "beta"]), None);
    assert_eq!(of(&[]), None);
}

#[test]
fn headers_of_common_products_and_languages_are_known() {
    for text in [
        "userPrincipalName,Application Role\nanna,lesen\n",
        "UPN,roleDefinition\nanna,lesen\n",
        "EmployeeID;Entitlement Name\nanna;lesen\n",
        "sAMAccountName,policy\nanna,lesen\n",
        "account name,entitlement\nanna,lesen\n",
        "Benutzer,Berechtigung\nanna,lesen\n",
        "Benutzer;Gruppe\nanna;lesen\n",
        "usuario,permiso\nanna,lesen\n",
        "nombre de usuario,rol\nanna,lesen\n",
        "usuario,grupo\nanna,lesen\n",
        "Utilisateur;R\u{f4}le\nanna;lesen\n",
        "nom d'utilisateur,droit\nanna,lesen\n",
        "utilisateur,groupe\nanna,lesen\n",
    ] {
        for name in ["x", "x.txt", "x.csv"] {
            assert_eq!(guess_format(name, text.as_bytes()), Some(Format::Csv), "{name}: {text:?}");
        }
        let s = good(text);
        assert_eq!((s.people.len(), s.people[0].id.as_str()), (1, "anna"), "{text:?}");
        let edges = s.grants.len() + s.assignments.len() + s.memberships.len();
        assert_eq!(edges, 1, "{text:?}");
    }
}

#[test]
fn a_header_that_says_nothing_is_refused_with_a_mapping_to_copy() {
    for (header, such) in [
        ("Wer,Was", "person=Wer,permission=Was"),
        ("Nr,Wer,Was", "person=Nr,permission=Wer"),
        ("Was genau,Login", "person=Login,permission=Was genau"),
    ] {
        let text = format!("{header}\nanna,lesen\n");
        assert_eq!(guess_format("x.csv", text.as_bytes()), Some(Format::Csv), "{header}");
        let read = read(&text);
        assert!(read.snapshot.is_none(), "{header}");
        assert!(read.problems[0].hint.contains(&format!("`--map '{such}'`")), "{:?}", read.problems);
    }
}

#[test]
fn an_email_can_be_the_person() {
    let s = good("email,role\nanna@x.example,Editor\n");
    assert_eq!(
        (s.people[0].id.as_str(), s.people[0].email.as_deref()),
        ("anna@x.example", Some("anna@x.example"))
    );
}

#[test]
fn previews() {
    let p = preview("access.csv", b"User;Role\nanna;Editor\nben;Viewer\n");
    assert_eq!(
        (p.format, p.delimiter, p.columns.len(), p.sample.len()),
        (Some(Format::Csv), Some(';'), 2, 2)
    );
    assert_eq!(p.suggested.unwrap().role, column("Role"));
    let p = preview("hc.txt", b"        1          1\n        6          1\n");
    assert_eq!((p.format, p.sample[1].clone()), (Some(Format::Pairs), vec!["6".to_owned(), "1".to_owned()]));
    assert_eq!(guess_format("x", b"{ \"steward\": 1 }"), Some(Format::Json));
    assert_eq!(guess_format("x.csv", b"user,permission\na,b\n"), Some(Format::Csv));
    assert_eq!(guess_format("x.csv", b"a,b\nc,d\n"), Some(Format::Csv));
    assert_eq!(guess_format("x", b"a,b\nc,d\n"), Some(Format::Pairs));
    assert_eq!(guess_format("x.csv", b"{ \"steward\": 1 }"), Some(Format::Json));
    assert_eq!(guess_format("x", b"PK\x03\x04"), None);
    assert_eq!(preview("x", b"PK\x03\x04").problems.len(), 1);
}

#[test]
fn what_is_held_on_some_objects_is_left_out_and_named() {
    for cell in ["scoped", "scoped until 2026-12-31T00:00:00Z", "Scoped until 2026-12-31"] {
        let read = read(&format!("person,read\nalice,yes\nbob,{cell}\n"));
        let codes: Vec<&str> = read.problems.iter().map(|x| x.code.as_str()).collect();
        assert_eq!((codes, read.snapshot.unwrap().grants.len()), (vec!["scoped-cell"], 1), "{cell}");
        let missing: Vec<_> = read.missing.parts().collect();
        assert_eq!(missing, [(Part::Grants, Extent::Entries(1))], "{cell}");
    }
}

#[test]
fn rows_that_are_left_out_are_missing_and_what_is_only_odd_is_not() {
    let lacks = |text: &str| read(text).missing.parts().collect::<Vec<_>>();
    let n = Extent::Entries;
    assert_eq!(lacks("person,permission,until\na,read,\nb,read,soon\nc,read,x\n"), [(Part::Grants, n(2))]);
    assert_eq!(lacks("person,role\na,r\nb,r,x\n"), [(Part::Assignments, n(1))]);
    assert_eq!(
        lacks("person,group,permission\na,g,read\n,,write\n"),
        [(Part::Members, n(1)), (Part::Grants, n(1))]
    );
    assert!(lacks("person,name,permission\na,A,read\na,B,write\n").is_empty(), "two names");
    assert!(lacks("person,permission,active\na,read,perhaps\n").is_empty(), "a flag");
    assert!(lacks("role,read,colour\nr,yes,red\n").is_empty(), "a column that is no permission");
}

#[test]
fn the_year_9999_is_no_end() {
    for end in [
        "9999-12-31",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59+01:00",
        "9999-12-31 23:59:59",
        "9999-01-01",
        "31.12.9999",
        "12/31/9999",
        "99999-12-31",
        "+010000-01-01T00:00:00Z",
    ] {
        let s = good(&format!("person,permission,until\nalice,read,{end}\n"));
        assert_eq!((s.grants.len(), s.grants[0].window.until), (1, None), "{end}");
    }
    let s = good("person,read,write\nalice,until 9999-12-31,yes\n");
    assert_eq!((s.grants.len(), s.grants.iter().filter(|x| x.window.until.is_some()).count()), (2, 0));
    for end in ["9999-13-01", "9999", "99999999", "9999-12-31 sometime"] {
        let read = read(&format!("person,permission,until\nalice,read,{end}\nbob,read,\n"));
        assert_eq!(read.problems[0].code, "bad-time", "{end}");
    }
}

#[test]
fn a_table_of_which_nothing_can_be_read_says_why() {
    let read = read("person,permission\nalice,\n,write\n");
    assert!(read.snapshot.is_none());
    let lines: Vec<_> = read.problems.iter().map(|x| x.place.line).collect();
    assert_eq!(lines, [None, Some(2), Some(3)], "{:?}", read.problems);
    // a note about the encoding is no row
    let read = csv("f", b"person,permission,na\xefve\n", &Mapping::default(), tenant());
    assert_eq!(read.problems[0].message, "there is no row below the header");
}

#[test]
fn too_many_columns_are_called_that() {
    let names: Vec<String> = (0..100_000).map(|x| format!("p{x}")).collect();
    let text = format!("person,{}\nanna{}\n", names.join(","), ",x".repeat(100_000));
    let read = read(&text);
    let problem = &read.problems[0];
    assert_eq!(problem.message, "the header has 100001 columns, the limit is 100000");
    assert_eq!(problem.place.line, Some(1));
}

#[test]
fn lines_are_counted_through_quotes_blank_lines_and_breaks() {
    let text = "person,name,permission\r\n\r\na,\"two\r\nlines\",read\r\n\r\nb,B,\r\n";
    let read = read(text);
    let places: Vec<_> = read.problems.iter().map(|problem| problem.place.to_string()).collect();
    assert_eq!(places, ["f.csv:3 people[0].displayName", "f.csv:6:5 permission"]);
}
