//! The commands of the window, by area: take, call desk, hand back.

pub mod access;
pub mod audit;
pub mod evidence;
pub mod files;
pub mod findings;
pub mod lists;
pub mod people;
pub mod tenants;
pub mod time;
pub mod workspace;

use crate::state::Running;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::sync::Arc;
use steward_desk::Job;
use steward_desk::wire::{Progress, WireError};
use tauri::AppHandle;
use tauri_specta::Event;

/// What a command hands back.
pub type Answer<T> = Result<T, WireError>;

/// Long work tells how far it is.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
pub struct ProgressEvent(pub Progress);

/// A tenant was read again by its schedule.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct TenantRefreshed {
    /// Name of the tenant in the workspace.
    pub tenant: String,
    /// Whether a snapshot came of it.
    pub ok: bool,
}

/// Steward was started again, with a link to a place in it.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct OpenLink {
    /// The link, as it was given.
    pub link: String,
}

/// Cancellable work, telling the page how far it is.
pub fn job(app: AppHandle, running: &Running<'_>) -> Job {
    let progress = Arc::new(move |step: Progress| {
        // a page that is gone needs no progress
        let _ = ProgressEvent(step).emit(&app);
    });
    Job { progress, cancel: running.token(), accept_loss: false, by_schedule: false }
}
