//! Who sits at this machine, as the operating system knows it. The terminal and the window agree on it.

/// The name under which entries are made: that of the account this process runs under, never one that is merely said,
/// such as by the variable `USER`; anybody may set that. Empty when the system names nobody.
#[must_use]
pub fn operator_name() -> String {
    for_tests().unwrap_or_else(account)
}

/// The name of the effective user; where no account has its number, as in a container, the number.
#[cfg(unix)]
fn account() -> String {
    use nix::unistd::{Uid, User};
    let uid = Uid::effective();
    let known = User::from_uid(uid).ok().flatten().filter(|user| !user.name.trim().is_empty());
    known.map_or_else(|| format!("uid-{uid}"), |user| user.name)
}

/// The name of the account, as Windows itself knows it.
#[cfg(windows)]
fn account() -> String {
    whoami::username().unwrap_or_default()
}

/// Tests are several people on one machine. What is shipped is built without this.
#[cfg(debug_assertions)]
fn for_tests() -> Option<String> {
    std::env::var("STEWARD_TEST_OPERATOR").ok().filter(|name| !name.trim().is_empty())
}

#[cfg(not(debug_assertions))]
const fn for_tests() -> Option<String> {
    None
}
