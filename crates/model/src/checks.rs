//! Which checks there are: for those who tune checks without running them.

/// Ids of all checks in the order in which they are listed, each with the names of the numbers that it reads. What they
/// look for stands in `steward-access`, which holds its own list equal to this one.
pub const CHECKS: &[(&str, &[&str])] = &[
    ("last-administrator", &["holders", "days"]),
    ("separation-of-duties", &[]),
    ("no-second-factor", &["class"]),
    ("stale-account", &["days", "class"]),
    ("inactive-holder", &[]),
    ("missing-prerequisite", &["people"]),
    ("standing-access", &["override", "policy", "destructive", "share"]),
    ("permission-growth", &["permissions", "high"]),
    ("unused-permission", &["days", "class", "people"]),
    ("broad-role", &["share", "spread", "high", "permissions"]),
    ("incoherent-administrator", &["classes", "repair", "policy"]),
    ("preset-drift", &["additions", "removals"]),
    ("duplicate-role", &["permissions"]),
    ("contained-role", &["permissions", "likeness"]),
    ("near-duplicate-role", &["permissions", "likeness"]),
    ("personal-role-name", &[]),
    ("direct-assignment", &["people"]),
    ("implicit-owner", &["class"]),
    ("orphaned-role", &["together"]),
    ("orphaned-permission", &["together"]),
    ("orphaned-group", &["together"]),
    ("unused-licence", &["days"]),
    ("surface-mismatch", &["people"]),
    ("cycle", &[]),
];
