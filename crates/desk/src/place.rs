//! Where a workspace lies when nobody names a folder. The terminal and the window agree on it.

use etcetera::app_strategy::choose_native_strategy;
use etcetera::{AppStrategy, AppStrategyArgs};
use std::path::PathBuf;

/// The workspace in the platform's data folder (`$XDG_DATA_HOME/steward/workspace` on Linux); `None` when the
/// account has no home.
#[must_use]
pub fn default_workspace() -> Option<PathBuf> {
    Some(data_folder()?.join("workspace"))
}

/// Where this computer remembers how far the ledgers of workspaces were signed, wherever these lie
/// (`$XDG_DATA_HOME/steward/signed` on Linux); `None` when the account has no home.
#[must_use]
pub fn memory_folder() -> Option<PathBuf> {
    Some(data_folder()?.join("signed"))
}

fn data_folder() -> Option<PathBuf> {
    let args = AppStrategyArgs {
        top_level_domain: String::new(),
        author: String::new(),
        app_name: "steward".into(),
    };
    choose_native_strategy(args).ok().map(|strategy| strategy.data_dir())
}
