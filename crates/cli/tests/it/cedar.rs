//! The export for Cedar: Cedar's own command line validates it and answers as `why` does.

use crate::bench::Bench;
use cedar_policy_cli::{
    AuthorizeArgs, CedarExitCode, OptionalSchemaArgs, PoliciesArgs, PolicyFormat, RequestArgs, SchemaArgs,
    SchemaFormat, ValidateArgs, ValidationMode, authorize, validate,
};
use std::path::Path;

fn policies(dir: &Path) -> PoliciesArgs {
    PoliciesArgs {
        policies_file: Some(dir.join("policies.cedar").display().to_string()),
        policy_format: PolicyFormat::Cedar,
        template_linked_file: None,
    }
}

#[test]
fn cedar_validates_it_and_answers_the_same() {
    let bench = Bench::practice();
    let dir = bench.path("cedar");
    bench.good(&["export", "practice", "--format", "cedar", "--out", dir.to_str().unwrap()]);
    let schema = dir.join("schema.cedarschema");
    let validated = validate(&ValidateArgs {
        schema: SchemaArgs { schema_file: schema.clone(), schema_format: SchemaFormat::Cedar },
        policies: policies(&dir),
        deny_warnings: true,
        validation_mode: ValidationMode::Strict,
        level: None,
    });
    assert_eq!(validated, CedarExitCode::Success);

    let matrix = bench.json(&["matrix", "practice", "--format", "json"]);
    let tenant = tenant_uid(&dir);
    for row in matrix["rows"].as_array().unwrap().iter().step_by(103) {
        for column in matrix["columns"].as_array().unwrap().iter().step_by(11) {
            let (person, permission) = (row["id"].as_str().unwrap(), column["id"].as_str().unwrap());
            let decision = authorize(&AuthorizeArgs {
                request: RequestArgs {
                    principal: Some(uid("Person", person)),
                    action: Some(uid("Action", permission)),
                    resource: Some(tenant.clone()),
                    context_json_file: None,
                    request_json_file: None,
                    request_validation: true,
                },
                policies: policies(&dir),
                schema: OptionalSchemaArgs {
                    schema_file: Some(schema.clone()),
                    schema_format: SchemaFormat::Cedar,
                },
                entities_file: dir.join("entities.json").display().to_string(),
                verbose: false,
                timing: false,
            });
            let why =
                bench.json(&["--json", "why", "practice", "--person", person, "--permission", permission]);
            // on the tenant as a whole only an unlimited yes is a yes
            let wanted =
                if why["decision"] == "yes" { CedarExitCode::Success } else { CedarExitCode::AuthorizeDeny };
            assert_eq!(decision, wanted, "{person} {permission}: {why}");
        }
    }
}

fn uid(kind: &str, id: &str) -> String {
    format!("{kind}::{id:?}")
}

/// The tenant as a whole is an entity, too.
fn tenant_uid(dir: &Path) -> String {
    let entities: serde_json::Value =
        serde_json::from_slice(&std::fs::read(dir.join("entities.json")).unwrap()).unwrap();
    let tenant = entities.as_array().unwrap().iter().find(|x| x["uid"]["type"] == "Tenant").unwrap();
    uid("Tenant", tenant["uid"]["id"].as_str().unwrap())
}
