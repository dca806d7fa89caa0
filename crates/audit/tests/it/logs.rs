//! Records as the services document them, each recognised by its fields and read into the same words.

use serde_json::{Value, json};
use steward_audit::{AuditEvent, AuditMapping, AuditReader, OutcomeState, builtin_mappings};
use steward_model::Consequence;

fn read(record: &Value) -> Vec<AuditEvent> {
    let mut events = Vec::new();
    let reading = AuditReader::default().read("log", &record.to_string(), |event, _| events.push(event));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    events
}

/// Origin, id, time, actor, action, object, outcome, consequence.
fn said(event: &AuditEvent) -> [String; 8] {
    let object = event.object.as_ref();
    [
        event.origin.clone(),
        event.id.clone(),
        event.time.to_string(),
        event.actor.as_ref().map_or_else(String::new, |actor| actor.id.clone()),
        event.action.clone(),
        object.map_or_else(String::new, |x| format!("{} {}", x.kind.as_deref().unwrap_or_default(), x.id)),
        event.outcome.state.word().to_owned(),
        event.consequence.map_or("", Consequence::word).to_owned(),
    ]
}

#[test]
fn okta() {
    let events = read(&json!({
        "uuid": "e1", "published": "2026-05-03T10:12:44.018Z", "eventType": "user.account.privilege.grant",
        "actor": {"id": "00u1", "type": "User", "alternateId": "ines@example.com",
        "displayName": "Ines Malaga"},
        "outcome": {"result": "DENY", "reason": "policy"}, "transaction": {"type": "WEB", "id": "t1"},
        "client": {"ipAddress": "192.0.2.7"}, "severity": "INFO",
        "target": [{"id": "00u2", "type": "User", "displayName": "Jon Abel"}],
    }));
    let expected = [
        "okta",
        "e1",
        "2026-05-03T10:12:44.018Z",
        "00u1",
        "user.account.privilege.grant",
        "User 00u2",
        "denied",
        "policy",
    ];
    assert_eq!(said(&events[0]), expected);
    assert_eq!(events[0].correlation.as_deref(), Some("t1"));
    assert_eq!(events[0].actor.as_ref().unwrap().name.as_deref(), Some("Ines Malaga"));
    assert_eq!(
        (events[0].ip.as_deref(), events[0].outcome.code.as_deref()),
        (Some("192.0.2.7"), Some("DENY"))
    );
    assert_eq!(events[0].extra.get("severity"), Some(&json!("INFO")));
    assert_eq!(events[0].extra.get("published"), None);
}

#[test]
fn every_target_of_okta_is_the_object_of_an_event() {
    let events = read(&json!({
        "uuid": "o1", "published": "2026-05-03T09:12:33Z", "eventType": "group.user_membership.add",
        "actor": {"id": "00u1", "type": "User"}, "transaction": {"id": "tx"},
        "target": [{"id": "00g1", "type": "UserGroup", "displayName": "Billing access"},
            {"id": "00u2", "type": "User", "alternateId": "anna@example.com", "displayName": "Anna Roth"}],
    }));
    let objects: Vec<(&str, &str, Option<&str>)> = (events.iter())
        .filter_map(|event| {
            let object = event.object.as_ref()?;
            Some((event.id.as_str(), object.id.as_str(), object.name.as_deref()))
        })
        .collect();
    assert_eq!(objects, [("o1", "00g1", Some("Billing access")), ("o1#1", "00u2", Some("Anna Roth"))]);
    for event in &events {
        assert_eq!(event.correlation.as_deref(), Some("tx"));
        assert!(event.extra["targets"].to_string().contains("Billing access"), "each has the others with it");
    }
}

#[test]
fn a_table_says_who_approved_in_which_request() {
    let log = "time,actor,action,object,result,approved by,policy,request\n\
               2026-05-03 11:00:00,ines,billing.access.grant,b-17,ok,Karl Boss,BILLING-4,REQ-9\n";
    let mut events = Vec::new();
    let reading = AuditReader::default().read("log.csv", log, |event, _| events.push(event));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let event = &events[0];
    assert_eq!(event.approved_by.as_ref().unwrap().id, "Karl Boss");
    assert_eq!(
        (event.correlation.as_deref(), event.policy_version.as_deref()),
        (Some("REQ-9"), Some("BILLING-4"))
    );
}

#[test]
fn one_record_of_google_workspace_is_several_events() {
    let events = read(&json!({
        "kind": "admin#reports#activity", "actor": {"profileId": "1", "email": "ines@example.com"},
        "ipAddress": "192.0.2.7",
        "id": {"time": "2026-05-03T10:12:44Z", "uniqueQualifier": "q", "applicationName": "admin",
        "customerId": "C1"},
        "events": [
            {"type": "DELEGATED_ADMIN_SETTINGS", "name": "ASSIGN_ROLE", "parameters": [
                {"name": "ROLE_NAME", "value": "_USER_ADMIN"}, {"name": "USER_EMAIL",
                "value": "jon@example.com"}]},
            {"type": "USER_SETTINGS", "name": "DELETE_USER", "parameters": [{"name": "USER_EMAIL",
            "value": "x@example.com"}]},
        ],
    }));
    let time = "2026-05-03T10:12:44Z";
    let first = [
        "google-workspace",
        "q",
        time,
        "1",
        "ASSIGN_ROLE",
        "DELEGATED_ADMIN_SETTINGS jon@example.com",
        "unknown",
        "policy",
    ];
    let second = [
        "google-workspace",
        "q#1",
        time,
        "1",
        "DELETE_USER",
        "USER_SETTINGS x@example.com",
        "unknown",
        "destructive",
    ];
    assert_eq!((said(&events[0]), said(&events[1])), (first.map(String::from), second.map(String::from)));
    assert_ne!(events[0].raw_hash, events[1].raw_hash);
}

#[test]
fn microsoft() {
    let directory = read(&json!({
        "id": "d1", "category": "RoleManagement", "correlationId": "c1", "result": "success",
        "resultReason": "",
        "activityDisplayName": "Add member to role", "activityDateTime": "2026-05-03T10:12:44.1234567Z",
        "loggedByService": "Core Directory", "initiatedBy": {"app": null, "user": {"id": "u1",
        "userPrincipalName": "ines@example.com"}},
        "targetResources": [{"id": "u2", "displayName": "Jon", "type": "User"}],
    }));
    let expected = [
        "entra",
        "d1",
        "2026-05-03T10:12:44.1234567Z",
        "u1",
        "Add member to role",
        "User u2",
        "success",
        "policy",
    ];
    assert_eq!(said(&directory[0]), expected);

    let sign_in = read(&json!({
        "id": "s1", "createdDateTime": "2026-05-03T10:12:44Z", "userId": "u1",
        "userPrincipalName": "ines@example.com",
        "appDisplayName": "Portal", "appId": "a1", "clientAppUsed": "Browser", "ipAddress": "192.0.2.7",
        "status": {"errorCode": 53003, "failureReason": "blocked"},
    }));
    let expected = [
        "entra-sign-in",
        "s1",
        "2026-05-03T10:12:44Z",
        "u1",
        "sign-in",
        "application a1",
        "denied",
        "diagnose",
    ];
    assert_eq!(said(&sign_in[0]), expected);

    let unified = read(&json!({
        "CreationTime": "2026-05-03T10:12:44", "Id": "m1", "Operation": "FileDownloaded",
        "OrganizationId": "o1", "RecordType": 6,
        "ResultStatus": "Succeeded", "UserKey": "k1", "UserType": 0, "Workload": "SharePoint",
        "UserId": "ines@example.com",
        "ObjectId": "https://example.com/x", "ItemType": "File", "ClientIP": "192.0.2.7",
    }));
    let expected = [
        "microsoft-365",
        "m1",
        "2026-05-03T10:12:44Z",
        "k1",
        "FileDownloaded",
        "File https://example.com/x",
        "success",
        "override",
    ];
    assert_eq!(said(&unified[0]), expected);
}

#[test]
fn github() {
    let events = read(&json!({
        "@timestamp": 1_777_803_164_018_i64, "_document_id": "g1", "action": "org.add_member",
        "actor": "ines", "org": "acme",
        "user": "jon", "operation_type": "create", "actor_ip": "192.0.2.7",
    }));
    let expected =
        ["github", "g1", "2026-05-03T10:12:44.018Z", "ines", "org.add_member", " jon", "unknown", "policy"];
    assert_eq!(said(&events[0]), expected);
    assert_eq!(events[0].tenant.as_deref(), Some("acme"));
}

#[test]
fn cloudtrail_files_hold_a_list() {
    let record = |name: &str, id: &str, more: Value| {
        let mut record = json!({
            "eventID": id, "eventTime": "2026-05-03T10:12:44Z", "eventSource": "iam.amazonaws.com",
            "eventName": name,
            "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::1:user/ines", "userName": "ines",
            "accountId": "1"},
            "requestParameters": {"userName": "jon"}, "requestID": "r1", "sourceIPAddress": "192.0.2.7",
            "recipientAccountId": "1",
        });
        let (Value::Object(all), Value::Object(more)) = (&mut record, more) else { panic!("objects") };
        all.extend(more);
        record
    };
    let events = read(&json!({"Records": [
        record("AttachUserPolicy", "a", json!({"readOnly": false})),
        record("ListUsers", "b", json!({"readOnly": true})),
        record("DeleteUser", "c", json!({"errorCode": "AccessDenied"})),
    ]}));
    let ends: Vec<(OutcomeState, Option<Consequence>)> =
        events.iter().map(|event| (event.outcome.state, event.consequence)).collect();
    assert_eq!(
        ends,
        [
            (OutcomeState::Success, Some(Consequence::Policy)),
            (OutcomeState::Success, Some(Consequence::View)),
            (OutcomeState::Denied, Some(Consequence::Destructive)),
        ]
    );
    assert!(
        events.iter().all(|event| event.origin == "cloudtrail" && event.correlation.as_deref() == Some("r1"))
    );
}

#[test]
fn a_list_may_go_on_in_the_next_line() {
    let record = |id: &str| {
        json!({
            "eventID": id, "eventTime": "2026-05-03T10:12:44Z", "eventSource": "iam.amazonaws.com",
            "eventName": "ListUsers", "userIdentity": {"arn": "arn:aws:iam::1:user/ines"}, "requestID": "q-1",
        })
    };
    for log in [
        format!("{{\"Records\":[{},\n{}]}}\n", record("a"), record("b")),
        format!("{{\"Records\":[\n{},\n{}\n]}}\n", record("a"), record("b")),
        format!("{{\"Records\":[{},{}]}}\n", record("a"), record("b")),
        format!("{}\n{}\n", record("a"), record("b")),
    ] {
        let mut events = Vec::new();
        let reading = AuditReader::default().read("log", &log, |event, _| events.push(event));
        assert!(reading.problems.is_empty(), "{log}: {:?}", reading.problems);
        let ids: Vec<&str> = events.iter().map(|event| event.id.as_str()).collect();
        assert_eq!(ids, ["a", "b"], "{log}");
        assert!(events.iter().all(|event| event.correlation.as_deref() == Some("q-1")), "{log}");
    }
}

#[test]
fn auth0_and_slack() {
    let stream = read(&json!({"log_id": "l1", "data": {
        "log_id": "l1", "date": "2026-05-03T10:12:44.018Z", "type": "fp", "description": "Wrong password.",
        "client_id": "c1",
        "client_name": "Shop", "ip": "192.0.2.7", "user_id": "auth0|1", "user_name": "ines@example.com",
        "connection_id": "con1",
    }}));
    assert_eq!((stream[0].origin.as_str(), stream[0].action.as_str()), ("auth0", "fp"));
    assert_eq!(
        (stream[0].outcome.state, stream[0].consequence),
        (OutcomeState::Failure, Some(Consequence::Diagnose))
    );

    let slack = read(&json!({"entries": [{
        "id": "s1", "date_create": 1_777_803_164, "action": "role_change_to_owner",
        "actor": {"type": "user", "user": {"id": "W1", "name": "Ines", "email": "ines@example.com",
        "team": "T1"}},
        "entity": {"type": "user", "user": {"id": "W2", "name": "Jon"}},
        "context": {"location": {"type": "workspace", "id": "T1"}, "ua": "x", "ip_address": "192.0.2.7"},
    }]}));
    let expected =
        ["slack", "s1", "2026-05-03T10:12:44Z", "W1", "role_change_to_owner", "user W2", "success", "policy"];
    assert_eq!(said(&slack[0]), expected);
}

#[test]
fn ocsf() {
    let events = read(&json!({
        "class_uid": 3005, "class_name": "User Access Management", "activity_id": 1,
        "activity_name": "Assign Privileges",
        "category_uid": 3, "type_uid": 300501, "type_name": "User Access Management: Assign Privileges",
        "severity_id": 1,
        "time": 1_777_803_164_018_i64, "status_id": 1,
        "metadata": {"version": "1.3.0", "uid": "o1", "correlation_uid": "r1", "tenant_uid": "t1",
        "product": {"name": "IdP"}},
        "actor": {"user": {"uid": "u1", "name": "Ines"}}, "user": {"uid": "u2", "name": "Jon"},
        "privileges": ["admin"],
        "src_endpoint": {"ip": "192.0.2.7"},
    }));
    let expected = [
        "ocsf",
        "o1",
        "2026-05-03T10:12:44.018Z",
        "u1",
        "User Access Management: Assign Privileges",
        "User Access Management u2",
        "success",
        "policy",
    ];
    assert_eq!(said(&events[0]), expected);
}

#[test]
fn an_unknown_log_is_read_by_its_words() {
    // as an open-source content system writes it
    let events = read(&json!({"data": [{
        "id": 39, "action": "create", "user": "27f68c8d", "timestamp": "2026-11-22T01:27:24.862Z",
        "ip": "127.0.0.1",
        "user_agent": "x", "collection": "directus_settings", "item": "1", "origin": null, "revisions": [35],
    }]}));
    let expected = [
        "generic",
        "39",
        "2026-11-22T01:27:24.862Z",
        "27f68c8d",
        "create",
        "directus_settings 1",
        "unknown",
        "correct",
    ];
    assert_eq!(said(&events[0]), expected);
    assert_eq!(events[0].extra.get("revisions"), Some(&json!([35])));
}

#[test]
fn a_mapping_of_a_pack_comes_first() {
    let mapping = AuditMapping::from_toml(
        r#"
        id = "meridian"
        name = "Meridian audit log"
        recognise = ["at", "op"]
        times = ["%d.%m.%Y %H:%M:%S"]
        [fields]
        time = ["at"]
        action = ["op"]
        actor = ["/by/id"]
        outcome = ["end"]
        [[outcome]]
        is = ["stopped*"]
        means = "denied"
        [[consequence]]
        is = ["close_*"]
        means = "destructive"
        "#,
    )
    .unwrap();
    let reader = AuditReader { mapping: None, known: vec![mapping] };
    let line =
        r#"{"at":"03.05.2026 10:12:44","op":"close_month","by":{"id":"ines"},"end":"Stopped by rule 7"}"#;
    let mut events = Vec::new();
    let reading = reader.read("log", line, |event, _| events.push(event));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    assert_eq!(reading.mappings.get("meridian"), Some(&1));
    let [_, _, time, actor, action, _, outcome, consequence] = said(&events[0]);
    assert_eq!([time, actor, action], ["2026-05-03T10:12:44Z", "ines", "close_month"]);
    assert_eq!([outcome, consequence], ["denied", "destructive"]);
}

#[test]
fn the_hash_is_that_of_the_line() {
    use sha2::{Digest, Sha256};
    let line = r#"{"time":"2026-05-03T10:12:44Z", "action":"x", "id": 7}"#;
    let mut events = Vec::new();
    AuditReader::default().read("log", &format!("{line}\n"), |event, _| events.push(event));
    let hash: String = Sha256::digest(line.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(events[0].raw_hash, hash);
    assert_eq!(events[0].dedupe_key(), "generic/7");
}

#[test]
fn mappings_are_data_that_comes_back() {
    for mapping in builtin_mappings() {
        let json = serde_json::to_string(mapping).unwrap();
        assert_eq!(&serde_json::from_str::<AuditMapping>(&json).unwrap(), mapping);
    }
}
