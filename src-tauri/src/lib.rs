//! The Steward window: a thin Tauri shell over `steward-desk`.
//!
//! Every command is a few lines: take what the page sent, call desk, hand back its answer. Nothing is decided
//! here. The clock is read here, since this is an edge.

mod commands;
mod state;

use clap::Parser;
use state::Shell;
use std::path::PathBuf;
use tauri::{Manager, WebviewUrl, WebviewWindowBuilder};
use tauri_specta::{Builder, collect_commands, collect_events};

/// What the window may be started with.
#[derive(Debug, Parser)]
#[command(name = "steward-app", version, about = "The Steward window")]
pub struct Args {
    /// Folder of the workspace; the same as the terminal's.
    #[arg(long, env = "STEWARD_WORKSPACE")]
    pub workspace: Option<PathBuf>,
    /// Make the practice tenant if it is not there, and open it.
    #[arg(long)]
    pub practice: bool,
}

/// The commands and events that the page may use; also the source of its TypeScript bindings.
#[must_use]
pub fn bindings() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .disable_serde_phases()
        .commands(collect_commands![
            commands::start,
            commands::workspace,
            commands::operations,
            commands::policies,
            commands::doctor,
            commands::unlock,
            commands::tenants,
            commands::add_practice,
            commands::add_file,
            commands::preview_file,
            commands::add_scim,
            commands::test_scim,
            commands::test_tenant,
            commands::refresh,
            commands::cancel,
            commands::remove,
            commands::snapshots,
            commands::set_baseline,
            commands::matrix_head,
            commands::matrix_rows,
            commands::why,
            commands::why_subject,
            commands::set_token,
            commands::who,
            commands::what,
            commands::compare,
            commands::diff,
            commands::pyramid,
            commands::surfaces,
            commands::search,
            commands::findings,
            commands::dismiss,
            commands::restore,
            commands::export_to,
            commands::pick_file,
            commands::pick_save,
        ])
        .events(collect_events![commands::ProgressEvent])
}

/// Starts the window and returns when it is closed.
///
/// # Errors
/// When the arguments, the display or the web view do not work.
pub fn run() -> anyhow::Result<()> {
    let args = Args::parse();
    let bindings = bindings();
    let typed = bindings.invoke_handler();
    let raw: Box<dyn Fn(tauri::ipc::Invoke<tauri::Wry>) -> bool + Send + Sync> =
        Box::new(tauri::generate_handler![commands::matrix_cells]);
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        // one command answers in bytes, which typed bindings cannot express
        .invoke_handler(
            move |invoke| {
                if invoke.message.command() == "matrix_cells" { raw(invoke) } else { typed(invoke) }
            },
        )
        .setup(move |app| {
            bindings.mount_events(app);
            app.manage(Shell::new(args));
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Steward")
                .inner_size(1440.0, 900.0)
                .min_inner_size(1100.0, 700.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())?;
    Ok(())
}
