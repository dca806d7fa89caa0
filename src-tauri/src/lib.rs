//! The Steward window: a thin Tauri shell over `steward-desk`.
//!
//! Every command is a few lines: take what the page sent, call desk, hand back its answer. Nothing is decided
//! here. The clock is read here, since this is an edge.

mod again;
mod commands;
#[cfg(target_os = "linux")]
mod drawing;
mod place;
mod schedule;
mod state;

use clap::Parser;
use state::Shell;
use std::path::PathBuf;
use tauri::{Manager, WebviewUrl, WebviewWindowBuilder};
use tauri_specta::{Builder, collect_commands, collect_events};

/// How every link to a place in Steward begins.
const SCHEME: &str = "steward://";

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
    /// Place in Steward to open, such as `steward://tenant/practice/today`.
    #[arg(value_parser = steward_link)]
    pub link: Option<String>,
}

/// A link as it is given; the page reads where it leads.
fn steward_link(text: &str) -> anyhow::Result<String> {
    let scheme = text.get(..SCHEME.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME));
    anyhow::ensure!(scheme, "a link to a place in Steward begins with `{SCHEME}`");
    Ok(text.to_owned())
}

/// The commands and events that the page may use; also the source of its TypeScript bindings.
#[must_use]
pub fn bindings() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .disable_serde_phases()
        .commands(collect_commands![
            commands::workspace::start,
            commands::workspace::workspace,
            commands::workspace::operations,
            commands::workspace::policies,
            commands::workspace::doctor,
            commands::workspace::unlock,
            commands::tenants::tenants,
            commands::tenants::add_practice,
            commands::tenants::add_file,
            commands::tenants::preview_file,
            commands::tenants::add_scim,
            commands::tenants::test_scim,
            commands::tenants::test_tenant,
            commands::tenants::refresh,
            commands::tenants::cancel,
            commands::tenants::cancel_test,
            commands::tenants::remove,
            commands::tenants::snapshots,
            commands::tenants::set_baseline,
            commands::access::matrix_head,
            commands::access::matrix_rows,
            commands::access::why,
            commands::access::why_subject,
            commands::tenants::set_token,
            commands::lists::list_head,
            commands::lists::list_rows,
            commands::lists::list_position,
            commands::lists::export_list,
            commands::access::matrix_position,
            commands::lists::person,
            commands::lists::group,
            commands::lists::role,
            commands::lists::permission,
            commands::lists::today,
            commands::tenants::set_schedule,
            commands::workspace::storage,
            commands::workspace::backup,
            commands::access::who,
            commands::access::what,
            commands::access::compare,
            commands::access::diff,
            commands::access::pyramid,
            commands::access::surfaces,
            commands::access::search,
            commands::time::cell_history,
            commands::time::cancel_history,
            commands::time::redecide,
            commands::findings::findings,
            commands::findings::dismiss,
            commands::findings::restore,
            commands::evidence::evidence_controls,
            commands::evidence::evidence_create,
            commands::files::export_to,
            commands::files::save_text,
            commands::files::pick_file,
            commands::files::pick_save,
            commands::audit::audit_state,
            commands::audit::audit_search,
            commands::audit::audit_facets,
            commands::audit::audit_histogram,
            commands::audit::audit_complete,
            commands::audit::audit_show,
            commands::audit::audit_verify,
            commands::audit::audit_import_preview,
            commands::audit::audit_import,
            commands::audit::audit_questions,
            commands::audit::audit_save_question,
            commands::audit::audit_remove_question,
            commands::audit::audit_retention,
            commands::audit::audit_set_retention,
            commands::audit::audit_export,
            commands::people::person_kept,
            commands::people::person_forget,
        ])
        .events(collect_events![commands::ProgressEvent, commands::TenantRefreshed, commands::OpenLink])
}

/// Starts the window and returns when it is closed.
///
/// # Errors
/// When the arguments, the display or the web view do not work.
pub fn run() -> anyhow::Result<()> {
    #[cfg(target_os = "linux")]
    drawing::without_layers_where_they_cost();
    let args = Args::parse();
    let bindings = bindings();
    let typed = bindings.invoke_handler();
    let raw: Box<dyn Fn(tauri::ipc::Invoke<tauri::Wry>) -> bool + Send + Sync> =
        Box::new(tauri::generate_handler![commands::access::matrix_cells]);
    let closing = again::Closing::default();
    let app =
        tauri::Builder::default()
            .plugin(again::plugin(&args, closing.clone()))
            .plugin(tauri_plugin_dialog::init())
            .plugin(place::plugin())
            // before the window is there: a link may come earlier
            .manage(Shell::new(args))
            // one command answers in bytes, which typed bindings cannot express
            .invoke_handler(move |invoke| {
                if invoke.message.command() == "matrix_cells" { raw(invoke) } else { typed(invoke) }
            })
            .setup(move |app| {
                bindings.mount_events(app);
                // the workspace is opened while the web view starts; the page's first command waits for it, or tries again
                let early = app.handle().clone();
                tauri::async_runtime::spawn(async move {
                    if let Err(error) = early.state::<Shell>().desk().await {
                        tracing::debug!(error = %error.message, "the workspace could not be opened yet");
                    }
                });
                let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                    .title("Steward")
                    .inner_size(1440.0, 900.0)
                    .min_inner_size(1100.0, 700.0)
                    .build()?;
                place::keep(&window);
                again::give_way(&window, closing);
                tauri::async_runtime::spawn(schedule::run(app.handle().clone()));
                Ok(())
            })
            .build(tauri::generate_context!())?;
    app.run(again::heard);
    Ok(())
}
