//! Steward is started while its window is open already: that window comes to the front and opens what was asked for.
//! A window that is closing opens nothing any more: whoever is started then has a window of its own.

use crate::Args;
use crate::commands::OpenLink;
use crate::state::Shell;
use clap::Parser;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::{AppHandle, Manager, RunEvent, WebviewWindow, WindowEvent, Wry, plugin::TauriPlugin};
use tauri_specta::Event;

/// Where `--practice` leads.
const PRACTICE: &str = "steward://tenant/practice/today";

/// Whether the window is closing. Shared by what watches the window and what hears of a second start.
#[derive(Clone, Default)]
pub struct Closing(Arc<AtomicBool>);

/// Keeps one window a workspace. It has to be the first plugin: a second start ends in it.
pub fn plugin(args: &Args, closing: Closing) -> TauriPlugin<Wry> {
    let workspace = workspace(args, Path::new(""));
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(id(workspace.as_deref()))
        .callback(move |app, argv, folder| {
            // it asked in the moment before this program gave its place away, and has ended believing to be heard
            if closing.0.load(Ordering::SeqCst) {
                if let Err(error) = start(&argv, Path::new(&folder), workspace.as_deref()) {
                    tracing::warn!(%error, "another window could not be started");
                }
                return;
            }
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

/// Gives the place of the one window away as soon as it closes, not when its program has ended: until then the web
/// view is taken down, and a second start would hand its link over to nobody. Nothing stops the window from closing.
pub fn give_way(window: &WebviewWindow, closing: Closing) {
    let app = window.app_handle().clone();
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::CloseRequested { .. } | WindowEvent::Destroyed) {
            closing.0.store(true, Ordering::SeqCst);
            tauri_plugin_single_instance::destroy(&app);
        }
    });
}

/// Starts the program in the place of a second start that handed itself over too late.
fn start(argv: &[String], folder: &Path, workspace: Option<&Path>) -> std::io::Result<Child> {
    command(&std::env::current_exe()?, argv, folder, workspace).spawn()
}

/// The same start once more: the same arguments in the same folder, on the workspace that it was meant for.
fn command(program: &Path, argv: &[String], folder: &Path, workspace: Option<&Path>) -> Command {
    let mut command = Command::new(program);
    command.args(argv.iter().skip(1));
    if folder.is_dir() {
        command.current_dir(folder);
    }
    if let Some(workspace) = workspace {
        command.env("STEWARD_WORKSPACE", workspace);
    }
    command
}

/// macOS hands a link over as an event, to a program that runs and to one that it starts for it.
#[cfg(target_os = "macos")]
pub fn heard(app: &AppHandle, event: RunEvent) {
    if let RunEvent::Opened { urls } = event {
        come_forward(app);
        for link in urls.iter().filter_map(|url| crate::steward_link(url.as_str()).ok()) {
            lead_to(app, link);
        }
    }
}

/// Elsewhere a link is an argument of a second start.
#[cfg(not(target_os = "macos"))]
pub fn heard(_: &AppHandle, _: RunEvent) {}

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
        lead_to(&app, link);
    }
}

/// Has the page open a link; one that is not there yet asks for it when it starts.
fn lead_to(app: &AppHandle, link: String) {
    app.state::<Shell>().ask(link.clone());
    if app.get_webview_window("main").is_some() {
        // a page that is gone opens nothing
        let _ = OpenLink { link }.emit(app);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

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
    fn who_came_too_late_is_started_once_more_as_it_was() {
        let argv = ["steward-app", "--practice", "steward://tenant/practice/people"].map(str::to_owned);
        let (folder, workspace) = (std::env::temp_dir(), Path::new("/home/anna/work"));
        let command = command(Path::new("/usr/bin/steward-app"), &argv, &folder, Some(workspace));
        assert_eq!(command.get_program(), "/usr/bin/steward-app");
        assert_eq!(
            command.get_args().collect::<Vec<_>>(),
            ["--practice", "steward://tenant/practice/people"]
        );
        assert_eq!(command.get_current_dir(), Some(folder.as_path()));
        let given: Vec<_> = command.get_envs().collect();
        assert_eq!(given, [(OsStr::new("STEWARD_WORKSPACE"), Some(workspace.as_os_str()))]);
        let nowhere = super::command(Path::new("x"), &[], Path::new(""), None);
        assert_eq!((nowhere.get_current_dir(), nowhere.get_args().len()), (None, 0));
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
