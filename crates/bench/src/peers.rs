//! The same questions to other engines, on the same tenant.
//!
//! Each gets only what holds at the moment of the questions, so none has to look at time. Cedar gets the scopes too;
//! casbin, regorus and the walk are asked whether something is held on everything, and get those grants only.

use crate::clock::least;
use crate::load::now;
use anyhow::{Context as _, Result, anyhow, ensure};
use casbin::{CoreApi, DefaultModel, Enforcer, MemoryAdapter, MgmtApi};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::str::FromStr;
use std::time::Duration;
use steward_access::{Access, HeldScope, Subject, cedar};
use steward_model::{Assignee, Effect, Holder, Member, PermissionIx, PersonIx, Scope};

/// What a peer needs for one decision, and for the row of one person where it can do rows.
pub struct Peer {
    /// Who.
    pub name: &'static str,
    /// One decision.
    pub decision: Duration,
    /// All permissions of one person in one go, when it can.
    pub row: Option<Duration>,
}

/// A tenant as plain edges by id, everything that does not hold now left out.
struct Plain {
    /// Person, group or role → groups and roles.
    up: HashMap<String, Vec<String>>,
    /// Group or role → permissions on everything.
    grants: HashMap<String, HashSet<String>>,
}

/// A question about the tenant as a whole, with the engine's answer.
struct Question {
    person: PersonIx,
    permission: PermissionIx,
    yes: bool,
}

/// Asks all peers.
///
/// # Errors
/// When a peer refuses its input or answers otherwise than the engine.
pub fn measure(access: &Access, asked: &[(PersonIx, PermissionIx)], skip: &[String]) -> Result<Vec<Peer>> {
    let at = now()?;
    let questions: Vec<Question> = (asked.iter())
        .map(|(person, permission)| {
            let scope = access.scope_of(Subject::Person(*person), *permission, at);
            let yes = matches!(scope, HeldScope::Everything | HeldScope::EverythingBut(_));
            Question { person: *person, permission: *permission, yes }
        })
        .filter(|q| access.snapshot().person(q.person).is_some_and(|person| person.active))
        .collect();
    let plain = plain(access)?;
    let wanted = |name: &str| !skip.iter().any(|skipped| skipped == name);
    let mut peers = Vec::new();
    if wanted("walk") {
        peers.push(walk(access, &plain, &questions)?);
    }
    if wanted("regorus") {
        peers.push(regorus(access, &plain, &questions)?);
    }
    if wanted("casbin") {
        peers.push(casbin(access, &plain, &questions)?);
    }
    if wanted("cedar") {
        peers.push(cedar_best(access, &questions)?);
        peers.push(cedar_naive(access, &questions)?);
    }
    Ok(peers)
}

fn person_id(access: &Access, at: PersonIx) -> &str {
    access.snapshot().person(at).map_or("", |x| &x.id)
}

fn permission_id(access: &Access, at: PermissionIx) -> &str {
    access.snapshot().permission(at).map_or("", |x| &x.id)
}

fn plain(access: &Access) -> Result<Plain> {
    let (snapshot, at) = (access.snapshot(), now()?);
    let mut plain = Plain { up: HashMap::new(), grants: HashMap::new() };
    let group = |at| snapshot.group(at).map(|x| x.id.clone()).unwrap_or_default();
    let role = |at| snapshot.role(at).map(|x| x.id.clone()).unwrap_or_default();
    for edge in snapshot.memberships.iter().filter(|edge| edge.window.holds(at)) {
        let from = match edge.member {
            Member::Person(at) => person_id(access, at).to_owned(),
            Member::Group(at) => group(at),
        };
        plain.up.entry(from).or_default().push(group(edge.group));
    }
    for edge in snapshot.assignments.iter().filter(|edge| edge.window.holds(at)) {
        let from = match edge.to {
            Assignee::Person(at) => person_id(access, at).to_owned(),
            Assignee::Group(at) => group(at),
        };
        plain.up.entry(from).or_default().push(role(edge.role));
    }
    for grant in &snapshot.grants {
        let counts =
            grant.window.holds(at) && grant.effect == Effect::Permit && grant.scope == Scope::Everything;
        if let (true, Holder::Role(at)) = (counts, grant.to) {
            plain
                .grants
                .entry(role(at))
                .or_default()
                .insert(permission_id(access, grant.permission).to_owned());
        }
    }
    Ok(plain)
}

fn each(time: Duration, count: usize) -> Duration {
    time / u32::try_from(count.max(1)).unwrap_or(u32::MAX)
}

// ---- a plain walk over hash maps and sets ----

fn walked(plain: &Plain, person: &str, permission: &str) -> bool {
    let mut seen: HashSet<&str> = HashSet::from([person]);
    let mut work = vec![person];
    while let Some(node) = work.pop() {
        if plain.grants.get(node).is_some_and(|list| list.contains(permission)) {
            return true;
        }
        for up in plain.up.get(node).into_iter().flatten() {
            if seen.insert(up) {
                work.push(up);
            }
        }
    }
    false
}

fn walk(access: &Access, plain: &Plain, questions: &[Question]) -> Result<Peer> {
    let ask = |q: &Question| walked(plain, person_id(access, q.person), permission_id(access, q.permission));
    for q in questions {
        ensure!(ask(q) == q.yes, "the walk answers otherwise");
    }
    let time = least(3, || questions.iter().filter(|q| ask(q)).count());
    Ok(Peer { name: "hash-set walk", decision: each(time, questions.len()), row: None })
}

// ---- regorus ----

const REGO: &str = "package steward
import rego.v1
holders := graph.reachable(data.up, {input.person})
default allow := false
allow if { some h in holders; data.grants[h][input.permission] }
permissions contains x if { some h in holders; some x, _ in data.grants[h] }
";

fn regorus(access: &Access, plain: &Plain, questions: &[Question]) -> Result<Peer> {
    let mut data = String::from("{\"up\":{");
    let mut first = true;
    let nodes: BTreeSet<&String> =
        plain.up.keys().chain(plain.up.values().flatten()).chain(plain.grants.keys()).collect();
    let none = Vec::new();
    for node in nodes {
        let ups: Vec<String> =
            plain.up.get(node).unwrap_or(&none).iter().map(|up| format!("{up:?}")).collect();
        let _ = write!(data, "{}{node:?}:[{}]", if first { "" } else { "," }, ups.join(","));
        first = false;
    }
    data.push_str("},\"grants\":{");
    for ((holder, list), at) in plain.grants.iter().zip(0usize..) {
        let list: Vec<String> = list.iter().map(|x| format!("{x:?}:true")).collect();
        let _ = write!(data, "{}{holder:?}:{{{}}}", if at == 0 { "" } else { "," }, list.join(","));
    }
    data.push_str("}}");
    let mut engine = regorus::Engine::new();
    engine.add_policy("steward.rego".into(), REGO.into())?;
    engine.add_data(regorus::Value::from_json_str(&data)?)?;
    let compiled = engine.compile_with_entrypoint(&"data.steward.allow".into())?;
    let rows = engine.compile_with_entrypoint(&"data.steward.permissions".into())?;
    let input = |q: &Question| -> Result<regorus::Value> {
        let (person, permission) = (person_id(access, q.person), permission_id(access, q.permission));
        regorus::Value::from_json_str(&format!("{{\"person\":{person:?},\"permission\":{permission:?}}}"))
    };
    let inputs: Vec<regorus::Value> = questions.iter().map(input).collect::<Result<_>>()?;
    for (q, input) in questions.iter().zip(&inputs).take(50) {
        let answer = compiled.eval_with_input(input.clone())?;
        ensure!(answer == regorus::Value::from(q.yes), "regorus answers otherwise");
    }
    let some = inputs.len().min(300);
    let time = least(3, || {
        inputs.iter().take(some).filter_map(|input| compiled.eval_with_input(input.clone()).ok()).count()
    });
    let row = least(3, || {
        inputs.iter().take(some).filter_map(|input| rows.eval_with_input(input.clone()).ok()).count()
    });
    Ok(Peer { name: "regorus", decision: each(time, some), row: Some(each(row, some)) })
}

// ---- casbin ----

const MODEL: &str = "[request_definition]
r = sub, act
[policy_definition]
p = sub, act
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && g(r.sub, p.sub)
";

fn casbin(access: &Access, plain: &Plain, questions: &[Question]) -> Result<Peer> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let enforcer = runtime.block_on(async {
        let model = DefaultModel::from_str(MODEL).await?;
        let mut enforcer = Enforcer::new(model, MemoryAdapter::default()).await?;
        enforcer.enable_auto_build_role_links(false);
        enforcer.enable_auto_save(false);
        let policies =
            plain.grants.iter().flat_map(|(role, list)| list.iter().map(|x| vec![role.clone(), x.clone()]));
        enforcer.add_policies(policies.collect()).await?;
        let links =
            plain.up.iter().flat_map(|(from, list)| list.iter().map(|to| vec![from.clone(), to.clone()]));
        let links: BTreeSet<Vec<String>> = links.collect();
        enforcer.add_grouping_policies(links.into_iter().collect()).await?;
        enforcer.build_role_links()?;
        Ok::<_, casbin::Error>(enforcer)
    })?;
    let ask =
        |q: &Question| enforcer.enforce((person_id(access, q.person), permission_id(access, q.permission)));
    let some = questions.len().min(40);
    for q in questions.iter().take(some) {
        ensure!(ask(q)? == q.yes, "casbin answers otherwise");
    }
    let time = least(2, || questions.iter().take(some).filter(|q| ask(q).unwrap_or(false)).count());
    Ok(Peer { name: "casbin", decision: each(time, some), row: None })
}

// ---- cedar-policy ----

fn uid(kind: &str, id: &str) -> Result<EntityUid> {
    Ok(EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind)?, EntityId::new(id)))
}

fn request(access: &Access, q: &Question) -> Result<Request> {
    let principal = uid("Person", person_id(access, q.person))?;
    let action = uid("Action", permission_id(access, q.permission))?;
    let resource = uid("Tenant", &access.snapshot().tenant.name)?;
    Ok(Request::new(principal, action, resource, Context::empty(), None)?)
}

/// The exported files as they are: all policies, all entities.
fn cedar_naive(access: &Access, questions: &[Question]) -> Result<Peer> {
    let files = cedar::export(access, now()?);
    let policies = PolicySet::from_str(&files.policies)?;
    let entities = Entities::from_json_str(&files.entities, None)?;
    let authorizer = Authorizer::new();
    let some = questions.len().min(100);
    let requests: Vec<Request> =
        questions.iter().take(some).map(|q| request(access, q)).collect::<Result<_>>()?;
    let ask = |request: &Request| {
        authorizer.is_authorized(request, &policies, &entities).decision() == Decision::Allow
    };
    for (q, request) in questions.iter().zip(&requests) {
        ensure!(ask(request) == q.yes, "Cedar answers otherwise");
    }
    let time = least(2, || requests.iter().filter(|request| ask(request)).count());
    Ok(Peer { name: "cedar-policy, exported files", decision: each(time, some), row: None })
}

/// The best encoding found: each role's permissions are an action group, and a decision sees only the policies and
/// entities of the person it is about. Preparing these is not counted.
fn cedar_best(access: &Access, questions: &[Question]) -> Result<Peer> {
    let at = now()?;
    let snapshot = access.snapshot();
    let authorizer = Authorizer::new();
    let some = questions.len().min(200);
    let mut prepared = Vec::new();
    for q in questions.iter().take(some) {
        let person = person_id(access, q.person);
        let roles = access.roles_of(q.person, at);
        let mut policies = String::new();
        let mut entities = Vec::new();
        let mut actions: HashMap<String, Vec<String>> = HashMap::new();
        let mut parents = Vec::new();
        for role in &roles {
            let id = snapshot.role(*role).map(|x| x.id.clone()).unwrap_or_default();
            let _ = writeln!(
                policies,
                "permit(principal in Role::{id:?}, action in Action::\"role:{id}\", resource);"
            );
            let mut scoped = String::new();
            for grant in snapshot.grants.iter().filter(|g| g.to == Holder::Role(*role)) {
                let x = permission_id(access, grant.permission);
                match &grant.scope {
                    Scope::Everything => actions.entry(x.to_owned()).or_default().push(format!("role:{id}")),
                    Scope::Objects(list) => {
                        for object in list.iter().filter_map(|at| snapshot.object(*at)) {
                            let _ = writeln!(
                                scoped,
                                "permit(principal in Role::{id:?}, action == Action::{x:?}, resource == Object::{:?});",
                                object.id
                            );
                        }
                    }
                }
            }
            policies.push_str(&scoped);
            parents.push(format!("{{\"type\":\"Role\",\"id\":{id:?}}}"));
        }
        entities.push(format!(
            "{{\"uid\":{{\"type\":\"Person\",\"id\":{person:?}}},\"attrs\":{{}},\"parents\":[{}]}}",
            parents.join(",")
        ));
        for (action, groups) in actions {
            let groups: Vec<String> =
                groups.iter().map(|group| format!("{{\"type\":\"Action\",\"id\":{group:?}}}")).collect();
            entities.push(format!(
                "{{\"uid\":{{\"type\":\"Action\",\"id\":{action:?}}},\"attrs\":{{}},\"parents\":[{}]}}",
                groups.join(",")
            ));
        }
        let policies = PolicySet::from_str(&policies)?;
        let entities = Entities::from_json_str(&format!("[{}]", entities.join(",")), None)
            .map_err(|error| anyhow!(error))
            .context("entities of a person")?;
        prepared.push((request(access, q)?, policies, entities, q.yes));
    }
    let ask = |request: &Request, policies: &PolicySet, entities: &Entities| {
        authorizer.is_authorized(request, policies, entities).decision() == Decision::Allow
    };
    for (request, policies, entities, yes) in &prepared {
        ensure!(ask(request, policies, entities) == *yes, "Cedar answers otherwise");
    }
    let time = least(3, || {
        prepared.iter().filter(|(request, policies, entities, _)| ask(request, policies, entities)).count()
    });
    Ok(Peer { name: "cedar-policy, best encoding", decision: each(time, prepared.len()), row: None })
}
