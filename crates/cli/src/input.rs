//! Secrets and texts that come from standard input, a prompt or a file; never from an argument.

use crate::fail::Fail;
use crate::term::plain;
use std::fs::{self, File};
use std::io::{self, BufRead as _, IsTerminal as _, Read, Write as _};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::Duration;
use steward_desk::Secret;
use steward_desk::wire::ErrorCode;
use zeroize::Zeroizing;

/// No token or passphrase is longer.
const LONGEST_SECRET: u64 = 64 * 1024;
/// No policy set is longer.
const LONGEST_TEXT: u64 = 4 * 1024 * 1024;

/// How long somebody looks at a still terminal before they are told what is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// A token from standard input, when that was said, or from a prompt without echo.
pub fn token(from_stdin: bool) -> Result<Secret, Fail> {
    if from_stdin {
        return secret(io::stdin().lock(), "standard input");
    }
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        return prompt("Token: ");
    }
    Err(Fail::bad_input(
        "there is no terminal to ask for the token",
        "add `--token-stdin` and write the token to standard input",
    ))
}

/// Asks without echo.
pub fn prompt(question: &str) -> Result<Secret, Fail> {
    let text =
        rpassword::prompt_password(question).map(Zeroizing::new).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof => {
                Fail::new(ErrorCode::Cancelled, "nothing was entered".into(), String::new(), String::new())
            }
            _ => Fail::environment("the terminal cannot be read", &error),
        })?;
    filled(&text, "the answer")
}

/// Asks for the passphrase of a file that is yet to be made. Nobody can look it up later, so it is asked for twice.
pub fn new_passphrase() -> Result<Secret, Fail> {
    let first = prompt("New passphrase for the token file: ")?;
    if prompt("The same again: ")? == first {
        return Ok(first);
    }
    Err(Fail::bad_input("the two passphrases are not the same", "begin again; no file was made"))
}

/// Asks on the terminal and reads a line.
pub fn ask(question: &str) -> Result<String, Fail> {
    let failed = |error: &io::Error| Fail::environment("the terminal cannot be read", error);
    let mut err = io::stderr().lock();
    err.write_all(question.as_bytes()).and_then(|()| err.flush()).map_err(|error| failed(&error))?;
    let mut line = String::new();
    io::stdin().lock().take(LONGEST_SECRET).read_line(&mut line).map_err(|error| failed(&error))?;
    Ok(line)
}

/// Says on a terminal what is waited for when a pipe is read that does not end. It watches as long as the value lives.
pub fn patience(path: &Path) -> Option<Sender<()>> {
    let waits = io::stderr().is_terminal() && fs::metadata(path).is_ok_and(|file| !file.is_file());
    waits.then(|| {
        let (read, reading) = mpsc::channel();
        let name = plain(&path.display().to_string());
        std::thread::spawn(move || {
            if reading.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let _ = writeln!(
                    io::stderr().lock(),
                    "waiting for the end of `{name}`, which is a pipe or a device"
                );
            }
        });
        read
    })
}

/// A secret that stands in a file.
pub fn secret_file(path: &Path) -> Result<Secret, Fail> {
    let _waiting = patience(path);
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    secret(file, &path.display().to_string())
}

fn secret(source: impl Read, name: &str) -> Result<Secret, Fail> {
    let mut text = Zeroizing::new(String::new());
    source.take(LONGEST_SECRET).read_to_string(&mut text).map_err(|_| {
        Fail::bad_input(format!("`{name}` holds no text"), "write the secret as one line of text")
    })?;
    filled(&text, name)
}

/// The first line, without what surrounds it: files and `echo` end lines.
fn filled(text: &str, name: &str) -> Result<Secret, Fail> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    match (lines.next(), lines.next()) {
        (Some(line), None) => Ok(Secret::new(line.to_owned())),
        (None, _) => {
            Err(Fail::bad_input(format!("`{name}` is empty"), "write the secret as one line of text"))
        }
        (Some(_), Some(_)) => Err(Fail::bad_input(
            format!("`{name}` holds more than one line"),
            "write the secret as one line of text",
        )),
    }
}

/// A text from a file, or from standard input when the file is `-`.
pub fn text(path: &Path) -> Result<String, Fail> {
    let _waiting = patience(path);
    let source: Box<dyn Read> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(path).map_err(|error| unreadable(path, &error))?),
    };
    let mut text = String::new();
    source.take(LONGEST_TEXT + 1).read_to_string(&mut text).map_err(|error| unreadable(path, &error))?;
    if text.len() as u64 > LONGEST_TEXT {
        return Err(Fail::bad_input(
            format!("`{}` is larger than 4 MiB", path.display()),
            "see that it is the file you mean",
        ));
    }
    Ok(text)
}

fn unreadable(path: &Path, error: &io::Error) -> Fail {
    let mut fail = Fail::bad_input(
        format!("cannot read `{}`", path.display()),
        "see that the file exists and is yours to read",
    );
    fail.0.details.push(error.to_string());
    fail
}
