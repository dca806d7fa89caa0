//! Investigating: pages, facets and the histogram, beside the same questions in SQL.

use crate::ledger::made::{Made, PEOPLE, TENANT, name};
use crate::ledger::made_up::{BEGIN, YEARS};
use crate::ledger::ours::Ours;
use crate::ledger::{Both, alternate, peer};
use anyhow::Result;
use fastrand::Rng;
use jiff::Timestamp;
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;
use steward_audit::{Column, PageFrom, Question};
use steward_store::AuditTrail;

/// Rows of a page.
const LIMIT: u32 = 100;
/// Values that are listed of a column.
const VALUES: u32 = 20;
/// Parts of the histogram.
const BUCKETS: u32 = 100;

/// Questions that are asked of both, and how they answer.
pub struct Asked {
    /// Times of each question.
    pub both: Both,
    /// Questions to which both did not give the same number of rows.
    pub differing: usize,
}

/// The question with the pseudonyms of everybody whom it names.
async fn with_pseudonyms(ours: &Ours, question: &Question) -> Result<Question> {
    let mut question = question.clone();
    for column in [Column::Who, Column::Object] {
        let Some(filter) = question.filters.get_mut(&column) else { continue };
        for words in [&mut filter.include, &mut filter.exclude] {
            let mut stand: BTreeSet<String> = BTreeSet::new();
            for word in words.iter() {
                stand.extend(ours.store.pseudonyms_of(Some(TENANT), word).await?);
            }
            words.append(&mut stand);
        }
    }
    Ok(question)
}

/// A page with everything that is shown of it.
async fn page(ours: &Ours, trail: &mut AuditTrail, question: &Question) -> Result<usize> {
    ours.store.catch_up_audit(trail).await?;
    let question = with_pseudonyms(ours, question).await?;
    let rows = if question.text.is_empty() {
        None
    } else {
        Some(ours.store.find_audit_text(trail, &question.text).await?)
    };
    let found = trail.trail().ask(&question, rows).page(PageFrom::Newest, LIMIT as usize);
    Ok(ours.store.audit_rows(trail, &found.rows).await?.len())
}

/// Asks these questions, one after the other, of both.
///
/// # Errors
/// When a file cannot be read.
pub async fn pages(
    ours: &Ours,
    trail: &mut AuditTrail,
    db: &mut SqliteConnection,
    questions: &[Question],
) -> Result<Asked> {
    let mut asked = Asked { both: Both::default(), differing: 0 };
    for (run, question) in questions.iter().enumerate() {
        let (mut here, mut there) = (0, 0);
        for mine in alternate(run) {
            let begun = Instant::now();
            if mine {
                here = page(ours, trail, question).await?;
                asked.both.ours.push(begun.elapsed());
            } else {
                there = peer::page(db, question, LIMIT).await?;
                asked.both.plain.push(begun.elapsed());
            }
        }
        if here != there {
            asked.differing += 1;
            eprintln!("  {here} rows here and {there} there: `{question}`");
        }
    }
    Ok(asked)
}

/// Questions about columns and times.
pub fn structured(made: &Made, many: usize) -> Vec<Question> {
    let mut random = Rng::with_seed(1);
    (0..many).map(|_| made.question(&mut random)).collect()
}

/// Questions with words: a full name, a family name among those denied, a request, a thing.
pub fn texts(many: usize, events: u32) -> Vec<Question> {
    let mut random = Rng::with_seed(2);
    let one = |at: usize| {
        let person = name(&format!("person-{}", random.u32(0..PEOPLE)));
        let mut question = Question::default();
        let word = match at % 4 {
            0 => person,
            1 => {
                question = question.with(Column::Outcome, "denied");
                person.rsplit(' ').next().unwrap_or_default().to_owned()
            }
            2 => format!("request-{}", random.u32(0..events.max(2) / 2)),
            _ => format!("object-{}", random.u32(0..20_000)),
        };
        question.text.push(word);
        question
    };
    (0..many).map(one).collect()
}

/// Questions with one word that every sixth event has.
pub fn frequent(many: usize) -> Vec<Question> {
    let words = ["review", "leaver", "travelling", "session", "owners", "reporting"];
    let one = |word: &str| Question { text: vec![word.to_owned()], ..Question::default() };
    words.iter().cycle().take(many).map(|word| one(word)).collect()
}

/// What facets are asked about.
pub fn facet_questions() -> Vec<(&'static str, Question)> {
    let (all, some) = (Question::default(), Question::default().with(Column::Outcome, "denied"));
    vec![("everything", all), ("`outcome:denied`", some)]
}

/// Facets and histogram of a question, so often.
///
/// # Errors
/// When a file cannot be read.
pub async fn facets(
    trail: &AuditTrail,
    db: &mut SqliteConnection,
    question: &Question,
    runs: usize,
) -> Result<Both> {
    let (from, until) = (Timestamp::from_second(BEGIN)?, Timestamp::from_second(BEGIN + YEARS)?);
    let mut both = Both::default();
    for run in 0..runs {
        for mine in alternate(run) {
            let begun = Instant::now();
            if mine {
                let answer = trail.trail().ask(question, None);
                black_box(answer.facets(VALUES as usize));
                black_box(answer.histogram(from, until, BUCKETS as usize));
                both.ours.push(begun.elapsed());
            } else {
                let span = (from.as_microsecond(), until.as_microsecond());
                black_box(peer::facets(db, question, VALUES).await?);
                black_box(peer::histogram(db, question, span, i64::from(BUCKETS)).await?);
                both.plain.push(begun.elapsed());
            }
        }
    }
    Ok(both)
}
