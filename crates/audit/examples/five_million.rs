//! Five million events with a fixed seed: how long the index takes to build and to answer, and how large it
//! is.
//!
//! `cargo run --release -p steward-audit --example five_million [events]`
#![allow(clippy::print_stdout, reason = "it prints what it measures")]

mod made_up;

use jiff::Timestamp;
use made_up::{BEGIN, Words, YEARS};
use std::hint::black_box;
use std::time::{Duration, Instant};
use steward_audit::{Block, PageFrom, Question, Trail, TrailEvent};

const EVENTS: u32 = 5_000_000;
/// Actors and objects.
const MANY: u32 = 200_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let events = std::env::args().nth(1).map_or(Ok(EVENTS), |arg| arg.parse())?;
    let words = Words::new(events, MANY, MANY);
    let mut random = fastrand::Rng::with_seed(20_261_126);

    let begin = Instant::now();
    let mut trail = Trail::new();
    let mut first = 0;
    while first < events {
        let batch = 50_000.min(events - first);
        let correlations: Vec<String> =
            (first..first + batch).map(|row| format!("request-{}", row / 2)).collect();
        let rows = (first..first + batch).zip(&correlations);
        trail.add(rows.map(|(row, correlation)| words.event(&mut random, row, correlation)));
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
        let question = words.question(&mut random);
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
        TrailEvent { time: at, ..words.event(&mut random, events + n, "late") }
    }));
    println!("late       {:>10.2?} for a thousand events over all of the time", begin.elapsed());
    Ok(())
}
