//! How the window is drawn where there is no graphics processor.

use std::path::Path;

/// `WebKitGTK`'s own switch: draw in one piece instead of in layers that are put together afterwards.
const SWITCH: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// Switches layers off where there is no graphics processor to put them together: the processor would have to, at two to
/// three times the work. Whoever set the switch is left alone. Before anything else is begun: the environment belongs to
/// all threads. The setting of the web view does not do as much.
pub fn without_layers_where_they_cost() {
    if std::env::var_os(SWITCH).is_some() || has_graphics(Path::new("/dev/dri")) {
        return;
    }
    if let Err(error) = glib::setenv(SWITCH, "1", false) {
        tracing::warn!(%error, "the window is drawn in layers");
    }
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
