//! `steward doctor`: what works on this machine.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{paragraph, plain};
use steward_desk::doctor_without_workspace;
use steward_desk::wire::{DoctorCheck, ErrorCode, TestState};

/// Looks at everything and says what to do about what does not work. Ends with 3 when something failed.
pub async fn run(context: &Context) -> Result<Answer, Fail> {
    let checks = match context.desk().await {
        Ok(desk) => desk.doctor().await,
        // what keeps the workspace shut is what there is to say
        Err(Fail(error)) if error.code == ErrorCode::Storage || error.code == ErrorCode::Busy => {
            doctor_without_workspace(error).await
        }
        Err(fail) => return Err(fail),
    };
    let answer = context.answer(&checks, || checks.iter().map(|check| words(check, context)).collect())?;
    let failed = checks.iter().any(|check| check.state == TestState::Failed);
    Ok(if failed { answer.code(3) } else { answer })
}

fn words(check: &DoctorCheck, context: &Context) -> String {
    let DoctorCheck { id: _, title, state, detail, remedy, secrets: _ } = check;
    let mark = context.paint.mark(*state);
    let mut text = format!("{mark} {}\n", context.paint.bold(&plain(title)));
    if !detail.is_empty() {
        text.push_str(&paragraph(detail, 2));
    }
    if !remedy.is_empty() && *state != TestState::Passed {
        text.push_str(&paragraph(&format!("hint: {remedy}"), 2));
    }
    text
}
