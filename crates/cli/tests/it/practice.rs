//! `steward practice`.

use crate::bench::Bench;
use insta::assert_snapshot;

#[test]
fn it_is_set_up_once_and_described() {
    let bench = Bench::practice();
    assert_snapshot!(bench.run(&["practice"]).all(), @r#"
    exit 0
    --- out
    Northwind Logistics · PRACTICE · Meridian
    known here as `practice`, snapshot a76c8aa3 of 2026-11-22 09:00 UTC
        412  people
         38  groups
         14  roles
         46  permissions
         24  objects
      1,439  memberships
         18  assignments of roles
        160  grants

    Nothing in it is real: 412 people were made up. Look around:
      steward check practice
      steward matrix practice --rows roles
      steward pyramid practice
    --- err
    No keyring is open here, so what is done is on record and not signed yet. Open one, or give a passphrase with `--passphrase-file FILE`: the next entry signs all before it.
    "#);
}

#[test]
fn a_second_time_changes_nothing() {
    let bench = Bench::new();
    let first = bench.good(&["practice"]);
    assert_eq!(bench.good(&["practice"]), first);
    let list = bench.json(&["--json", "tenant", "list"]);
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["name"], "practice");
    assert_eq!(list[0]["environment"], "practice");
    assert_eq!(list[0]["counts"]["people"], 412);
    assert_eq!(list[0]["counts"]["groups"], 38);
    assert_eq!(list[0]["counts"]["roles"], 14);
    assert_eq!(list[0]["counts"]["permissions"], 46);
}

#[test]
fn json_is_the_wire_type() {
    let bench = Bench::new();
    let report = bench.json(&["practice", "--json"]);
    assert_eq!(report["tenant"]["kind"], "practice");
    assert!(report["problems"].as_array().unwrap().is_empty(), "{report}");
}
