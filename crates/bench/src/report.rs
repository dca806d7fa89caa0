//! The tables.

use crate::clock::{ratio, words};
use crate::engine::Engine;
use crate::load::Load;
use crate::peers::Peer;
use std::fmt::Write as _;
use std::time::Duration;

/// What was measured at a load.
pub struct Measured<'a> {
    /// Which.
    pub load: &'a Load,
    /// The engine.
    pub engine: Engine,
    /// The others.
    pub peers: Vec<Peer>,
}

/// A line of the table of goals.
struct Goal {
    what: &'static str,
    goal: &'static str,
    seen: fn(&Engine) -> String,
    met: fn(&Engine) -> bool,
}

const GOALS: &[Goal] = &[
    Goal {
        what: "compile a snapshot",
        goal: "under 15 ms",
        seen: |e| words(e.compile),
        met: |e| e.compile < Duration::from_millis(15),
    },
    Goal {
        what: "full matrix, one thread, against filling the same memory",
        goal: "at most 3x",
        seen: |e| format!("{} / {} = {:.2}x", words(e.matrix), words(e.fill), ratio(e.matrix, e.fill)),
        met: |e| ratio(e.matrix, e.fill) <= 3.0,
    },
    Goal {
        what: "the same, memory fresh from the system",
        goal: "",
        seen: |e| {
            format!(
                "{} / {} = {:.2}x",
                words(e.matrix_fresh),
                words(e.fill_fresh),
                ratio(e.matrix_fresh, e.fill_fresh)
            )
        },
        met: |_| true,
    },
    Goal {
        what: "full matrix, two threads against one, on the wall",
        goal: "at least 1.8x faster",
        seen: |e| format!("{} / {} = {:.2}x", words(e.wall.0), words(e.wall.1), ratio(e.wall.0, e.wall.1)),
        met: |e| ratio(e.wall.0, e.wall.1) >= 1.8,
    },
    Goal {
        what: "one decision, with scope and time, without the matrix",
        goal: "under 300 ns",
        seen: |e| words(e.decide),
        met: |e| e.decide < Duration::from_nanos(300),
    },
    Goal { what: "one bit of the matrix", goal: "", seen: |e| words(e.bit), met: |_| true },
    Goal {
        what: "all grant paths of one person",
        goal: "under 20 µs",
        seen: |e| format!("{} for {:.0} paths", words(e.derivations), e.derivations_each),
        met: |e| e.derivations < Duration::from_micros(20),
    },
    Goal {
        what: "all paths of one permission, written out with sources and windows",
        goal: "",
        seen: |e| words(e.paths),
        met: |_| true,
    },
    Goal {
        what: "effect of one changed role on every person, all its permissions exchanged",
        goal: "at most 0.15x of the matrix",
        seen: |e| format!("{} = {:.2}x", words(e.role_effect), ratio(e.role_effect, e.matrix)),
        met: |e| ratio(e.role_effect, e.matrix) <= 0.15,
    },
    Goal {
        what: "the same, one permission added",
        goal: "at most 0.15x of the matrix",
        seen: |e| format!("{} = {:.2}x", words(e.role_effect_one), ratio(e.role_effect_one, e.matrix)),
        met: |e| ratio(e.role_effect_one, e.matrix) <= 0.15,
    },
    Goal {
        what: "a window of 60 x 60 cells, core only",
        goal: "well under 16 ms",
        seen: |e| words(e.window),
        met: |e| e.window < Duration::from_millis(8),
    },
    Goal {
        what: "all checks over the tenant",
        goal: "under 500 ms",
        seen: |e| format!("{} for {}", words(e.checks), e.checks_count),
        met: |e| e.checks < Duration::from_millis(500),
    },
    Goal {
        what: "memory: compiled tenant and matrix, the snapshot not counted",
        goal: "at most 2x the matrix plus 32 MB",
        seen: |e| {
            let mb = |bytes: usize| bytes as f64 / 1e6;
            let system = e.resident.map(|bytes| format!(", resident {:.1} MB", bytes as f64 / 1e6));
            format!(
                "{:.1} + {:.1} MB{}",
                mb(e.compiled_bytes),
                mb(e.matrix_bytes),
                system.unwrap_or_default()
            )
        },
        met: |e| {
            let bound = 2 * e.matrix_bytes as u64 + 32_000_000;
            e.resident.unwrap_or(0).max((e.compiled_bytes + e.matrix_bytes) as u64) <= bound
        },
    },
];

/// The whole report in Markdown.
#[must_use]
pub fn markdown(measured: &[Measured<'_>]) -> String {
    let mut text = String::from(
        "# Benchmarks of the access engine\n\n\
         Written by `cargo run --release -p steward-bench -- --write docs/benchmarks.md`. All figures are from one run on \
         one machine: processor time of the thread, the least of several runs. Where threads are compared it is time \
         on the wall. Machines differ; the ratios are what counts.\n\n## Loads\n\n\
         | load | people | groups (levels) | roles | permissions |\n|---|---|---|---|---|\n",
    );
    for m in measured {
        let l = m.load;
        let _ = writeln!(
            text,
            "| {} | {} | {} ({}) | {} | {} |",
            l.name, l.people, l.groups, l.levels, l.roles, l.permissions
        );
    }
    text.push_str(
        "\nA fixed seed; 1 to 5 groups a person, 1 to 3 roles a group, 5 to 60 permissions a role, 5 % of the people with a \
         role of their own, 5 % of the grants on one of 200 objects, 2 % of the people deactivated, one membership in a \
         hundred and half of the direct roles with an end.\n\n## Engine\n\n| what | goal at L |",
    );
    for m in measured {
        let _ = write!(text, " {} |", m.load.name);
    }
    text.push_str(" met at the largest |\n|---|---|");
    text.push_str(&"---|".repeat(measured.len() + 1));
    text.push('\n');
    for goal in GOALS {
        let _ = write!(text, "| {} | {} |", goal.what, goal.goal);
        for m in measured {
            let _ = write!(text, " {} |", (goal.seen)(&m.engine));
        }
        let met = measured.last().is_some_and(|m| (goal.met)(&m.engine));
        let word = if goal.goal.is_empty() {
            ""
        } else if met {
            "yes"
        } else {
            "**no**"
        };
        let _ = writeln!(text, " {word} |");
    }
    peers(&mut text, measured);
    text
}

fn peers(text: &mut String, measured: &[Measured<'_>]) {
    text.push_str(
        "\n## Peers\n\nThe same tenants and questions in the same run; each peer's answers were compared with the engine's \
         first. A peer's matrix is one decision times people times permissions, or, where it can give all permissions \
         of a person at once, that times people: **extrapolated, not run**. Peers get only what holds at the moment asked \
         about, so they need not look at time; Cedar gets the scopes as well, the others only grants on everything.\n\n",
    );
    for m in measured.iter().filter(|m| !m.peers.is_empty()) {
        let (people, permissions) = (m.load.people as f64, m.load.permissions as f64);
        let e = &m.engine;
        let _ = writeln!(text, "### {}\n", m.load.name);
        text.push_str(
            "| engine | one decision | against ours | matrix | against ours |\n|---|---|---|---|---|\n",
        );
        let _ = writeln!(text, "| **Steward** | {} | 1 | {} | 1 |", words(e.decide), words(e.matrix_fresh));
        for peer in &m.peers {
            let whole = match peer.row {
                Some(row) => row.mul_f64(people),
                None => peer.decision.mul_f64(people * permissions),
            };
            let _ = writeln!(
                text,
                "| {} | {} | {}x | {}{} | {}x |",
                peer.name,
                words(peer.decision),
                thousands(ratio(peer.decision, e.decide)),
                words(whole),
                if peer.row.is_some() { ", by rows" } else { "" },
                thousands(ratio(whole, e.matrix_fresh)),
            );
        }
        text.push('\n');
    }
    if let Some(m) = measured.last() {
        goals_against_peers(text, m);
    }
}

fn goals_against_peers(text: &mut String, m: &Measured<'_>) {
    let find = |name: &str| m.peers.iter().find(|peer| peer.name.starts_with(name));
    let people = m.load.people as f64;
    let cells = people * m.load.permissions as f64;
    let e = &m.engine;
    let _ = writeln!(text, "### Goals against peers at {}\n", m.load.name);
    text.push_str("| what | goal | seen | met |\n|---|---|---|---|\n");
    let mut line = |what: &str, goal: f64, seen: Option<f64>| {
        if let Some(seen) = seen {
            let met = if seen >= goal { "yes" } else { "**no**" };
            let _ = writeln!(text, "| {what} | {}x | {}x | {met} |", thousands(goal), thousands(seen));
        }
    };
    let rego = find("regorus").and_then(|p| p.row).map(|row| ratio(row.mul_f64(people), e.matrix_fresh));
    let best = find("cedar-policy, best");
    let cedar = best.map(|p| ratio(p.decision.mul_f64(cells), e.matrix_fresh));
    let casbin = find("casbin").map(|p| ratio(p.decision, e.decide));
    line("matrix against `regorus` by rows", 10_000.0, rego);
    line("matrix against `cedar-policy` at its best", 100_000.0, cedar);
    line("one decision against `cedar-policy` at its best", 100.0, best.map(|p| ratio(p.decision, e.decide)));
    line("one decision against `casbin`", 10_000.0, casbin);
}

/// A number with its thousands apart.
fn thousands(value: f64) -> String {
    if value < 100.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (digit, left) in digits.chars().zip((0..digits.len()).rev()) {
        text.push(digit);
        if left > 0 && left % 3 == 0 {
            text.push(',');
        }
    }
    text
}
