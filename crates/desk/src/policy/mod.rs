//! The policies for operators: Cedar decides, and says which policies made it so.

mod schema;

use crate::operation::{Operation, Target};
use cedar_policy::{
    Authorizer, Context, Entity, EntityUid, PolicyId, PolicySet, Request, RestrictedExpression,
    ValidationMode, Validator,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::str::FromStr;

/// The policy set that a new workspace begins with.
pub const DEFAULT: &str = include_str!("operators.cedar");

/// Roles that operators can have.
pub const ROLES: [&str; 6] = ["observer", "support", "compliance", "administrator", "approver", "trainer"];

/// Why a text cannot be a policy set.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is not Cedar.
    #[error("the policies are not valid Cedar")]
    Syntax(Vec<String>),
    /// It is Cedar, but about things that do not exist.
    #[error("the policies do not fit what Steward can do")]
    Schema(Vec<String>),
    /// Two policies have the same id, or one has none.
    #[error("{0}")]
    Id(String),
    /// Nobody could replace it any more.
    #[error("under these policies no operator could ever replace them again")]
    LockOut,
    /// What is kept of the set in force is not what was set.
    #[error("the policies in force were changed in the workspace file: their text does not fit the hash {0}")]
    Changed(String),
    /// Cedar refuses what Steward itself asks.
    #[error("cedar refuses the question `{question}`")]
    Question {
        /// The operation.
        question: String,
        /// Why.
        reason: String,
    },
}

/// A policy set that passed its checks.
#[derive(Debug)]
pub struct Policies {
    hash: String,
    set: PolicySet,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// Id of the operator.
    pub operator: &'a str,
    /// Their roles.
    pub roles: &'a [String],
    /// `window`, `cli` or `assistant`.
    pub surface: &'a str,
}

/// What is asked about. The tenant counts only for operations on tenants.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Id of the tenant; empty when it is about to be made.
    pub tenant: &'a str,
    /// `live`, `sandbox` or `practice`.
    pub environment: &'a str,
}

/// What the policies say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it may be done.
    pub allowed: bool,
    /// Ids of the policies that determined it; empty when none applies, which means no.
    pub policies: Vec<String>,
}

/// A policy, to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyText {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub about: String,
    /// Cedar.
    pub text: String,
}

impl Policies {
    /// Reads a policy set and checks it against what Steward can do.
    ///
    /// # Errors
    /// When the text is not Cedar, speaks of things that do not exist, or uses an id twice.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        let policies = Self::kept(text)?;
        let result = Validator::new(schema::schema()?).validate(&policies.set, ValidationMode::Strict);
        if !result.validation_passed() {
            let errors = result.validation_errors().map(ToString::to_string).collect();
            return Err(PolicyError::Schema(errors));
        }
        Ok(policies)
    }

    /// Reads a set that was checked when it was set. What it says about operations that this version no longer has
    /// is of no weight, and must not lock anybody out.
    ///
    /// # Errors
    /// When the text is not Cedar or uses an id twice.
    pub fn kept(text: &str) -> Result<Self, PolicyError> {
        let parsed = PolicySet::from_str(text).map_err(|errors| {
            PolicyError::Syntax(errors.iter().map(|error| located(text, error)).collect())
        })?;
        if parsed.templates().next().is_some() {
            return Err(PolicyError::Id("a policy with `?principal` or `?resource` is a template".into()));
        }
        Ok(Self { hash: hash_of(text), set: renamed(&parsed)? })
    }

    /// SHA-256 of the text.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The policies, by id.
    #[must_use]
    pub fn list(&self) -> Vec<PolicyText> {
        let mut list: Vec<PolicyText> = (self.set.policies())
            .map(|policy| PolicyText {
                id: policy.id().to_string(),
                about: policy.annotation("about").unwrap_or_default().to_owned(),
                text: policy.to_string(),
            })
            .collect();
        list.sort_by(|a, b| a.id.cmp(&b.id));
        list
    }

    /// Decides. Forbids win, no permit means no, and a policy that cannot be evaluated means no.
    ///
    /// # Errors
    /// When Cedar refuses the question itself, which is a fault of Steward.
    pub fn decide(
        &self,
        asking: Asking<'_>,
        operation: &Operation,
        about: About<'_>,
    ) -> Result<Verdict, PolicyError> {
        let question = |reason: &dyn std::fmt::Display| PolicyError::Question {
            question: operation.name.to_owned(),
            reason: reason.to_string(),
        };
        let uid = |kind: &str, id: &str| uid(kind, id).map_err(|reason| question(&reason));
        let principal = uid("Operator", asking.operator)?;
        let workspace = uid("Workspace", "workspace")?;
        let roles = asking.roles.iter().map(|role| uid("Role", role)).collect::<Result<HashSet<_>, _>>()?;
        let mut entities: Vec<Entity> = roles.iter().cloned().map(Entity::with_uid).collect();
        entities.push(Entity::new_no_attrs(principal.clone(), roles));
        entities.push(Entity::with_uid(workspace.clone()));
        let resource = match operation.target {
            Target::Workspace => workspace,
            Target::Tenant => {
                let tenant = uid("Tenant", about.tenant)?;
                let environment = RestrictedExpression::new_string(about.environment.to_owned());
                let attributes = HashMap::from([("environment".to_owned(), environment)]);
                let parents = HashSet::from([workspace]);
                let entity =
                    Entity::new(tenant.clone(), attributes, parents).map_err(|reason| question(&reason))?;
                entities.push(entity);
                tenant
            }
        };
        let entities = schema::actions()
            .and_then(|actions| actions.add_entities(entities, None).map_err(|reason| question(&reason)))?;
        let surface = RestrictedExpression::new_string(asking.surface.to_owned());
        let context =
            Context::from_pairs([("surface".to_owned(), surface)]).map_err(|reason| question(&reason))?;
        let action = uid("Action", operation.name)?;
        let request =
            Request::new(principal, action, resource, context, None).map_err(|reason| question(&reason))?;
        let response = Authorizer::new().is_authorized(&request, &self.set, &entities);
        let broken = response.diagnostics().errors().next().is_some();
        let mut policies: Vec<String> = response.diagnostics().reason().map(ToString::to_string).collect();
        policies.sort_unstable();
        Ok(Verdict { allowed: response.decision() == cedar_policy::Decision::Allow && !broken, policies })
    }
}

/// SHA-256 of the text of a set, by which it is known.
#[must_use]
pub fn hash_of(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, Box<cedar_policy::ParseErrors>> {
    Ok(EntityUid::from_type_name_and_id(kind.parse().map_err(Box::new)?, cedar_policy::EntityId::new(id)))
}

/// Gives every policy the id of its `@id`, or its number.
fn renamed(parsed: &PolicySet) -> Result<PolicySet, PolicyError> {
    let mut by_id = BTreeMap::new();
    for policy in parsed.policies() {
        let id = policy.annotation("id").map_or_else(|| policy.id().to_string(), str::to_owned);
        if by_id.insert(id.clone(), policy.new_id(PolicyId::new(&id))).is_some() {
            return Err(PolicyError::Id(format!("the id `{id}` is given to two policies")));
        }
    }
    PolicySet::from_policies(by_id.into_values()).map_err(|error| PolicyError::Id(error.to_string()))
}

/// `line 3: what`, as far as Cedar says where.
fn located(text: &str, error: &cedar_policy::ParseError) -> String {
    use miette::Diagnostic;
    let offset = error.labels().and_then(|mut labels| labels.next()).map(|label| label.offset());
    match offset.and_then(|offset| text.get(..offset)) {
        Some(before) => format!("line {}: {error}", before.matches('\n').count() + 1),
        None => error.to_string(),
    }
}
