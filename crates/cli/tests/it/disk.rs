//! A disk that becomes full while commands run: a limit on the size of files stands for it.

use crate::bench::Bench;
use std::process::Command;

/// Runs the binary where no file may have more blocks of 512 bytes than this.
fn limited(bench: &Bench, blocks: u64, args: &[&str]) -> (Option<i32>, String) {
    let steward = bench.command();
    let mut command = Command::new("sh");
    command.env_clear().envs(steward.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.args(["-c", "trap '' XFSZ; ulimit -f \"$0\" && exec \"$@\"", &blocks.to_string()]);
    let output = command.arg(steward.get_program()).args(args).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// What lies in a folder, hidden files too.
fn names(folder: &std::path::Path) -> Vec<String> {
    let list = std::fs::read_dir(folder).unwrap();
    list.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[cfg(unix)]
#[test]
fn a_copy_for_which_there_is_no_room_leaves_nothing_and_is_named() {
    let bench = Bench::practice();
    let folder = bench.path("copies");
    std::fs::create_dir(&folder).unwrap();
    let blocks = std::fs::metadata(bench.path("workspace/steward.db")).unwrap().len() / 1024;
    let out = folder.join("copy.db").display().to_string();
    let (code, said) = limited(&bench, blocks, &["backup", "--out", &out]);
    assert_eq!(code, Some(3), "{said}");
    assert!(
        said.starts_with(&format!("error: cannot write `{out}`")) && said.contains("has space"),
        "{said}"
    );
    assert!(!said.contains("workspace") && !said.contains(".part"), "{said}");
    assert!(names(&folder).is_empty(), "{:?}", names(&folder));
    bench.good(&["backup", "--out", &out]);
    assert_eq!(names(&folder), ["copy.db"]);
}

#[cfg(unix)]
#[test]
fn what_was_acknowledged_is_on_record_after_the_disk_was_full() {
    let bench = Bench::practice();
    let blocks = std::fs::metadata(bench.path("workspace/steward.db")).unwrap().len().div_ceil(512);
    let mut kept = 0_usize;
    let said = loop {
        let minutes = (10 + kept).to_string();
        let (code, said) = limited(&bench, blocks, &["tenant", "schedule", "practice", &minutes]);
        if code != Some(0) {
            assert_eq!(code, Some(3), "{said}");
            break said;
        }
        kept += 1;
        assert!(kept < 1_000, "it never became full");
    };
    assert!(said.contains("the disk of the workspace"), "{said}");
    // with room again everything goes on, and all that was said to be done is on record
    let entries = bench.json(&["--json", "audit", "tail", "-n", "2000"]);
    let done = entries
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["operation"] == "tenant.schedule" && entry["outcome"] == "done");
    assert_eq!(done.count(), kept);
    assert_eq!(bench.json(&["--json", "audit", "verify"])["holds"], true);
    bench.good(&["tenant", "schedule", "practice", "5"]);
}
