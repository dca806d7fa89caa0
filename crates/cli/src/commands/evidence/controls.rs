//! `steward evidence controls`: what a bundle can be asked for by name. It opens no workspace.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{paragraph, plain};
use steward_evidence::{ControlQuestion, controls};

/// Lists the controls, each with its question, what the answer shows and what it does not.
pub fn run(context: &Context) -> Result<Answer, Fail> {
    context.answer(&controls(), || words(controls(), context))
}

fn words(all: &[ControlQuestion], context: &Context) -> String {
    let (mut text, mut last) = (String::new(), "");
    for ControlQuestion { framework, id, title, question, shows, lacks } in all {
        if last != framework {
            text.push_str(&format!("{}\n", context.paint.bold(&plain(framework))));
            last = framework;
        }
        text.push_str(&paragraph(&format!("{id}  {title}"), 2));
        let asked = if question.is_empty() { "everything" } else { question.as_str() };
        text.push_str(&paragraph(&format!("asks: {asked}"), 4));
        text.push_str(&paragraph(&format!("{shows} {lacks}"), 4));
    }
    text
}
