//! The ledger and the audit cache beside plain SQLite, run by run in turn.

mod append;
mod ask;
mod load;
mod made;
#[path = "../../../audit/examples/made_up/mod.rs"]
mod made_up;
mod opened;
mod ours;
mod peer;
mod report;
mod verify;

use anyhow::{Context as _, Result, bail};
use made::Made;
use opened::First;
use peer::Settings;
use report::Measured;
use sqlx::Connection as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How much is measured.
pub struct Sizes {
    /// Entries of the ledger.
    pub entries: usize,
    /// Batches of events.
    pub batches: usize,
    /// Events of a batch.
    pub batch: usize,
    /// Single appends.
    pub appends: usize,
    /// Questions of each kind.
    pub questions: usize,
    /// Runs of what takes long.
    pub runs: usize,
}

const FULL: Sizes =
    Sizes { entries: 1_000_000, batches: 80, batch: 50_000, appends: 500, questions: 400, runs: 3 };
const QUICK: Sizes =
    Sizes { entries: 50_000, batches: 20, batch: 10_000, appends: 200, questions: 200, runs: 3 };

/// Times of the same work, here and there.
#[derive(Default)]
pub struct Both {
    /// Steward's.
    pub ours: Vec<Duration>,
    /// Plain SQLite's.
    pub plain: Vec<Duration>,
}

/// Who comes first in a run: the two take turns. True stands for Steward.
fn alternate(run: usize) -> [bool; 2] {
    if run.is_multiple_of(2) { [true, false] } else { [false, true] }
}

/// A folder that is gone afterwards.
struct Work(PathBuf);

impl Drop for Work {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Reads the arguments, measures, and writes the report.
///
/// # Errors
/// When an argument is unknown, a file cannot be written, or something does not verify.
pub fn run(mut arguments: impl Iterator<Item = String>) -> Result<()> {
    let (mut sizes, mut write, mut folder) = (FULL, None, "target/bench-ledger".to_owned());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => sizes = QUICK,
            "--write" => write = Some(arguments.next().context("`--write` needs a file")?),
            "--work" => folder = arguments.next().context("`--work` needs a folder")?,
            _ => bail!("there is no option `{argument}`; there are --quick, --work and --write"),
        }
    }
    let work = Work(Path::new(&folder).join(std::process::id().to_string()));
    std::fs::create_dir_all(&work.0).with_context(|| format!("cannot make `{}`", work.0.display()))?;
    let runtime = tokio::runtime::Runtime::new()?;
    let measured = runtime.block_on(measure(&work.0, sizes))?;
    let text = report::markdown(&measured);
    println!("{text}");
    if let Some(file) = write {
        std::fs::write(&file, &text).with_context(|| format!("cannot write `{file}`"))?;
    }
    Ok(())
}

async fn measure(work: &Path, sizes: Sizes) -> Result<Measured> {
    let (folder, file) = (work.join("workspace"), work.join("plain.db"));
    let ours = ours::make(&folder).await?;
    let mut plain = peer::connect(&file, Settings::AsOurs).await?;
    peer::make(&mut plain, Settings::AsOurs).await?;

    eprintln!("writing {} entries", sizes.entries);
    ours::fill(&ours, &mut plain, sizes.entries).await?;
    let mut trail = ours.store.audit_trail().await?;
    eprintln!("opening");
    let opened = opened::measure(&folder, &file, First::Entries, 2 * sizes.runs + 1).await?;
    let opened_index = opened::measure(&folder, &file, First::Index, 2 * sizes.runs + 1).await?;
    eprintln!("appending");
    let append = append::measure(&ours, work, sizes.appends).await?;
    eprintln!("verifying the ledger");
    let mut db = peer::connect(&folder.join(steward_store::FILE), Settings::AsOurs).await?;
    let verify = verify::ledger(&ours, &mut db, 2 * sizes.runs + 1).await?;

    eprintln!("reading in {} events", sizes.batches * sizes.batch);
    let events = u32::try_from(sizes.batches * sizes.batch)?;
    let mut made = Made::events(events);
    let loaded = load::measure(&ours, &mut trail, &mut plain, (work, &sizes, &mut made)).await?;
    eprintln!("verifying events");
    let (verify_events, verified) = verify::events(&ours, &mut db, 8).await?;
    db.close().await?;
    sqlx::query("ANALYZE").execute(&mut plain).await?;

    eprintln!("asking");
    let begun = Instant::now();
    ours.store.find_audit_text(&mut trail, &["nothing".to_owned()]).await?;
    let own_words = begun.elapsed();
    let structured = ask::structured(&made, sizes.questions);
    let structured = ask::pages(&ours, &mut trail, &mut plain, &structured).await?;
    let texts = ask::pages(&ours, &mut trail, &mut plain, &ask::texts(sizes.questions, events)).await?;
    let frequent = ask::pages(&ours, &mut trail, &mut plain, &ask::frequent(12)).await?;
    eprintln!("counting");
    let mut facets = Vec::new();
    for (name, question) in ask::facet_questions() {
        facets.push((name, ask::facets(&trail, &mut plain, &question, sizes.runs).await?));
    }
    let opened_all = opened::measure(&folder, &file, First::Index, 2 * sizes.runs + 1).await?;
    plain.close().await?;
    ours.store.close().await;
    let bytes = [folder.join(steward_store::FILE), file]
        .map(|file| std::fs::metadata(file).map_or(0, |metadata| metadata.len()));
    Ok(Measured {
        sizes,
        opened,
        opened_index,
        opened_all,
        append,
        verify,
        loaded,
        verify_events,
        verified,
        own_words,
        structured,
        texts,
        frequent,
        facets,
        bytes,
    })
}
