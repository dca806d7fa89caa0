//! Findings for a build server: SARIF 2.1.0 (OASIS, 27 March 2020).

use super::{ExportAbout, ExportError};
use crate::wire::{CheckInfo, FindingView, Findings, Item, ItemKind, SeverityLevel};
use serde_json::{Value, json};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run with a rule a check and a result a finding; dismissed ones are suppressed, not left out.
pub fn render(findings: &Findings, about: &ExportAbout) -> Result<String, ExportError> {
    let results: Vec<Value> = (findings.open.iter().chain(&findings.dismissed))
        .map(|finding| result(finding, &findings.checks, about))
        .collect();
    let missing = about.incomplete.as_deref().map(incomplete);
    let notes: Vec<Value> = missing.into_iter().chain(findings.checks.iter().filter_map(skipped)).collect();
    let (name, version) = about.made_by.split_once(' ').unwrap_or((&about.made_by, ""));
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": name,
                "version": version,
                "semanticVersion": version,
                "rules": findings.checks.iter().map(rule).collect::<Vec<_>>(),
            }},
            "invocations": [{
                "executionSuccessful": true,
                "endTimeUtc": findings.at,
                "toolExecutionNotifications": notes,
            }],
            "automationDetails": { "id": format!("steward/{}/", about.tenant) },
            "columnKind": "unicodeCodePoints",
            "properties": about,
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log)?;
    text.push('\n');
    Ok(text)
}

fn rule(check: &CheckInfo) -> Value {
    json!({
        "id": check.id,
        "name": pascal(&check.id),
        "shortDescription": { "text": check.title },
        "fullDescription": { "text": check.why },
        "help": { "text": format!("{}\nReference: {}", check.why, check.reference) },
        "defaultConfiguration": { "enabled": check.enabled, "level": level(check.severity) },
        "properties": {
            "severity": check.severity,
            "security-severity": score(check.severity),
            "reference": check.reference,
            "tags": ["security", "access"],
        },
    })
}

/// A tenant that was read in part only says so in the run: what is not there has no findings.
fn incomplete(missing: &str) -> Value {
    json!({
        "descriptor": { "id": "incomplete-reading" },
        "level": "warning",
        "message": { "text": format!("this reading is incomplete: {missing}") },
    })
}

/// A check that could not look says so in the run: silence would read as "nothing found".
fn skipped(check: &CheckInfo) -> Option<Value> {
    let reason = check.skipped.as_ref()?;
    Some(json!({
        "descriptor": { "id": check.id },
        "level": "note",
        "message": { "text": format!("{} was not looked at: {reason}", check.title) },
    }))
}

fn result(finding: &FindingView, checks: &[CheckInfo], about: &ExportAbout) -> Value {
    let mut value = json!({
        "ruleId": finding.check,
        "kind": "fail",
        "level": level(finding.severity),
        "message": { "text": message(finding) },
        "locations": [location(finding, about)],
        "partialFingerprints": { "stewardFinding/v1": finding.key },
        "properties": {
            "severity": finding.severity,
            "subjects": finding.subjects,
            "subjectCount": finding.count,
            "firstSeen": finding.first_seen,
        },
    });
    let Some(fields) = value.as_object_mut() else { return value };
    if let Some(at) = checks.iter().position(|check| check.id == finding.check) {
        fields.insert("ruleIndex".into(), json!(at));
    }
    if let (Some(back), Some(properties)) =
        (&finding.back, fields.get_mut("properties").and_then(Value::as_object_mut))
    {
        properties.insert("dismissedBefore".into(), json!(back));
    }
    if let Some(dismissed) = &finding.dismissed {
        let why = format!("{} (until {})", dismissed.reason, dismissed.returns);
        let suppression = json!({ "kind": "external", "status": "accepted", "justification": why });
        fields.insert("suppressions".into(), json!([suppression]));
    }
    value
}

fn message(finding: &FindingView) -> String {
    let mut text = finding.title.clone();
    for evidence in &finding.evidence {
        text.push_str(&format!("\n{}: {}", evidence.label, evidence.value));
    }
    for fix in &finding.fixes {
        text.push_str(&format!("\nFix: {}", fix.summary));
    }
    if let Some(back) = &finding.back {
        text.push_str(&format!("\nDismissed before by {}, open again: {}", back.before.by, back.because));
    }
    text
}

/// Where it is: in no file but in the tenant. Readers that insist on a file get the name of the tenant.
fn location(finding: &FindingView, about: &ExportAbout) -> Value {
    let logical: Vec<Value> = (finding.subjects.iter())
        .map(|item| {
            json!({
                "name": item.name,
                "fullyQualifiedName": format!("{}/{}/{}", about.tenant, word(item), item.id),
                "kind": word(item),
            })
        })
        .collect();
    let mut value = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&about.tenant) },
            "region": { "startLine": 1 },
        },
    });
    if let (Some(fields), false) = (value.as_object_mut(), logical.is_empty()) {
        fields.insert("logicalLocations".into(), Value::Array(logical));
    }
    value
}

const fn word(item: &Item) -> &'static str {
    match item.kind {
        ItemKind::Person => "person",
        ItemKind::Group => "group",
        ItemKind::Role => "role",
        ItemKind::Permission => "permission",
        ItemKind::Object => "object",
        ItemKind::Licence => "licence",
        ItemKind::Rule => "rule",
    }
}

const fn level(severity: SeverityLevel) -> &'static str {
    match severity {
        SeverityLevel::Critical | SeverityLevel::High => "error",
        SeverityLevel::Medium => "warning",
        SeverityLevel::Low => "note",
    }
}

/// The middle of the band that code scanners give to each word.
const fn score(severity: SeverityLevel) -> &'static str {
    match severity {
        SeverityLevel::Critical => "9.5",
        SeverityLevel::High => "8.0",
        SeverityLevel::Medium => "5.5",
        SeverityLevel::Low => "2.0",
    }
}

/// `missing-prerequisite` becomes `MissingPrerequisite`: SARIF wants an identifier for people here.
fn pascal(id: &str) -> String {
    id.split(['-', '.', '_'])
        .filter_map(|part| {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        })
        .collect()
}

/// A relative reference (RFC 3986): everything but unreserved characters is percent-encoded.
fn uri(text: &str) -> String {
    let mut out = String::from("tenant/");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
