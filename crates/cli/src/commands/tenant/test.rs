//! `steward tenant test`: each step of the connection.

use super::NameArgs;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{paragraph, plain};
use steward_desk::wire::{ConnectionTest, TestStep};

/// Tries each step and says what to do about what fails.
pub async fn run(args: &NameArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk_with_secrets().await?;
    let work = context.job();
    let test = desk.test_tenant(&args.name, &work.job).await?;
    drop(work);
    let answer = context.answer(&test, || words(&test, context))?;
    Ok(if test.ok { answer } else { answer.code(3) })
}

fn words(test: &ConnectionTest, context: &Context) -> String {
    let mut text = String::new();
    for step in &test.steps {
        text.push_str(&line(step, context));
    }
    let end = if test.ok {
        context.paint.good("The connection works.")
    } else {
        context.paint.bad("The connection does not work.")
    };
    text.push_str(&format!("{end}\n"));
    text
}

fn line(step: &TestStep, context: &Context) -> String {
    let TestStep { id: _, title, state, value, detail, remedy } = step;
    let mark = context.paint.mark(*state);
    let mut text = format!("{mark} {}", plain(title));
    if !value.is_empty() {
        text.push_str(&format!("  {}", context.paint.dim(&plain(value))));
    }
    text.push('\n');
    if !detail.is_empty() {
        text.push_str(&paragraph(detail, 2));
    }
    if !remedy.is_empty() {
        text.push_str(&paragraph(&format!("hint: {remedy}"), 2));
    }
    text
}
