//! The least that a window of Tauri can be: the app's own features and settings, one static page, no work behind it.
//! `./dev bench window` measures the app beside it.

use tauri::http::{HeaderValue, Response, header::CONTENT_TYPE};
use tauri::{WebviewUrl, WebviewWindowBuilder};

/// As many words as a person needs to see that the page is there.
const PAGE: &[u8] = br#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A bare window</title>
  </head>
  <body>
    <h1>A bare window</h1>
    <p>One static page, and nothing behind it.</p>
  </body>
</html>
"#;

fn main() -> anyhow::Result<()> {
    let address: tauri::Url = "bare://localhost/".parse()?;
    tauri::Builder::default()
        .register_uri_scheme_protocol("bare", |_, _| {
            let mut page = Response::new(PAGE);
            page.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
            page
        })
        .setup(move |app| {
            WebviewWindowBuilder::new(app, "bare", WebviewUrl::CustomProtocol(address))
                .title("A bare window")
                .inner_size(1440.0, 900.0)
                .min_inner_size(1100.0, 700.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())?;
    Ok(())
}
