//! Where a workspace lies when nobody names a folder. The terminal and the window agree on it.

use etcetera::app_strategy::choose_native_strategy;
use etcetera::{AppStrategy, AppStrategyArgs};
use std::path::PathBuf;

/// The workspace in the platform's data folder (`$XDG_DATA_HOME/steward/workspace` on Linux); `None` when the
/// account has no home.
#[must_use]
pub fn default_workspace() -> Option<PathBuf> {
    let args = AppStrategyArgs {
        top_level_domain: String::new(),
        author: String::new(),
        app_name: "steward".into(),
    };
    choose_native_strategy(args).ok().map(|strategy| strategy.data_dir().join("workspace"))
}
