//! The window comes back where it was and as large as it was.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tauri::plugin::TauriPlugin;
use tauri::{Manager, WebviewWindow, WindowEvent, Wry};
use tauri_plugin_window_state::{AppHandleExt, StateFlags};

/// What is kept.
const KEPT: StateFlags = StateFlags::SIZE.union(StateFlags::POSITION).union(StateFlags::MAXIMIZED);

/// How long a window has to rest before its place is written.
const REST: Duration = Duration::from_millis(500);

/// Gives windows their place back, and writes it when the program ends.
pub fn plugin() -> TauriPlugin<Wry> {
    tauri_plugin_window_state::Builder::new().with_state_flags(KEPT).build()
}

/// Writes the place whenever the window rests as well: a session that ends leaves no time for it.
pub fn keep(window: &WebviewWindow) {
    let (app, moves) = (window.app_handle().clone(), Arc::new(AtomicU64::new(0)));
    window.on_window_event(move |event| {
        if !matches!(event, WindowEvent::Resized(_) | WindowEvent::Moved(_)) {
            return;
        }
        let (app, moves) = (app.clone(), moves.clone());
        let now = moves.fetch_add(1, Ordering::Relaxed) + 1;
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(REST).await;
            if moves.load(Ordering::Relaxed) == now
                && let Err(error) = app.save_window_state(KEPT)
            {
                tracing::warn!(%error, "the place of the window could not be kept");
            }
        });
    });
}
