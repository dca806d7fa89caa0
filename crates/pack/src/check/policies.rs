//! `policies/*.cedar`

use super::{Texts, files};
use crate::text::Text;
use cedar_policy::PolicySet;
use miette::Diagnostic;
use std::str::FromStr;
use steward_model::Problem;

pub(super) fn check(texts: &Texts<'_>, problems: &mut Vec<Problem>) {
    for (path, content) in texts.iter().filter(|(path, _)| files::is_policy(path)) {
        let text = Text::new(path, content);
        match PolicySet::from_str(content) {
            Ok(set) if set.is_empty() => {
                let message = "the file holds no policy";
                problems.push(Problem::warning(
                    "unused",
                    text.place(0),
                    message,
                    "remove it, or write a policy",
                ));
            }
            Ok(_) => {}
            Err(errors) => {
                for error in errors.iter() {
                    let label = error.labels().and_then(|mut labels| labels.next());
                    let offset = label.as_ref().map_or(0, miette::LabeledSpan::offset);
                    let expected = label.and_then(|l| l.label().map(str::to_owned));
                    let help = error.help().map(|h| h.to_string());
                    let hint = help.or(expected).unwrap_or_else(|| "see the Cedar language guide".into());
                    let message = format!("not valid Cedar: {error}");
                    problems.push(Problem::error("cedar-syntax", text.place(offset), message, hint));
                }
            }
        }
    }
}
