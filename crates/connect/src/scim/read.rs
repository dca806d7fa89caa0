//! Reads a whole tenant.

use super::assemble::{Resources, assemble};
use super::discover::discover;
use super::error::ScimError;
use super::http::Http;
use super::lists::Lister;
use super::page::parse_json;
use super::resource::{self, key_of};
use super::settings::{Progress, ScimMapping, Settings, Stage};
use super::state::{Detail, Partial};
use super::tally::Tally;
use crate::CancelToken;
use crate::missing::{Extent, Missing, Part};
use crate::secrets::Secret;
use std::collections::BTreeMap;
use steward_model::{Problem, ProblemLevel, Snapshot};

/// What came of reading a tenant.
#[derive(Clone, Debug)]
pub struct ScimRead {
    /// The tenant.
    pub snapshot: Snapshot,
    /// What is missing and what was bent.
    pub problems: Vec<Problem>,
    /// What is missing as a whole.
    pub missing: Missing,
    /// Versions of users and groups (`meta.version`), by id.
    pub versions: BTreeMap<String, String>,
    /// What the server said, for asking next time only for what has changed.
    pub state: Partial,
}

impl ScimRead {
    /// Whether nothing is missing as a whole.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

/// A read that did not come to its end.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct ReadError {
    /// Why.
    pub error: ScimError,
    /// How far it came; a later read goes on from there.
    pub partial: Partial,
    /// What was missing or bent until then.
    pub problems: Vec<Problem>,
}

/// Reads users, groups, roles and permissions of a tenant. `resume` is the state of an earlier read of the same
/// server: of one that stopped, to go on; of one that finished, to be told what has not changed.
///
/// # Errors
/// When the tenant cannot be read as a whole: see [`ScimError`]. What can be read around a failing page is.
pub async fn read(
    settings: &Settings,
    token: &Secret,
    mapping: &ScimMapping,
    progress: impl Fn(Progress) + Send + Sync,
    cancel: CancelToken,
    resume: Option<Partial>,
) -> Result<ScimRead, Box<ReadError>> {
    let http = match Http::new(settings, token, &progress, cancel) {
        Ok(http) => http,
        Err(error) => {
            let partial = resume.unwrap_or_default();
            return Err(Box::new(ReadError { error, partial, problems: Vec::new() }));
        }
    };
    let resume = resume.filter(|x| x.address == http.address() && !x.incomplete);
    let (mut state, before) = match resume {
        Some(state) if state.done => (Partial::default(), Some(state)),
        Some(state) => (state, None),
        None => (Partial::default(), None),
    };
    state.address = http.address().to_owned();
    let (problems, missing) = (std::mem::take(&mut state.problems), std::mem::take(&mut state.missing));
    let mut tally = Tally::resume(http.address(), problems, missing);
    if let Err(error) = collect(&http, &mut state, before.as_ref(), &mut tally).await {
        (state.problems, state.missing) = tally.keep();
        // a note says that all was understood; of a read that failed that is of no use
        let problems = tally.finish().0.into_iter().filter(|x| x.level != ProblemLevel::Note).collect();
        return Err(Box::new(ReadError { error, partial: state, problems }));
    }
    state.done = true;
    let all = resources(&state, mapping, &mut tally);
    let versions = (all.users.iter().map(|x| (&x.id, &x.version)))
        .chain(all.groups.iter().map(|x| (&x.id, &x.version)))
        .filter_map(|(id, version)| Some((id.clone(), version.clone()?)))
        .collect();
    let snapshot = assemble(all, mapping, settings.tenant.clone(), http.address(), &mut tally);
    let (problems, missing) = tally.finish();
    Ok(ScimRead { snapshot, problems, missing, versions, state })
}

/// Asks the server for everything that `state` does not hold yet.
async fn collect(
    http: &Http<'_>,
    state: &mut Partial,
    before: Option<&Partial>,
    tally: &mut Tally,
) -> Result<(), ScimError> {
    let message = "asking what the server can do".to_owned();
    http.tell(Progress { stage: Stage::Connecting, done: 0, total: None, message });
    let can = match state.capabilities.clone() {
        Some(can) => can,
        None => discover(http, tally).await?,
    };
    state.capabilities = Some(can.clone());

    let (name, path, stage) = ("Users", can.users.as_str(), Stage::People);
    let mut lister = Lister { http, tally, can: &can, name, path, stage, before: before.map(|x| &x.users) };
    lister.read(&mut state.users).await?;

    lister.name = "Groups";
    lister.path = can.groups.as_str();
    lister.stage = Stage::Groups;
    lister.before = before.map(|x| &x.groups);
    let groups = lister.read(&mut state.groups).await;
    optional(groups, "Groups", &mut state.groups.done, lister.tally)?;
    details(http, state, before, lister.tally).await?;

    if let Some(path) = can.roles.as_deref() {
        let (name, stage) = ("Roles", Stage::Roles);
        let before = before.map(|x| &x.roles);
        let mut lister = Lister { http, tally, can: &can, name, path, stage, before };
        let roles = lister.read(&mut state.roles).await;
        optional(roles, "Roles", &mut state.roles.done, lister.tally)?;
    }
    Ok(())
}

/// A list that a server may not have or not show.
fn optional(
    result: Result<(), ScimError>,
    name: &str,
    done: &mut bool,
    tally: &mut Tally,
) -> Result<(), ScimError> {
    let Err(error) = result else { return Ok(()) };
    let spared =
        error.is_local() || error.is_absent() || matches!(error, ScimError::Unauthorised { status: 403, .. });
    if !spared {
        return Err(error);
    }
    let (message, hint) = error.of_list(&name.to_lowercase());
    tally.missing("list-missing", (Part::of(name), Extent::Whole), name, message, &hint);
    *done = true;
    Ok(())
}

/// Asks for groups one by one when the list does not say who is in them.
async fn details(
    http: &Http<'_>,
    state: &mut Partial,
    before: Option<&Partial>,
    tally: &mut Tally,
) -> Result<(), ScimError> {
    let says = |x: &serde_json::Value| {
        x.as_object().is_some_and(|x| x.keys().any(|key| key.eq_ignore_ascii_case("members")))
    };
    if state.groups.resources().any(says) {
        // where one group lists members, a group without the list has none
        return Ok(());
    }
    let path = state.capabilities.as_ref().map_or_else(|| "/Groups".to_owned(), |x| x.groups.clone());
    let ids: Vec<String> = state.groups.resources().filter_map(key_of).collect();
    let most = http.limits().details as usize;
    if ids.len() > most && state.details.is_empty() {
        let message =
            format!("{} groups come without members, only {most} are asked for one by one", ids.len());
        let more = u32::try_from(ids.len() - most).unwrap_or(u32::MAX);
        let (left, hint) =
            ((Part::Members, Extent::Entries(more)), "ask the vendor to list members in `/Groups`");
        tally.missing("too-many-details", left, "Groups", message, hint);
    }
    let total = u32::try_from(ids.len().min(most)).ok();
    let one = (Part::Members, Extent::Entries(1));
    for (at, id) in ids.into_iter().take(most).enumerate() {
        let done = u32::try_from(at).unwrap_or(u32::MAX);
        if state.details.contains_key(&id) {
            continue;
        }
        let message = format!("members of group {} of {}", at + 1, total.unwrap_or_default());
        http.tell(Progress { stage: Stage::Groups, done, total, message });
        let before = before.and_then(|x| x.details.get(&id));
        let etag = before.and_then(|x| x.etag.as_deref());
        let answer = match http.get(&format!("{path}/{id}"), &[], etag, 1).await {
            Ok(answer) => answer,
            Err(error) if error.is_local() || error.is_absent() => {
                let message = format!("members of group `{id}` cannot be read: {error}");
                tally.missing("members-missing", one, &format!("Groups/{id}"), message, &error.hint());
                state.details.insert(id, nothing());
                continue;
            }
            Err(error) => return Err(error),
        };
        let detail = match before {
            Some(before) if answer.unchanged => before.clone(),
            _ => match parse_json(&answer.body) {
                Ok(resource) => Detail { etag: answer.etag, resource },
                Err(fault) => {
                    let message = format!("members of group `{id}` cannot be read: the answer is {fault}");
                    let hint = "ask the vendor; the group was read without members";
                    tally.missing("members-missing", one, &format!("Groups/{id}"), message, hint);
                    state.details.insert(id, nothing());
                    continue;
                }
            },
        };
        state.details.insert(id, detail);
    }
    if state.details.values().any(|x| says(&x.resource)) {
        tally.bent(
            "members-by-detail",
            "Groups",
            "lists of groups come without members; each group was asked for",
        );
    }
    Ok(())
}

/// What came of a group that was asked for in vain, so that a read that goes on does not ask and say so again.
fn nothing() -> Detail {
    Detail { etag: None, resource: serde_json::Value::Null }
}

/// Reads the attributes of everything that came.
fn resources(state: &Partial, mapping: &ScimMapping, tally: &mut Tally) -> Resources {
    let users = (state.users.resources().enumerate())
        .filter_map(|(at, value)| resource::user(value, at, mapping, tally))
        .collect();
    let groups = (state.groups.resources().enumerate())
        .filter_map(|(at, value)| {
            let detail = key_of(value).and_then(|id| state.details.get(&id)).map(|x| &x.resource);
            resource::group(
                detail.filter(|x| key_of(x) == key_of(value)).unwrap_or(value),
                at,
                mapping,
                tally,
            )
        })
        .collect();
    let roles = (state.roles.resources().enumerate())
        .filter_map(|(at, value)| resource::role(value, at, tally))
        .collect();
    Resources { users, groups, roles }
}
