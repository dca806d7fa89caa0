//! `user permission` pairs, one a line: the format of published access data and of `matrix --format pairs`.

use super::log::{Log, ONE, shown};
use super::mapping::{Field, field_of};
use super::text::decode;
use super::{MAX_ROWS, MAX_VALUE, Read};
use crate::missing::{Extent, Part};
use std::collections::HashSet;
use steward_model::{GrantDoc, PermissionDoc, PersonDoc, Problem, SnapshotBuilder, Source, TenantInfo};

/// Longest line, in bytes: two values and a lot of space between.
const MAX_LINE: usize = 16 * MAX_VALUE;

/// What stands between the two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Tab,
    Comma,
    Semicolon,
    Space,
}

impl Separator {
    /// The order counts where several fit: a value may hold a comma sooner than a tab.
    const ALL: [Self; 4] = [Self::Tab, Self::Space, Self::Comma, Self::Semicolon];

    fn name(self) -> &'static str {
        match self {
            Self::Tab => "a tab",
            Self::Comma => "a comma",
            Self::Semicolon => "a semicolon",
            Self::Space => "a space",
        }
    }

    /// The fields of a line. Values keep spaces within unless spaces separate.
    fn split(self, line: &str) -> Vec<&str> {
        let at = |c: char| line.trim().split(c).map(str::trim).collect();
        match self {
            Self::Tab => at('\t'),
            Self::Comma => at(','),
            Self::Semicolon => at(';'),
            Self::Space => line.split_whitespace().collect(),
        }
    }

    /// The separator that most of the first lines agree with.
    fn detect(text: &str) -> Self {
        let lines: Vec<&str> = lines(text).map(|(_, line)| head(line)).take(200).collect();
        let fits = |s: Self, wanted: fn(usize) -> bool| {
            // `a, b` is separated by its comma
            let cut = |x: &str| s == Self::Space && (x.ends_with([',', ';']) || x.starts_with([',', ';']));
            let full = |fields: &[&str]| fields.iter().take(2).all(|x| !x.is_empty() && !cut(x));
            lines.iter().map(|x| s.split(x)).filter(|x| wanted(x.len()) && full(x)).count()
        };
        let mut best = (Self::Space, 0);
        // two values a line are wanted; where no separator gives two, the one that gives more tells what it is
        for wanted in [(|x| x == 2) as fn(usize) -> bool, |x| x > 2] {
            for separator in Self::ALL {
                let count = fits(separator, wanted);
                if count > best.1 {
                    best = (separator, count);
                }
            }
            if best.1 > 0 {
                break;
            }
        }
        best.0
    }
}

/// Lines that are neither empty nor comments, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with('#')
    })
}

/// The beginning of a line, as far as it can be a pair.
fn head(line: &str) -> &str {
    line.get(..line.floor_char_boundary(MAX_LINE)).unwrap_or(line)
}

/// Share of the first lines that hold exactly two values.
pub(super) fn likeness(text: &str) -> f64 {
    let separator = Separator::detect(text);
    let (mut all, mut two) = (0u32, 0u32);
    for (_, line) in lines(text).take(200) {
        all += 1;
        two += u32::from(line.len() <= MAX_LINE && separator.split(line).len() == 2);
    }
    if all == 0 { 0.0 } else { f64::from(two) / f64::from(all) }
}

/// The first pairs, for a preview.
pub(super) fn sample(text: &str, count: usize) -> Vec<Vec<String>> {
    let separator = Separator::detect(text);
    let rows =
        lines(text).map(|(_, line)| separator.split(head(line)).into_iter().map(str::to_owned).collect());
    rows.take(count).collect()
}

fn is_header(left: &str, right: &str) -> bool {
    field_of(left) == Some(Field::Person) && matches!(field_of(right), Some(Field::Permission | Field::Role))
}

/// Whether the first line is the header of a table: cut by commas or semicolons, and one of its cells says what it is.
pub(super) fn is_table(text: &str) -> bool {
    let Some((_, first)) = lines(text).next() else { return false };
    let first = head(first);
    [Separator::Comma, Separator::Semicolon].into_iter().any(|separator| {
        let cells = separator.split(first);
        cells.len() > 1 && cells.into_iter().any(|cell| field_of(cell).is_some_and(Field::is_end))
    })
}

/// Reads `user permission` pairs separated by white space, tabs, commas or semicolons. Lines that begin with `#`
/// and a header are skipped. Every pair is a direct grant on everything.
#[must_use]
pub fn pairs(name: &str, bytes: &[u8], tenant: TenantInfo) -> Read {
    let decoded = match decode(name, bytes) {
        Ok(decoded) => decoded,
        Err(problem) => return Read::refused(*problem),
    };
    let text = decoded.text.as_ref();
    let mut log = Log::new(name);
    if let Some(problem) = other_format(&log, text) {
        return Read::refused(problem);
    }
    if let Some(note) = decoded.note {
        log.push(note);
    }
    let separator = Separator::detect(text);
    let mut known = Known::default();
    let mut builder = SnapshotBuilder::new(tenant).from_file(name);
    let mut first = true;
    for (line, content) in lines(text) {
        if content.len() > MAX_LINE && content.trim().len() > MAX_LINE {
            let message = format!("the line has {} bytes, the limit is {MAX_LINE}", content.len());
            let hint = "check for missing line breaks; the line was left out";
            log.leave_out(ONE, "long-line", log.line(line), message, hint);
            first = false;
            continue;
        }
        let fields = separator.split(content);
        let header = std::mem::take(&mut first) && matches!(fields[..], [a, b] if is_header(a, b));
        if header {
            let message = format!("`{}` was taken as the header", shown(content.trim()));
            log.note("header", log.line(line), message, "if it is a pair, put another line before it");
        } else if known.pairs.len() >= MAX_ROWS {
            let message = format!("the file has more than {MAX_ROWS} pairs; the rest was not read");
            log.leave_out(Extent::Rest, "too-many-rows", log.line(line), message, "split the file");
            break;
        } else if let Some((person, permission)) = pair(&mut log, line, content, &fields, separator) {
            known.add(&mut builder, person, permission, line);
        }
    }
    if known.pairs.is_empty() {
        return nothing(log);
    }
    if let Some((line, count)) = known.repeated {
        let message = format!("{count} pairs were given more than once, the first on this line");
        log.note("duplicate", log.line(line), message, "nothing to do: once is enough");
    }
    Read::table(builder, log, &[Part::Grants])
}

/// What has been seen of a file of pairs.
#[derive(Default)]
struct Known<'a> {
    people: HashSet<&'a str>,
    permissions: HashSet<&'a str>,
    pairs: HashSet<(&'a str, &'a str)>,
    /// Line of the first repeated pair, and how many there are.
    repeated: Option<(u32, u32)>,
}

impl<'a> Known<'a> {
    fn add(&mut self, builder: &mut SnapshotBuilder, person: &'a str, permission: &'a str, line: u32) {
        if !self.pairs.insert((person, permission)) {
            self.repeated.get_or_insert((line, 0)).1 += 1;
            return;
        }
        if self.people.insert(person) {
            builder.person(PersonDoc { id: person.to_owned(), active: true, ..PersonDoc::default() }, line);
        }
        if self.permissions.insert(permission) {
            builder.permission(PermissionDoc { id: permission.to_owned(), display_name: None }, line);
        }
        let grant = GrantDoc {
            permission: permission.to_owned(),
            person: Some(person.to_owned()),
            source: Source("file".to_owned()),
            ..GrantDoc::default()
        };
        builder.grant(grant, line);
    }
}

/// The two values of a line, or a problem.
fn pair<'a>(
    log: &mut Log,
    line: u32,
    content: &str,
    fields: &[&'a str],
    separator: Separator,
) -> Option<(&'a str, &'a str)> {
    let column = |value: &str| {
        let offset = (value.as_ptr() as usize).saturating_sub(content.as_ptr() as usize);
        super::text::position(content, offset).1
    };
    let spot = |at: usize, field: &str| log.place().at(line as usize, at).field(field);
    let between = separator.name();
    let (place, code, message, hint) = match fields {
        [one] => {
            let message =
                format!("`{}` stands alone, two values are needed: user and permission", shown(one));
            let hint = format!("write the user, {between} and the permission; the line was left out");
            (spot(column(one), "permission"), "one-value", message, hint)
        }
        ["", right] => {
            let message = format!("the user is missing before `{}`", shown(right));
            (spot(1, "user"), "no-value", message, "add the user; the line was left out".to_owned())
        }
        [left, ""] => {
            let message = format!("the permission is missing after `{}`", shown(left));
            let at = content.trim_end().chars().count() + 1;
            (
                spot(at, "permission"),
                "no-value",
                message,
                "add the permission; the line was left out".to_owned(),
            )
        }
        [left, right] => {
            for (value, field) in [(left, "user"), (right, "permission")] {
                if let Some((message, hint)) = unfit(value) {
                    log.leave_out(ONE, "bad-value", spot(column(value), field), message, hint);
                    return None;
                }
            }
            return Some((left, right));
        }
        many => {
            let message = format!("{} values stand here, two are needed: user and permission", many.len());
            let hint = if separator == Separator::Space {
                "separate with a tab when values hold spaces, or read the file as CSV; the line was left out"
            } else {
                "remove what is too much, or read the file as CSV; the line was left out"
            };
            let at = many.get(2).map_or(1, |x| column(x));
            (spot(at, "permission"), "many-values", message, hint.to_owned())
        }
    };
    log.leave_out(ONE, code, place, message, &hint);
    None
}

/// Why a value cannot be an id.
pub(super) fn unfit(value: &str) -> Option<(String, &'static str)> {
    if value.len() > MAX_VALUE {
        let message = format!("`{}` has {} bytes, the limit is {MAX_VALUE}", shown(value), value.len());
        return Some((message, "check for a missing line break or quote; the line was left out"));
    }
    if value.chars().any(char::is_control) {
        let message = format!("`{}` holds a control character", shown(value));
        return Some((message, "remove it; the line was left out"));
    }
    None
}

/// Refuses what is plainly of another format.
fn other_format(log: &Log, text: &str) -> Option<Problem> {
    let start = text.trim_start();
    let (what, hint) = if start.starts_with('{') {
        ("JSON, not pairs", "read it as `json`")
    } else if start.starts_with("[{") || start.starts_with("[\n") {
        ("a JSON list, not pairs", "write it as a Steward JSON document, or as pairs")
    } else if start.starts_with('<') {
        ("a web page or XML, not pairs", "download the data itself, as CSV or as pairs")
    } else {
        return None;
    };
    Some(Problem::error("wrong-format", log.place().at(1, 1), format!("the file is {what}"), hint))
}

/// Refuses a file without a single pair, keeping the first problems as the reason.
fn nothing(log: Log) -> Read {
    let place = log.place();
    let mut problems = log.finish();
    let many = problems.iter().filter(|x| x.code == "many-values").count();
    let (message, hint) = if many > 0 && many * 2 > problems.len() {
        ("the file has more than two values a line, so it is no list of pairs", "read it as `csv`")
    } else {
        ("there is no pair in the file", "write one `user permission` pair a line")
    };
    problems.insert(0, Problem::error("nothing-to-read", place, message, hint));
    Read::nothing(problems)
}
