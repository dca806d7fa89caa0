//! Five million events with a fixed seed: how long the index takes to build and to answer, and how large it
//! is.
//!
//! `cargo run --release -p steward-audit --example five_million [events]`
#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use jiff::Timestamp;
use std::hint::black_box;
use std::time::{Duration, Instant};
use steward_audit::{Block, Column, PageFrom, Question, Trail, TrailEvent};

const EVENTS: u32 = 5_000_000;
/// Actors and objects.
const MANY: u32 = 200_000;
/// Seconds of two years.
const YEARS: i64 = 63_000_000;
const BEGIN: i64 = 1_700_000_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let events = std::env::args().nth(1).map_or(Ok(EVENTS), |arg| arg.parse())?;
    let words = Words::new();
    let mut random = fastrand::Rng::with_seed(20_261_126);

    let begin = Instant::now();
    let mut trail = Trail::new();
    let step = YEARS * 1_000_000 / i64::from(events.max(1));
    let mut first = 0;
    while first < events {
        let batch = 50_000.min(events - first);
        let correlations: Vec<String> =
            (first..first + batch).map(|row| format!("request-{}", row / 2)).collect();
        let rows = (first..first + batch).zip(&correlations);
        trail.add(rows.map(|(row, correlation)| words.event(&mut random, row, step, correlation)));
        first += batch;
    }
    trail.seal_tail();
    println!("build      {:>10.2?}, {} blocks", begin.elapsed(), trail.blocks().count());
    let bytes = trail.size();
    println!("memory     {:>10.1} bytes an event", bytes as f64 / f64::from(events.max(1)));
    let dictionary = trail.dictionary().size();
    println!("           {:>10.1} of them in the dictionary", dictionary as f64 / f64::from(events.max(1)));

    let begin = Instant::now();
    let kept: Vec<(u32, Vec<u8>)> = trail.blocks().map(|(id, block)| (id, block.encode())).collect();
    let size: usize = kept.iter().map(|(_, bytes)| bytes.len()).sum();
    println!(
        "encode     {:>10.2?}, {:.1} bytes an event",
        begin.elapsed(),
        size as f64 / f64::from(events.max(1))
    );
    let begin = Instant::now();
    let blocks: Result<Vec<_>, _> =
        kept.iter().map(|(id, bytes)| Block::decode(bytes).map(|block| (*id, block))).collect();
    let again = Trail::open(trail.dictionary().clone(), blocks?)?;
    println!("open       {:>10.2?}, {} events", begin.elapsed(), again.len());

    let mut times = Vec::new();
    let mut slowest = (Duration::ZERO, Question::default());
    for _ in 0..500 {
        let question = words.question(&mut random, events);
        let begin = Instant::now();
        let answer = trail.ask(&question, None);
        let page = answer.page(PageFrom::Newest, 100);
        if let Some(older) = page.older {
            black_box(answer.page(PageFrom::OlderThan(older), 100));
        }
        let time = begin.elapsed();
        if time > slowest.0 {
            slowest = (time, question);
        }
        times.push(time);
    }
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    println!(
        "two pages  {:>10.2?} p50, {:.2?} p99, {:.2?} at most: {}",
        at(50),
        at(99),
        slowest.0,
        slowest.1
    );

    let (from, until) = (Timestamp::from_second(BEGIN)?, Timestamp::from_second(BEGIN + YEARS)?);
    for text in
        ["", "outcome:denied", "consequence:policy -surface:cli", "op:role.* kind:user", "who:person-7"]
    {
        let question: Question = text.parse()?;
        let answer = trail.ask(&question, None);
        let begin = Instant::now();
        let facets = answer.facets(20);
        let counted = begin.elapsed();
        let begin = Instant::now();
        black_box(answer.histogram(from, until, 100));
        println!(
            "facets     {counted:>10.2?}, histogram {:.2?}, {} events: `{text}`",
            begin.elapsed(),
            facets.total
        );
    }

    let begin = Instant::now();
    trail.add((0..1_000).map(|n| {
        let at = Timestamp::from_second(BEGIN + i64::from(n) * (YEARS / 1_000)).unwrap_or_default();
        TrailEvent { time: at, ..words.event(&mut random, events + n, step, "late") }
    }));
    println!("late       {:>10.2?} for a thousand events over all of the time", begin.elapsed());
    Ok(())
}

/// Words that events are made of.
struct Words {
    people: Vec<String>,
    objects: Vec<String>,
    operations: Vec<(String, &'static str, &'static str)>,
    policies: Vec<String>,
}

const SURFACES: [&str; 5] = ["window", "cli", "api", "mcp", "sync"];
const OUTCOMES: [(&str, u32); 4] = [("success", 90), ("failure", 6), ("denied", 3), ("unknown", 1)];

impl Words {
    fn new() -> Self {
        let kinds = ["user", "group", "role", "file", "invoice", "project"];
        let verbs = [
            ("read", "view"),
            ("export", "override"),
            ("update", "correct"),
            ("assign", "policy"),
            ("delete", "destructive"),
            ("inspect", "diagnose"),
        ];
        let both = kinds.iter().flat_map(|kind| verbs.iter().map(move |verb| (kind, verb)));
        Self {
            people: (0..MANY).map(|at| format!("person-{at}")).collect(),
            objects: (0..MANY).map(|at| format!("object-{at}")).collect(),
            operations: both.map(|(kind, (verb, class))| (format!("{kind}.{verb}"), *class, *kind)).collect(),
            policies: (0..20).map(|at| format!("policy-{at}")).collect(),
        }
    }

    /// Few do much and many do little: the square of a number spread evenly between 0 and 1.
    fn skewed<'w>(random: &mut fastrand::Rng, words: &'w [String]) -> &'w str {
        let part = random.f64();
        words.get((part * part * words.len() as f64) as usize).map_or("", String::as_str)
    }

    fn event<'w>(
        &'w self,
        random: &mut fastrand::Rng,
        row: u32,
        step: i64,
        correlation: &'w str,
    ) -> TrailEvent<'w> {
        let jitter = random.i64(0..step.max(1));
        let time = Timestamp::from_microsecond(BEGIN * 1_000_000 + i64::from(row) * step + jitter);
        let (operation, consequence, kind) = self
            .operations
            .get(random.usize(0..self.operations.len()))
            .map_or(("", "", ""), |x| (&*x.0, x.1, x.2));
        let mut chance = random.u32(0..100);
        let mut outcome = "success";
        for (word, share) in OUTCOMES {
            if chance < share {
                outcome = word;
                break;
            }
            chance -= share;
        }
        let policy = row / (EVENTS / 20);
        TrailEvent {
            row,
            time: time.unwrap_or_default(),
            who: Self::skewed(random, &self.people),
            object: Self::skewed(random, &self.objects),
            kind,
            operation,
            consequence,
            outcome,
            surface: SURFACES.get(random.usize(0..SURFACES.len())).copied().unwrap_or_default(),
            policy: self.policies.get(policy as usize).map_or("policy-19", String::as_str),
            tenant: "tenant-1",
            source: if random.u8(0..10) == 0 { "steward" } else { "tenant" },
            correlation,
        }
    }

    /// A question of an investigation: about a person, an object, an operation, a request, or several of
    /// these.
    fn question(&self, random: &mut fastrand::Rng, events: u32) -> Question {
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
            question =
                question.with(Column::Correlation, format!("request-{}", random.u32(0..events.max(1)) / 2));
        }
        if which == 7 {
            question = question.without(Column::Surface, "api").with(Column::Consequence, "destructive");
        }
        question
    }
}
