//! The connection test: step by step, each with its result and what to do about it. Nothing is written.

use super::assemble::{Resources, assemble};
use super::discover::{Capabilities, Paging, discover};
use super::error::ScimError;
use super::fault::bad_answer;
use super::http::{Answer, Http};
use super::page::{Page, parse_page};
use super::resource::{self, key_of};
use super::settings::{ScimMapping, Settings};
use super::tally::Tally;
use crate::CancelToken;
use crate::secrets::Secret;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use steward_model::ProblemLevel;
use x509_cert::der::Decode;

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepState {
    /// It works.
    Passed,
    /// It works, with less.
    Warning,
    /// It does not work.
    Failed,
    /// Not tried, because an earlier step failed.
    Skipped,
}

/// One step of a connection test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestStep {
    /// Stable id: `server`, `certificate`, `token`, `people`, `roles`, `paging`, `sample`.
    pub id: &'static str,
    /// What was tried.
    pub title: &'static str,
    /// How it went.
    pub state: StepState,
    /// A short fact, such as `42 ms`; may be empty.
    pub value: String,
    /// What happened, when not passed.
    pub detail: String,
    /// What to do about it, when not passed.
    pub remedy: String,
}

/// Steps in order, as id and title.
const STEPS: [(&str, &str); 7] = [
    ("server", "Server answers"),
    ("certificate", "Certificate is trusted"),
    ("token", "Token is accepted"),
    ("people", "People and groups can be read"),
    ("roles", "Roles and permissions can be read"),
    ("paging", "Paging works"),
    ("sample", "Reading a sample"),
];
/// Resources of the sample.
const SAMPLE: &str = "20";
/// Days before its end from which a certificate is worth a word.
const SOON: i64 = 30;

/// Tries out a connection. `now` is for telling whether the certificate is about to end; `told` is called with every
/// step as soon as it is known.
pub async fn test(
    settings: &Settings,
    token: &Secret,
    mapping: &ScimMapping,
    now: Timestamp,
    told: impl Fn(&TestStep) + Send + Sync,
    cancel: CancelToken,
) -> Vec<TestStep> {
    let mut steps = Steps { list: Vec::new(), told: &told };
    run(settings, token, mapping, now, cancel, &mut steps).await;
    while let Some((id, title)) = STEPS.get(steps.list.len()) {
        let state = StepState::Skipped;
        let (value, detail) = (String::new(), "not tried, because an earlier step failed".to_owned());
        steps.push(TestStep { id, title, state, value, detail, remedy: String::new() });
    }
    steps.list
}

struct Steps<'a> {
    list: Vec<TestStep>,
    told: &'a (dyn Fn(&TestStep) + Send + Sync),
}

impl Steps<'_> {
    fn push(&mut self, step: TestStep) {
        (self.told)(&step);
        self.list.push(step);
    }

    fn add(&mut self, state: StepState, value: impl Into<String>, detail: String, remedy: &str) {
        if let Some((id, title)) = STEPS.get(self.list.len()) {
            self.push(TestStep { id, title, state, value: value.into(), detail, remedy: remedy.to_owned() });
        }
    }

    fn passed(&mut self, value: impl Into<String>) {
        self.add(StepState::Passed, value, String::new(), "");
    }

    fn failed(&mut self, error: &ScimError) {
        self.add(StepState::Failed, "", error.to_string(), &error.hint());
    }
}

async fn run(
    settings: &Settings,
    token: &Secret,
    mapping: &ScimMapping,
    now: Timestamp,
    cancel: CancelToken,
    steps: &mut Steps<'_>,
) {
    let http = match Http::new(settings, token, &|_| (), cancel) {
        Ok(http) => http,
        Err(error) => return steps.failed(&error),
    };
    let mut tally = Tally::new(http.address());
    let can = match discover(&http, &mut tally).await {
        Ok(can) => can,
        Err(error) => return unanswered(steps, &error),
    };
    let first = http.get(&can.users, &[("startIndex", "1"), ("count", SAMPLE)], None, 1).await;
    let (answer, users) = match first.and_then(page) {
        Ok(both) => both,
        Err(error @ ScimError::Unauthorised { .. }) => {
            steps.passed("");
            if http.is_https() {
                steps.passed("")
            } else {
                steps.passed("this computer, no TLS")
            }
            return steps.failed(&error);
        }
        Err(error) => return unanswered(steps, &error),
    };
    steps.passed(format!("{} ms", answer.elapsed.as_millis()));
    certificate(&http, &answer, now, steps);
    steps.passed("");

    let asked = http.get(&can.groups, &[("startIndex", "1"), ("count", SAMPLE)], None, 1).await;
    let groups = asked.and_then(page).map(|(_, page)| page);
    people(&users, &groups, steps);
    let groups = groups.unwrap_or_default();
    let read = sample(&users, &groups, mapping, settings, &mut tally);
    roles(&read, &can, steps);
    paging(&http, &can, &users, steps).await;
    let (problems, _) = tally.finish();
    let left_out: Vec<_> = problems.iter().filter(|x| x.level != ProblemLevel::Note).collect();
    let value = format!("{} people and {} groups", read.0.people.len(), read.0.groups.len());
    match left_out.first() {
        None => steps.passed(value),
        Some(first) => {
            let detail = format!("{} ({} in all)", first.message, left_out.len());
            steps.add(StepState::Warning, value, detail, &first.hint);
        }
    }
}

fn page(answer: Answer) -> Result<(Answer, Page), ScimError> {
    let page = parse_page(&answer.body).map_err(|fault| bad_answer(&answer, &fault))?;
    Ok((answer, page))
}

/// The server does not answer, or not as SCIM: at which step that shows.
fn unanswered(steps: &mut Steps<'_>, error: &ScimError) {
    if matches!(error, ScimError::Tls { .. }) {
        steps.passed("");
    }
    steps.failed(error);
}

fn certificate(http: &Http<'_>, answer: &Answer, now: Timestamp, steps: &mut Steps<'_>) {
    if !http.is_https() {
        return steps.passed("this computer, no TLS");
    }
    let Some(until) = answer.certificate.as_deref().and_then(valid_until) else { return steps.passed("") };
    let day = until.to_zoned(TimeZone::UTC).strftime("%-d %b %Y").to_string();
    let soon = until.checked_sub((SOON * 24).hours()).is_ok_and(|x| x <= now);
    if soon {
        let detail = format!("the certificate ends on {day}");
        let remedy = "ask whoever runs the server to renew it; after that day nothing can be read";
        steps.add(StepState::Warning, format!("until {day}"), detail, remedy);
    } else {
        steps.passed(format!("until {day}"));
    }
}

/// Until when a certificate holds.
fn valid_until(der: &[u8]) -> Option<Timestamp> {
    let certificate = x509_cert::Certificate::from_der(der).ok()?;
    let seconds = certificate.tbs_certificate.validity.not_after.to_unix_duration().as_secs();
    Timestamp::from_second(i64::try_from(seconds).ok()?).ok()
}

fn people(users: &Page, groups: &Result<Page, ScimError>, steps: &mut Steps<'_>) {
    let count = |page: &Page| {
        page.total.map_or_else(|| format!("at least {}", page.resources.len()), |x| x.to_string())
    };
    match groups {
        Ok(groups) => {
            let value = format!("{} and {}", count(users), count(groups));
            if users.total.is_none() || groups.total.is_none() {
                let detail = "the server does not say how many there are".to_owned();
                let remedy = "nothing to do; progress is shown without a total";
                steps.add(StepState::Warning, value, detail, remedy);
            } else {
                steps.passed(value);
            }
        }
        Err(error) => {
            let (detail, remedy) = error.of_list("groups");
            steps.add(StepState::Warning, format!("{} and none", count(users)), detail, &remedy);
        }
    }
}

/// Reads the sample as a whole tenant would be, and counts what of roles and permissions is in it.
fn sample(
    users: &Page,
    groups: &Page,
    mapping: &ScimMapping,
    settings: &Settings,
    tally: &mut Tally,
) -> (steward_model::Snapshot, usize, usize) {
    let mut apart = Tally::new("");
    let list = |page: &Page| page.resources.clone();
    let users: Vec<_> = (list(users).iter().enumerate())
        .filter_map(|(at, value)| resource::user(value, at, mapping, tally))
        .collect();
    let groups: Vec<_> = (list(groups).iter().enumerate())
        .filter_map(|(at, value)| resource::group(value, at, mapping, tally))
        .collect();
    let all = Resources { users, groups, roles: Vec::new() };
    // references out of the sample are no problem of the tenant
    let snapshot = assemble(all, mapping, settings.tenant.clone(), "", &mut apart);
    let (roles, permissions) = (snapshot.roles.len(), snapshot.permissions.len());
    (snapshot, roles, permissions)
}

fn roles(read: &(steward_model::Snapshot, usize, usize), can: &Capabilities, steps: &mut Steps<'_>) {
    let (_, roles, permissions) = read;
    let value = format!("{roles} and {permissions} in the sample");
    if *roles > 0 || *permissions > 0 || can.roles.is_some() {
        return steps.passed(value);
    }
    let detail = if can.knows_roles || can.knows_entitlements {
        "the server knows roles and entitlements, but nobody in the sample has one".to_owned()
    } else {
        "the server gives neither roles nor entitlements".to_owned()
    };
    let remedy = "say in the product's pack which groups stand for which role";
    steps.add(StepState::Warning, value, detail, remedy);
}

async fn paging(http: &Http<'_>, can: &Capabilities, users: &Page, steps: &mut Steps<'_>) {
    let read = users.resources.len();
    if users.total.is_some_and(|x| x as usize <= 1) || read <= 1 {
        return steps.passed("one page");
    }
    let by_cursor = can.paging == Paging::Cursor;
    let first: &[(&str, &str)] =
        if by_cursor { &[("cursor", ""), ("count", "1")] } else { &[("startIndex", "1"), ("count", "1")] };
    let result = async {
        let (_, one) = page(http.get(&can.users, first, None, 1).await?)?;
        let cursor = one.next_cursor.clone().unwrap_or_default();
        let second: &[(&str, &str)] = if by_cursor {
            &[("cursor", &cursor), ("count", "1")]
        } else {
            &[("startIndex", "2"), ("count", "1")]
        };
        let (_, two) = page(http.get(&can.users, second, None, 1).await?)?;
        Ok::<_, ScimError>((one, two))
    };
    let (one, two) = match result.await {
        Ok(pages) => pages,
        Err(error) => {
            let detail = format!("the second page cannot be read: {error}");
            return steps.add(StepState::Failed, "", detail, &error.hint());
        }
    };
    let key = |page: &Page| page.resources.first().and_then(key_of);
    let how = if by_cursor { "by cursor" } else { "by index" };
    if key(&two).is_some() && key(&one) != key(&two) {
        return steps.passed(how);
    }
    let whole = users.total.is_none_or(|x| read >= x as usize);
    let detail = "the second page is the same as the first".to_owned();
    if whole {
        let remedy = "nothing to do: everything comes in one page";
        steps.add(StepState::Warning, "one page", detail, remedy);
    } else {
        let remedy = "ask the vendor; Steward tries one large page instead";
        steps.add(StepState::Warning, how, detail, remedy);
    }
}
