//! Tenants that are read again by themselves while the window is open.

use crate::commands::{TenantRefreshed, job};
use crate::state::{Shell, Work};
use std::time::Duration;
use steward_desk::{Desk, Job};
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

/// How often it is looked for tenants that are due.
const PAUSE: Duration = Duration::from_secs(60);

/// Looks every minute which tenants are due, and reads them again, one after the other.
pub async fn run(app: AppHandle) {
    loop {
        tokio::time::sleep(PAUSE).await;
        let shell = app.state::<Shell>();
        // a workspace that the page could not open is not opened behind its back
        if let Some(desk) = shell.opened() {
            read_what_is_due(&app, &shell, desk).await;
        }
    }
}

async fn read_what_is_due(app: &AppHandle, shell: &Shell, desk: &Desk) {
    let due = match desk.due().await {
        Ok(due) => due,
        Err(error) => {
            tracing::warn!(message = %error.message, "the schedules could not be looked at");
            return;
        }
    };
    for tenant in due {
        // somebody reads it already
        let Some(running) = shell.begin_alone(Work::Tenant(tenant.clone())) else { continue };
        let job = Job { by_schedule: true, ..job(app.clone(), &running) };
        let ok = desk.refresh(&tenant, &job).await.is_ok();
        drop(running);
        let _ = TenantRefreshed { tenant, ok }.emit(app);
    }
}
