//! Which field of an unknown audit log is what, guessed from the words of its header.

use crate::mapping::{AuditMapping, Fields};
use serde_json::{Map, Value};

/// Id of a mapping that was guessed.
pub const GENERIC: &str = "generic";

/// Fields that are looked at in a record.
const MOST_PATHS: usize = 500;
/// How deep fields are looked for.
const DEEPEST: usize = 4;

/// Headers that mean a field, in small letters and without anything but letters and digits; the likeliest
/// first.
type Words = &'static [&'static str];

/// Where the paths of a field are kept.
type Field = fn(&mut Fields) -> &mut Vec<String>;

/// In the order in which fields choose: what is needed most, or is named most particularly, first.
const WORDS: &[(Field, Words)] = &[
    (
        |f| &mut f.time,
        &[
            "timestamp",
            "time",
            "datetime",
            "eventtime",
            "eventdate",
            "occurredat",
            "createdat",
            "created",
            "date",
            "loggedat",
            "published",
            "when",
            "ts",
            "eventtimestamp",
            "timestamputc",
            "timeutc",
            "dateutc",
            "zeitstempel",
            "zeitpunkt",
            "zeit",
            "datum",
            "fechayhora",
            "fecha",
            "horodatage",
            "dateheure",
        ],
    ),
    (
        |f| &mut f.action,
        &[
            "action",
            "operation",
            "eventname",
            "eventtype",
            "activity",
            "event",
            "activitytype",
            "actiontype",
            "operationname",
            "verb",
            "method",
            "type",
            "aktion",
            "vorgang",
            "ereignis",
            "accion",
            "acción",
            "evento",
            "opération",
            "évènement",
            "événement",
        ],
    ),
    (
        |f| &mut f.correlation,
        &[
            "correlationid",
            "requestid",
            "traceid",
            "transactionid",
            "sessionid",
            "correlation",
            "request",
            "requestnumber",
        ],
    ),
    (
        |f| &mut f.ip,
        &[
            "ip",
            "ipaddress",
            "sourceip",
            "clientip",
            "remoteaddress",
            "sourceipaddress",
            "actorip",
            "remoteip",
            "userip",
        ],
    ),
    (|f| &mut f.policy_version, &["policyversion", "policyid", "policy"]),
    (
        |f| &mut f.approved_by,
        &[
            "approvedby",
            "approver",
            "approverid",
            "approvedbyid",
            "authorizedby",
            "authorisedby",
            "genehmigtvon",
        ],
    ),
    (|f| &mut f.approved_by_name, &["approvername", "approvedbyname"]),
    (|f| &mut f.on_behalf_of, &["onbehalfof", "onbehalfofid", "impersonateduser", "delegator"]),
    (
        |f| &mut f.object_kind,
        &[
            "objecttype",
            "objectkind",
            "resourcetype",
            "resourcekind",
            "targettype",
            "entitytype",
            "itemtype",
            "collection",
        ],
    ),
    (
        |f| &mut f.object_name,
        &["objectname", "resourcename", "targetname", "entityname", "itemname", "targetdisplayname"],
    ),
    (
        |f| &mut f.object,
        &[
            "objectid",
            "object",
            "resourceid",
            "resource",
            "targetid",
            "target",
            "entityid",
            "entity",
            "itemid",
            "item",
            "targetuser",
            "affecteduser",
            "objekt",
            "ziel",
            "objeto",
            "objet",
            "cible",
        ],
    ),
    (
        |f| &mut f.actor,
        &[
            "actorid",
            "actor",
            "userid",
            "user",
            "username",
            "performedby",
            "initiatedby",
            "principal",
            "principalid",
            "operator",
            "author",
            "login",
            "accountname",
            "who",
            "subject",
            "requester",
            "modifiedby",
            "changedby",
            "createdby",
            "email",
            "useremail",
            "actoremail",
            "benutzer",
            "benutzername",
            "bearbeiter",
            "usuario",
            "utilisateur",
            "auteur",
            "account",
        ],
    ),
    (
        |f| &mut f.actor_name,
        &[
            "actorname",
            "actordisplayname",
            "userdisplayname",
            "displayname",
            "fullname",
            "useremail",
            "actoremail",
            "username",
            "email",
        ],
    ),
    (
        |f| &mut f.tenant,
        &[
            "tenantid",
            "tenant",
            "organizationid",
            "organisationid",
            "orgid",
            "organization",
            "organisation",
            "org",
            "workspaceid",
            "workspace",
            "customerid",
            "accountid",
            "mandant",
        ],
    ),
    (
        |f| &mut f.outcome,
        &["outcome", "result", "status", "success", "resultstatus", "ergebnis", "resultado", "résultat"],
    ),
    (|f| &mut f.outcome_code, &["errorcode", "statuscode", "resultcode", "responsecode", "code"]),
    (
        |f| &mut f.reason,
        &[
            "reason",
            "message",
            "description",
            "comment",
            "justification",
            "details",
            "grund",
            "motivo",
            "motif",
        ],
    ),
    (
        |f| &mut f.surface,
        &[
            "surface",
            "application",
            "applicationname",
            "appname",
            "app",
            "channel",
            "client",
            "service",
            "source",
            "origin",
            "useragent",
        ],
    ),
    (|f| &mut f.id, &["eventid", "auditid", "logid", "recordid", "entryid", "uuid", "id", "guid", "uid"]),
];

/// A mapping that fits a record, or `None` when no field can be told to be the time and none to be the
/// action.
#[must_use]
pub fn suggest_mapping(record: &Map<String, Value>) -> Option<AuditMapping> {
    let mut paths = Vec::new();
    for (key, value) in record {
        collect(key, value, 1, &mut paths);
    }
    let known: Vec<Known> = paths.into_iter().map(Known::new).collect();
    let mut fields = Fields::default();
    let mut taken: Vec<&str> = Vec::new();
    for (field, words) in WORDS {
        let found = find(&known, &taken, words, |known| &known.whole)
            .or_else(|| find(&known, &taken, words, |known| &known.last));
        if let Some(found) = found {
            taken.push(&found.path);
            field(&mut fields).push(found.path.clone());
        }
    }
    if fields.time.is_empty() || fields.action.is_empty() {
        return None;
    }
    Some(AuditMapping {
        id: GENERIC.to_owned(),
        name: "Guessed from the header".to_owned(),
        fields,
        ..AuditMapping::default()
    })
}

/// A path of a record and what its words are.
struct Known {
    /// The whole path, plain.
    whole: String,
    /// Its last part, plain.
    last: String,
    path: String,
}

impl Known {
    fn new(path: String) -> Self {
        let last = path.rsplit('.').next().map(plain).unwrap_or_default();
        Self { whole: plain(&path), last, path }
    }
}

/// The path that is not taken and stands for the likeliest of the words.
fn find<'k>(
    known: &'k [Known],
    taken: &[&str],
    words: &[&str],
    part: fn(&Known) -> &String,
) -> Option<&'k Known> {
    let is_free = |known: &Known| !taken.contains(&known.path.as_str());
    words.iter().find_map(|word| known.iter().find(|x| part(x) == word && is_free(x)))
}

/// Paths of the values in a record: dotted, of lists the first element only.
fn collect(path: &str, value: &Value, depth: usize, paths: &mut Vec<String>) {
    if paths.len() >= MOST_PATHS {
        return;
    }
    match value {
        Value::Object(map) if depth < DEEPEST => {
            for (key, value) in map {
                collect(&format!("{path}.{key}"), value, depth + 1, paths);
            }
        }
        Value::Array(list) if depth < DEEPEST => {
            if let Some(first) = list.first() {
                collect(&format!("{path}.0"), first, depth + 1, paths);
            }
        }
        Value::Object(_) | Value::Array(_) => {}
        _ => paths.push(path.to_owned()),
    }
}

/// Letters and digits of a header; of a longer one than any that is known, the beginning.
fn plain(header: &str) -> String {
    const LONGEST: usize = 40;
    let start = header.chars().take(8 * LONGEST).filter(|c| c.is_alphanumeric()).take(LONGEST);
    start.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn guess(record: Value) -> Option<Fields> {
        let Value::Object(record) = record else { panic!("an object") };
        suggest_mapping(&record).map(|mapping| mapping.fields)
    }

    #[test]
    fn words_of_headers_say_what_a_field_is() {
        let fields = guess(json!({
            "id": 39, "action": "create", "user": "u1", "timestamp": "2026-11-22T01:27:24Z",
            "ip": "127.0.0.1",
            "collection": "directus_settings", "item": "1",
        }));
        let fields = fields.unwrap();
        assert_eq!((fields.id, fields.time), (vec!["id".to_owned()], vec!["timestamp".to_owned()]));
        assert_eq!((fields.actor, fields.object), (vec!["user".to_owned()], vec!["item".to_owned()]));
        assert_eq!(fields.object_kind, ["collection"]);
    }

    #[test]
    fn requests_and_who_approved_them_are_found() {
        let fields = guess(json!({
            "time": "2026-05-03", "actor": "ines", "action": "grant", "approved by": "Karl Boss", "request": "REQ-9",
        }));
        let fields = fields.unwrap();
        assert_eq!(
            (fields.correlation, fields.approved_by),
            (vec!["request".to_owned()], vec!["approved by".to_owned()])
        );
    }

    #[test]
    fn nested_fields_and_other_languages_are_found() {
        let fields =
            guess(json!({"meta": {"Zeitstempel": "2026-01-01"}, "Aktion": "x", "actor": {"id": "a"}}));
        let fields = fields.unwrap();
        assert_eq!(fields.time, ["meta.Zeitstempel"]);
        assert_eq!((fields.action, fields.actor), (vec!["Aktion".to_owned()], vec!["actor.id".to_owned()]));
    }

    #[test]
    fn what_has_no_time_or_no_action_is_no_audit_log() {
        assert_eq!(guess(json!({"name": "x", "colour": "y"})), None);
        assert_eq!(guess(json!({"timestamp": "2026-01-01"})), None);
    }
}
