//! Packs that pass.

use crate::{files, told};
use steward_model::{Consequence, ProblemLevel};
use steward_pack::{builtin, builtin_files, builtin_ids, check, read_dir, starter};

#[test]
fn the_packs_that_come_along_pass_without_a_word() {
    for id in builtin_ids() {
        let (pack, problems) = check(&builtin_files(id).unwrap());
        assert!(problems.is_empty(), "{id}:\n{}", told(&problems));
        assert_eq!(pack.unwrap().manifest.id, *id);
    }
    assert!(builtin("nobody").is_none());
}

#[test]
fn meridian_has_46_permissions_in_5_categories_and_14_roles() {
    let pack = builtin("meridian").unwrap();
    let c = &pack.catalogue;
    let count = |id: &str| c.permissions.iter().filter(|p| p.category == id).count();
    let counts: Vec<_> = c.categories.iter().map(|x| (x.name.as_str(), count(&x.id))).collect();
    let expected = [
        ("User management", 10),
        ("Configuration", 9),
        ("Organization", 10),
        ("AI & Assist", 8),
        ("Data & Resources", 9),
    ];
    assert_eq!(counts, expected);
    assert_eq!(c.presets.len(), 14);
    assert!(c.permissions.iter().all(|p| !p.description.is_empty()));
    // within a category, classes rise
    for pair in c.permissions.windows(2).filter(|p| p[0].category == p[1].category) {
        assert!(pair[0].consequence <= pair[1].consequence, "{}", pair[1].id);
    }
    let class = |k| c.permissions.iter().filter(|p| p.consequence == k).count();
    assert_eq!(Consequence::ALL.map(class), [8, 6, 13, 9, 6, 4]);
}

#[test]
fn a_folder_is_read_like_the_built_in_pack() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs");
    for id in builtin_ids() {
        let read = read_dir(&std::path::Path::new(root).join(id)).unwrap();
        assert_eq!(check(&read).0.map(|p| p.catalogue), builtin(id).map(|p| p.catalogue), "{id}");
    }
}

#[test]
fn a_new_pack_passes() {
    for (id, product) in [("acme", "Acme"), ("My Pack!", "Acme \"Cloud\" \\ 2"), ("", ""), ("--", "\n")] {
        let (pack, problems) = check(&starter(id, product));
        assert!(problems.is_empty(), "{id}: {}", told(&problems));
        assert!(pack.is_some_and(|p| p.catalogue.permissions.len() == 4));
    }
    assert_eq!(check(&starter("My Pack!", "x")).0.unwrap().manifest.id, "my-pack");
}

#[test]
fn the_hash_follows_the_content() {
    let mut changed = starter("acme", "Acme");
    let before = check(&changed).0.unwrap().hash;
    assert_eq!(check(&changed).0.unwrap().hash, before);
    changed.get_mut("roles.toml").unwrap().push(b'\n');
    let after = check(&changed).0.unwrap().hash;
    assert_ne!(before, after);
    assert_eq!(after.len(), 64);
}

#[test]
fn policies_and_articles_are_read() {
    let mut pack = starter("acme", "Acme");
    pack.extend(files(&[
        ("policies/a.cedar", "permit(principal, action, resource);\n"),
        ("articles/sub/x.md", "+++\ntitle = \"To see more\"\npermissions = [\"users.view\"]\n+++\n# Hello\n"),
        ("README.md", "what this is"),
        (".gitignore", "x"),
    ]));
    let (pack, problems) = check(&pack);
    assert!(problems.is_empty(), "{}", told(&problems));
    assert!(pack.is_some());
}

#[test]
fn a_stray_file_is_a_warning_only() {
    let mut pack = starter("acme", "Acme");
    pack.extend(files(&[("role.toml", ""), ("notes.txt", "x")]));
    let (pack, problems) = check(&pack);
    assert!(pack.is_some());
    assert_eq!(problems.len(), 2);
    assert!(problems.iter().all(|p| p.level == ProblemLevel::Warning && p.code == "unknown-file"));
    assert_eq!(problems[1].hint, "did you mean `roles.toml`?");
}
