//! Damaged and hostile containers: nothing panics, nothing is believed.

use crate::sample::bundle;
use std::io::{Cursor, Write};
use steward_evidence::{Fault, read_archive, verify};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn zip(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn it_is_a_zip_file_that_common_tools_read() {
    let files = read_archive(&bundle()).unwrap();
    for path in [
        "VERIFY.md",
        "checkpoint.txt",
        "disclosed.json",
        "entries.csv",
        "entries/000003.json",
        "keys.txt",
        "manifest.json",
        "manifest.sig",
        "ocsf/1.8.0.json",
        "oscal/assessment-results.json",
        "proofs/000003.tlog-proof",
        "question.json",
        "report.html",
        "report.pdf",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
}

#[test]
fn any_flipped_bit_and_any_cut_is_found() {
    let bundle = bundle();
    for at in (0..bundle.len()).step_by(bundle.len() / 150) {
        let mut bytes = bundle.clone();
        bytes[at] ^= 1 << (at % 8);
        assert!(!verify(&bytes, &[]).holds, "bit in byte {at}");
        assert!(!verify(&bundle[..at], &[]).holds, "cut at {at}");
    }
    let mut longer = bundle;
    longer.push(0);
    assert!(!verify(&longer, &[]).holds);
}

#[test]
fn names_that_leave_the_folder() {
    for name in ["../x", "/x", "a/../x", "a//x", ".x", "a\\x", "a:x", "x ", "\u{fc}"] {
        let verdict = verify(&zip(&[(name, b"")], CompressionMethod::Stored), &[]);
        assert!(matches!(&verdict.faults[..], [Fault::Archive { .. }]), "{name}: {:?}", verdict.faults);
    }
}

#[test]
fn a_file_that_unpacks_to_a_disk_full() {
    let zeros = vec![0; 8 << 20];
    let verdict = verify(&zip(&[("report.html", &zeros)], CompressionMethod::Deflated), &[]);
    let [Fault::Archive { reason }] = &verdict.faults[..] else { panic!("{:?}", verdict.faults) };
    assert!(reason.contains("report.html"), "{reason}");
}

/// Files that share what they are unpacked from: each is packed no tighter than honest ones, all together are.
#[test]
fn files_that_lie_on_top_of_each_other() {
    let content: Vec<u8> = (0..2_000_u32)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes().into_iter().chain([0; 500]))
        .collect();
    let one = zip(&[("aa0", &content)], CompressionMethod::Deflated);
    let (files, end) = one.split_at(one.len() - 22);
    let number = |at: usize| u32::from_le_bytes(end[at..at + 4].try_into().unwrap()) as usize;
    let (listed, at) = (number(12), number(16));
    let (data, list) = files.split_at(at);
    assert_eq!(list.len(), listed);
    let (mut bytes, mut end) = (data.to_vec(), end.to_vec());
    for n in b'0'..=b'9' {
        let mut entry = list.to_vec();
        entry[48] = n;
        bytes.extend(entry);
    }
    end[8..12].copy_from_slice(&[10, 0, 10, 0]);
    end[12..16].copy_from_slice(&u32::try_from(10 * listed).unwrap().to_le_bytes());
    bytes.extend(end);
    let verdict = verify(&bytes, &[]);
    assert!(matches!(&verdict.faults[..], [Fault::Archive { .. }]), "{:?}", verdict.faults);
    assert!(verify(&one, &[]).faults.len() > 1, "one of them alone can be read");
}

#[test]
fn two_files_of_one_name() {
    let mut bytes = zip(&[("aaa", b"1"), ("aab", b"2")], CompressionMethod::Stored);
    while let Some(at) = bytes.windows(3).position(|part| part == b"aab") {
        bytes[at + 2] = b'a';
    }
    let verdict = verify(&bytes, &[]);
    assert!(matches!(&verdict.faults[..], [Fault::Archive { .. }]), "{:?}", verdict.faults);
}

#[test]
fn packed_again_by_another_program() {
    let files = read_archive(&bundle()).unwrap();
    let list: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let verdict = verify(&zip(&list, CompressionMethod::Deflated), &[]);
    assert_eq!(verdict.faults, [Fault::Container]);
    assert!(verdict.entries.iter().all(|entry| entry.holds));
}

#[test]
fn what_is_no_bundle() {
    let empty = zip(&[], CompressionMethod::Stored);
    for bytes in [&b""[..], &b"PK"[..], &b"no zip at all"[..], empty.as_slice()] {
        let verdict = verify(bytes, &[]);
        assert!(!verdict.holds && !verdict.faults.is_empty());
    }
}
