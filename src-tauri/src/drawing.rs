//! How the window is drawn where there is no graphics processor.

use std::path::Path;
use tauri::WebviewWindow;
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// `WebKitGTK`'s own switch: draw in one piece instead of in layers that are put together afterwards.
const SWITCH: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// Draws a window in one piece where there is no graphics processor to put layers together: the processor would have to,
/// at two to three times the work. Whoever set the switch is left alone.
///
/// # Errors
/// When there is no web view in the window any more.
pub fn without_layers_where_they_cost(window: &WebviewWindow) -> tauri::Result<()> {
    if std::env::var_os(SWITCH).is_some() || has_graphics(Path::new("/dev/dri")) {
        return Ok(());
    }
    window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Whether a graphics processor can be asked to draw.
fn has_graphics(devices: &Path) -> bool {
    let Ok(devices) = std::fs::read_dir(devices) else { return false };
    devices.flatten().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_graphics_processor_is_one_that_can_be_asked_to_draw() -> std::io::Result<()> {
        let devices = tempfile::tempdir()?;
        assert!(!has_graphics(&devices.path().join("none")));
        std::fs::write(devices.path().join("card0"), "")?;
        assert!(!has_graphics(devices.path()), "a screen alone draws nothing");
        std::fs::write(devices.path().join("renderD128"), "")?;
        assert!(has_graphics(devices.path()));
        Ok(())
    }
}
