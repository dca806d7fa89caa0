//! `articles/*.md`: a head between two `+++` lines, then Markdown.

use super::names::Names;
use super::{Doc, Texts, files, references, typed};
use crate::format::ArticleFront;
use crate::moment;
use crate::schema::Schemas;
use crate::text::Text;
use crate::tree;
use steward_model::Problem;

pub(super) fn check(texts: &Texts<'_>, schemas: &Schemas, names: &Names, problems: &mut Vec<Problem>) {
    for (path, content) in texts.iter().filter(|(path, _)| files::is_article(path)) {
        let Some((head, body)) = split(content) else {
            let place = Text::new(path, content).place(0);
            let message = "the article has no head";
            let hint = "begin with a line `+++`, then `title = \"...\"`, then another line `+++`";
            problems.push(Problem::error("front-matter", place, message, hint));
            continue;
        };
        // the opening line becomes a comment, so that lines and columns of the head stay what they are
        let head = format!("#{head}");
        let text = Text::new(path, &head);
        let tree = tree::read(&text, schemas.get("article"), problems);
        let doc = Doc { text, tree };
        if body.trim().is_empty() {
            doc.error(
                problems,
                "empty-article",
                "",
                "the article has no text".into(),
                "write it, or remove the file",
            );
        }
        if let Some(front) = typed::<ArticleFront>(&doc, problems) {
            references::list(&front.permissions, &names.permissions, &doc, "permissions", problems);
            if front.review_by.as_deref().is_some_and(|day| moment::read(day).is_none()) {
                let message = "`review_by` is no day of the calendar".to_owned();
                doc.error(problems, "bad-value", "review_by", message, "write a day such as `2026-01-31`");
            }
        }
    }
}

/// The head with what remains of its opening line, and the text below.
fn split(content: &str) -> Option<(&str, &str)> {
    let rest = content.strip_prefix('\u{feff}').unwrap_or(content).strip_prefix("+++")?;
    let first = rest.find('\n')?;
    if !rest.get(..first)?.trim().is_empty() {
        return None;
    }
    let mut at = first + 1;
    for line in rest.get(at..)?.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}
