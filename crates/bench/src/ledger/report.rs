//! The table of goals and what was seen.

use crate::clock::{median, percent, ratio, words};
use crate::ledger::ask::Asked;
use crate::ledger::load::Loaded;
use crate::ledger::made::PEOPLE;
use crate::ledger::{Both, FULL, Sizes};
use std::fmt::Write as _;
use std::time::Duration;

/// Everything that was measured.
pub struct Measured {
    /// How much.
    pub sizes: Sizes,
    /// Opening a workspace with the entries alone, up to the newest of them.
    pub opened: Both,
    /// The same, up to the first page of the investigation.
    pub opened_index: Both,
    /// The same with all events.
    pub opened_all: Both,
    /// One durable append.
    pub append: Both,
    /// Verifying the ledger, and reading it.
    pub verify: Both,
    /// Reading in events.
    pub loaded: Loaded,
    /// Verifying some batches of events, and reading them.
    pub verify_events: Both,
    /// How many events these batches have.
    pub verified: u32,
    /// Making the words of the entries findable, which the first search with words does.
    pub own_words: Duration,
    /// Pages of questions about columns.
    pub structured: Asked,
    /// Pages of questions with words.
    pub texts: Asked,
    /// Pages of questions with a word that every sixth event has.
    pub frequent: Asked,
    /// Facets and histogram.
    pub facets: Vec<(&'static str, Both)>,
    /// Bytes of the workspace and of the peer's file.
    pub bytes: [u64; 2],
}

/// A line of the table.
struct Line {
    what: String,
    goal: String,
    ours: Duration,
    plain: Duration,
    /// Whether the goal is met, where there is one.
    met: Option<bool>,
}

fn sum(times: &[Duration]) -> Duration {
    times.iter().sum()
}

impl Line {
    fn new(what: impl Into<String>, goal: impl Into<String>, (ours, plain): (Duration, Duration)) -> Self {
        Self { what: what.into(), goal: goal.into(), ours, plain, met: None }
    }

    /// The medians.
    fn medians(what: impl Into<String>, goal: impl Into<String>, both: &Both) -> Self {
        Self::new(what, goal, (median(&both.ours), median(&both.plain)))
    }

    /// So slow is one in a hundred.
    fn slowest(what: impl Into<String>, goal: impl Into<String>, both: &Both) -> Self {
        Self::new(what, goal, (percent(&both.ours, 99), percent(&both.plain, 99)))
    }

    fn at_most(mut self, times: f64) -> Self {
        self.met = Some(ratio(self.ours, self.plain) <= times);
        self
    }

    fn under(mut self, limit: Duration) -> Self {
        self.met = Some(self.ours < limit);
        self
    }
}

/// What of the machine matters.
fn machine() -> String {
    let read = |file: &str| std::fs::read_to_string(file).unwrap_or_default();
    let field = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).and_then(|line| line.split_once(':'));
        line.map_or_else(|| "unknown".to_owned(), |(_, value)| value.trim().to_owned())
    };
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let processor = field(&read("/proc/cpuinfo"), "model name");
    let memory = field(&read("/proc/meminfo"), "MemTotal");
    format!("{processors} processors ({processor}), {memory} of memory")
}

fn lines(m: &Measured) -> Vec<Line> {
    let ms = Duration::from_millis;
    let (entries, batch) = (m.sizes.entries, m.sizes.batch);
    let million = entries as f64 / 1e6;
    let second_and_a_half = Duration::from_secs_f64(1.5 * million);
    let (loaded, default) = (&m.loaded.same, &m.loaded.default);
    let first = (sum(&default.ours), sum(&default.plain));
    let mut first = Line::new("first load, beside SQLite at default settings", "at least 3x as fast", first);
    first.met = Some(ratio(first.plain, first.ours) >= 3.0);
    let events = (sum(&m.verify_events.ours), sum(&m.verify_events.plain));
    let mut list = vec![
        Line::medians("one durable append, entry and state together", "at most 1.1x", &m.append).at_most(1.1),
        Line::medians(format!("a batch of {batch} events, chained and sealed"), "at most 1.1x", loaded)
            .at_most(1.1),
        first,
        Line::medians(format!("verify {entries} entries, beside reading them"), "at most 1.6x", &m.verify)
            .at_most(1.6),
        Line::medians("the same, in time", format!("under {}", words(second_and_a_half)), &m.verify)
            .under(second_and_a_half),
        Line::new(
            format!("verify {} events, values and commitments too, beside reading them", m.verified),
            "at most 1.6x",
            events,
        )
        .at_most(1.6),
        Line::slowest("a page, structured, p99", "under 10 ms", &m.structured.both).under(ms(10)),
        Line::medians("the same, median", "", &m.structured.both),
        Line::slowest("a page, full text, p99", "under 30 ms", &m.texts.both).under(ms(30)),
        Line::medians("the same, median", "", &m.texts.both),
        Line::slowest("a page, a word of every sixth event, slowest", "under 30 ms", &m.frequent.both)
            .under(ms(30)),
    ];
    for (name, both) in &m.facets {
        let what = format!("facets and histogram of {name}");
        list.push(Line::medians(what, "under 150 ms", both).under(ms(150)));
    }
    list.extend([
        Line::medians(format!("open {entries} entries, to the newest of them"), "under 300 ms", &m.opened)
            .under(ms(300)),
        Line::medians("the same, to the first page of the investigation", "under 300 ms", &m.opened_index)
            .under(ms(300)),
        Line::medians("the same with all events", "", &m.opened_all),
    ]);
    list
}

/// The whole report in Markdown.
pub fn markdown(m: &Measured) -> String {
    let events = m.sizes.batches * m.sizes.batch;
    let mut text = format!(
        "# Benchmarks of the ledger and the audit cache\n\n\
         Written by `./dev bench ledger{}`. All figures are from one run on one machine, in time on the \
         wall: {}. Steward and \
         plain SQLite take turns, run by run. Machines differ and are shared; the ratios are what counts.\n\n\
         The ledger has {} entries, ten to a transaction; {events} events of a tenant's log are read in \
         beside them, in {} \
         batches of {}. Events have {} bytes on average as JSON, {PEOPLE} people, operations by the law \
         of Zipf, and a fixed \
         seed. The workspace has {:.2} GB afterwards, the peer's file {:.2} GB.\n\n\
         | what | goal | Steward | plain SQLite | ratio | met |\n|---|---|---|---|---|---|\n",
        if m.sizes.entries < FULL.entries { " --quick" } else { "" },
        machine(),
        m.sizes.entries,
        m.sizes.batches,
        m.sizes.batch,
        m.loaded.body,
        m.bytes.first().map_or(0.0, |bytes| *bytes as f64 / 1e9),
        m.bytes.last().map_or(0.0, |bytes| *bytes as f64 / 1e9),
    );
    for Line { what, goal, ours, plain, met } in lines(m) {
        let met = match met {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "",
        };
        // writing to a String does not fail
        let _ = writeln!(
            text,
            "| {what} | {goal} | {} | {} | {:.2}x | {met} |",
            words(ours),
            words(plain),
            ratio(ours, plain)
        );
    }
    let differing = m.structured.differing + m.texts.differing + m.frequent.differing;
    let asked = [&m.structured, &m.texts, &m.frequent].map(|asked| asked.both.ours.len());
    let _ = write!(
        text,
        "\n## What stands beside what\n\n\
         - **Append**: the same two rows, written to a copy of the file with its indexes, triggers and \
         settings (WAL, \
         `synchronous` FULL, `secure_delete`), without chain, hash and signature.\n\
         - **Batches**: a table with a column for each word, the event as JSON, a unique hash, six \
         indexes and the same \
         full-text table, 250 rows a statement, one transaction a batch, the same settings. The first \
         load stands beside \
         the same table at SQLite's default settings, row by row, a thousand rows a transaction.\n\
         - **Verify**: the same rows read in pages of the same size through the same library. Of the \
         ledger chain, hashes, \
         tree, checkpoints and the newest signature are verified.\n\
         - **Pages**: a hundred rows with everything that is shown of them, people looked up by name, {} \
         questions; the same \
         in SQL after `ANALYZE`. {differing} of them got another number of rows here than there.\n\
         - **Facets and histogram**: twenty values of ten columns, each without its own filter, and a \
         hundred parts of two \
         years; in SQL eleven queries.\n\
         - **Open**: the schema is looked at and the newest fifty are read.\n\n\
         The first search with words makes the words of all entries findable: {}, once.\n",
        asked.iter().sum::<usize>(),
        words(m.own_words),
    );
    text
}
