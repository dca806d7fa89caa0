//! Where what is written goes: a file, or standard output by any of its names.

use crate::fail::Fail;
use std::path::Path;

/// What standard output is called. As a file it could not be told from one that is there already, and what is said would
/// be written over what was.
const STANDARD_OUTPUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

fn is_standard_output(out: &Path) -> bool {
    STANDARD_OUTPUT.iter().any(|name| out == Path::new(name))
}

/// The file to write; nothing when it is to be printed.
pub fn file(out: &Path) -> Option<String> {
    (!is_standard_output(out)).then(|| out.display().to_string())
}

/// The file to write of what is no text.
pub fn file_alone(out: &Path, what: &str) -> Result<String, Fail> {
    file(out).ok_or_else(|| {
        Fail::bad_input(format!("{what} cannot be printed: it is no text"), "name a file to write it to")
    })
}

#[cfg(test)]
mod tests {
    use super::file;
    use std::path::Path;

    #[test]
    fn standard_output_is_no_file_whatever_it_is_called() {
        for name in ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
            assert_eq!(file(Path::new(name)), None, "{name}");
        }
        for name in ["./-", "/dev/null", "stdout"] {
            assert_eq!(file(Path::new(name)).as_deref(), Some(name));
        }
    }
}
