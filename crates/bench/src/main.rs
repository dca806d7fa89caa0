//! How fast Steward is, side by side with its peers, on the same made-up data in one run.
//!
//! - `steward-bench [--loads S,M,L] [--skip walk,regorus,casbin,cedar] [--write FILE]`: the access engine
//! - `steward-bench ledger [--quick] [--work FOLDER] [--write FILE]`: the ledger and the audit cache

mod clock;
mod engine;
mod ledger;
mod load;
mod peers;
mod report;

use anyhow::{Context as _, Result, bail};
use load::LOADS;
use report::Measured;
use std::sync::Arc;

fn main() -> Result<()> {
    let (mut loads, mut skip, mut write) = ("S,M,L".to_owned(), Vec::new(), None);
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|first| first == "ledger").is_some() {
        return ledger::run(arguments);
    }
    while let Some(argument) = arguments.next() {
        let value = arguments.next().with_context(|| format!("`{argument}` needs a value"))?;
        match argument.as_str() {
            "--loads" => loads = value,
            "--skip" => skip = value.split(',').map(str::to_owned).collect(),
            "--write" => write = Some(value),
            _ => bail!("there is no option `{argument}`; there are --loads, --skip and --write"),
        }
    }
    let mut measured = Vec::new();
    for load in LOADS.iter().filter(|load| loads.split(',').any(|name| name == load.name)) {
        eprintln!("load {}: making the tenant", load.name);
        let snapshot = Arc::new(load.tenant()?);
        eprintln!("load {}: the engine", load.name);
        let (engine, access) = engine::measure(load, &snapshot)?;
        eprintln!("load {}: the peers", load.name);
        let matrix = access.matrix(steward_access::RowKind::People, load::now()?);
        let asked: Vec<_> =
            engine::questions(&snapshot, &matrix, 1_000).into_iter().map(|(p, x, _)| (p, x)).collect();
        let peers = peers::measure(&access, &asked, &skip)?;
        measured.push(Measured { load, engine, peers });
    }
    let text = report::markdown(&measured);
    println!("{text}");
    if let Some(file) = write {
        std::fs::write(&file, &text).with_context(|| format!("cannot write `{file}`"))?;
    }
    Ok(())
}
