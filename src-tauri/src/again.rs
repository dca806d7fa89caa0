//! Steward is started while its window is open already: that window comes to the front and opens what was asked for.

use crate::Args;
use crate::commands::OpenLink;
use crate::state::Shell;
use clap::Parser;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager, Wry, plugin::TauriPlugin};
use tauri_specta::Event;

/// Where `--practice` leads.
const PRACTICE: &str = "steward://tenant/practice/today";

/// Keeps one window a workspace. It has to be the first plugin: a second start ends in it.
pub fn plugin(args: &Args) -> TauriPlugin<Wry> {
    let workspace = workspace(args, Path::new(""));
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(id(workspace.as_deref()))
        .callback(move |app, argv, folder| {
            let asked = Args::try_parse_from(argv).ok();
            // where the system keeps one window a program, it stays with its own workspace
            let asked = asked.filter(|args| self::workspace(args, Path::new(&folder)) == workspace);
            come_forward(app);
            if let Some(args) = asked {
                tauri::async_runtime::spawn(open(app.clone(), args));
            }
        })
        .build()
}

/// The workspace that is meant, wherever the program was started.
fn workspace(args: &Args, folder: &Path) -> Option<PathBuf> {
    let named =
        args.workspace.as_ref().map(|given| folder.join(given)).or_else(steward_desk::default_workspace)?;
    std::fs::canonicalize(&named).or_else(|_| std::path::absolute(&named)).ok()
}

/// A name on the session's bus for a workspace.
fn id(workspace: Option<&Path>) -> String {
    let mut hasher = DefaultHasher::new();
    workspace.hash(&mut hasher);
    format!("example.steward.desktop.w{:016x}", hasher.finish())
}

fn come_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        for step in [window.unminimize(), window.show(), window.set_focus()] {
            if let Err(error) = step {
                tracing::warn!(%error, "the window could not be brought to the front");
            }
        }
    }
}

async fn open(app: AppHandle, args: Args) {
    let mut link = args.link;
    if args.practice {
        let made = async { app.state::<Shell>().desk().await?.add_practice("practice").await };
        match made.await {
            Ok(_) => link = link.or_else(|| Some(PRACTICE.to_owned())),
            Err(error) => tracing::warn!(message = %error.message, "the practice tenant could not be made"),
        }
    }
    if let Some(link) = link {
        // a page that is gone opens nothing
        let _ = OpenLink { link }.emit(&app);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(text: &[&str]) -> Args {
        Args::try_parse_from(std::iter::once("steward-app").chain(text.iter().copied()))
            .unwrap_or_else(|e| e.exit())
    }

    #[test]
    fn one_window_a_workspace_however_it_is_written() {
        let folder = std::env::temp_dir();
        let whole = folder.join("steward-none");
        let name = whole.to_string_lossy();
        let (absolute, relative) = (args(&["--workspace", &name]), args(&["--workspace", "steward-none"]));
        assert_eq!(workspace(&absolute, Path::new("/")), workspace(&relative, &folder));
        let other = workspace(&args(&["--workspace", "steward-other"]), &folder);
        assert_ne!(id(other.as_deref()), id(workspace(&absolute, Path::new("/")).as_deref()));
    }

    #[test]
    fn the_name_is_one_that_the_bus_takes() {
        let name = id(Some(Path::new("/home/anna/Steward ä")));
        for part in name.split('.') {
            assert!(part.starts_with(|c: char| c.is_ascii_alphabetic()), "{name}");
            assert!(part.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
        }
    }
}
