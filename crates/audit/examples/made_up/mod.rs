//! Made-up events of a fixed seed, to measure with: the same on every machine. As in real logs, few
//! people, things and operations are behind most of the events.

use jiff::Timestamp;
use steward_audit::{Column, Question, TrailEvent};

/// When the first event happens, in seconds since 1970.
pub const BEGIN: i64 = 1_700_000_000;
/// Seconds over which they are spread: two years.
pub const YEARS: i64 = 63_000_000;

static KINDS: [&str; 6] = ["user", "group", "role", "file", "invoice", "project"];
static VERBS: [(&str, &str); 6] = [
    ("read", "view"),
    ("update", "correct"),
    ("export", "override"),
    ("assign", "policy"),
    ("delete", "destructive"),
    ("inspect", "diagnose"),
];
const SURFACES: [&str; 5] = ["window", "cli", "api", "mcp", "sync"];
const OUTCOMES: [(&str, u32); 4] = [("success", 90), ("failure", 6), ("denied", 3), ("unknown", 1)];

/// Words that events are made of.
pub struct Words {
    people: Vec<String>,
    objects: Vec<String>,
    operations: Vec<Operation>,
    policies: Vec<String>,
    events: u32,
}

struct Operation {
    name: String,
    consequence: &'static str,
    kind: &'static str,
    /// Sum of its chance and of those before it; 1 for the last.
    upto: f64,
}

impl Words {
    /// Words for so many events, by so many people, about so many things that are no people.
    pub fn new(events: u32, people: u32, objects: u32) -> Self {
        let both = VERBS.iter().flat_map(|verb| KINDS.iter().map(move |kind| (kind, verb)));
        let mut upto = 0.0;
        // the law of Zipf: the chance of an operation is in inverse proportion to its rank
        let operations = both.zip(1_u32..).map(|((kind, (verb, consequence)), rank)| {
            upto += 1.0 / f64::from(rank);
            Operation { name: format!("{kind}.{verb}"), consequence, kind, upto }
        });
        let mut operations: Vec<Operation> = operations.collect();
        let all = operations.last().map_or(1.0, |last| last.upto);
        operations.iter_mut().for_each(|operation| operation.upto /= all);
        Self {
            people: (0..people).map(|at| format!("person-{at}")).collect(),
            objects: (0..objects).map(|at| format!("object-{at}")).collect(),
            operations,
            policies: (0..20).map(|at| format!("policy-{at}")).collect(),
            events,
        }
    }

    /// Few do much and many do little: the square of a number spread evenly between 0 and 1.
    fn skewed<'w>(random: &mut fastrand::Rng, words: &'w [String]) -> &'w str {
        let part = random.f64();
        words.get((part * part * words.len() as f64) as usize).map_or("", String::as_str)
    }

    /// The next event.
    pub fn event<'w>(&'w self, random: &mut fastrand::Rng, row: u32, correlation: &'w str) -> TrailEvent<'w> {
        let step = YEARS * 1_000_000 / i64::from(self.events.max(1));
        let jitter = random.i64(0..step.max(1));
        let time = Timestamp::from_microsecond(BEGIN * 1_000_000 + i64::from(row) * step + jitter);
        let part = random.f64();
        let operation = self.operations.partition_point(|operation| operation.upto <= part);
        let operation = self.operations.get(operation).or(self.operations.last());
        let (operation, consequence, kind) =
            operation.map_or(("", "", ""), |x| (x.name.as_str(), x.consequence, x.kind));
        let mut chance = random.u32(0..100);
        let mut outcome = "success";
        for (word, share) in OUTCOMES {
            if chance < share {
                outcome = word;
                break;
            }
            chance -= share;
        }
        let policy = row / (self.events / 20).max(1);
        TrailEvent {
            row,
            time: time.unwrap_or_default(),
            who: Self::skewed(random, &self.people),
            object: Self::skewed(random, if kind == "user" { &self.people } else { &self.objects }),
            kind,
            operation,
            consequence,
            outcome,
            surface: SURFACES.get(random.usize(0..SURFACES.len())).copied().unwrap_or_default(),
            approval: "",
            policy: self.policies.get(policy as usize).map_or("policy-19", String::as_str),
            tenant: "tenant-1",
            source: if random.u8(0..10) == 0 { "steward" } else { "tenant" },
            correlation,
        }
    }

    /// A question of an investigation: about a person, an object, an operation, a request, or several of
    /// these.
    pub fn question(&self, random: &mut fastrand::Rng) -> Question {
        let mut question = Question::default();
        let which = random.u8(0..8);
        if matches!(which, 0 | 3 | 4) {
            question = question.with(Column::Who, Self::skewed(random, &self.people));
        }
        if matches!(which, 1 | 4) {
            question = question.with(Column::Object, Self::skewed(random, &self.objects));
        }
        if matches!(which, 2 | 3 | 5) {
            question = question.with(Column::Operation, "role.*").with(Column::Outcome, "denied");
        }
        if which == 5 {
            let from = Timestamp::from_second(BEGIN + random.i64(0..YEARS)).unwrap_or_default();
            question.until = Some(from);
        }
        if which == 6 {
            let request = random.u32(0..self.events.max(1)) / 2;
            question = question.with(Column::Correlation, format!("request-{request}"));
        }
        if which == 7 {
            question = question.without(Column::Surface, "api").with(Column::Consequence, "destructive");
        }
        question
    }
}
