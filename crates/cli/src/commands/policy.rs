//! `steward policy`: what operators may do, as Cedar.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::input;
use crate::term::{Column, Table, class_word};
use clap::Subcommand;
use serde_json::json;
use std::path::PathBuf;
use steward_desk::wire::OperationInfo;

/// What to do with policies.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Print the policies in force
    Show,
    /// List everything Steward can do, and who may
    Operations,
    /// Replace the policies
    Set {
        /// File with Cedar policies; `-` reads standard input
        file: PathBuf,
    },
}

/// Does what was asked.
pub async fn run(command: &PolicyCommand, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    match command {
        PolicyCommand::Show => {
            // what is printed can be edited and set again, comments included
            if !context.globals.json {
                return Ok(Answer::text(desk.policy_text().await?));
            }
            context.json(&desk.policies().await?)
        }
        PolicyCommand::Operations => {
            let operations = desk.operations().await?;
            context.answer(&operations, || table(&operations, context))
        }
        PolicyCommand::Set { file } => {
            desk.set_policies(&input::text(file)?).await?;
            // whoever set them may have taken the leave to look away from themselves
            let version = desk.workspace().await.map(|workspace| workspace.policy_version).ok();
            context.answer(&json!({ "policyVersion": version }), || {
                let force = version.as_deref().map(|version| format!("; {version} is in force"));
                let force = force.unwrap_or_default();
                format!("The policies were replaced{force}. The record keeps the ones before.\n")
            })
        }
    }
}

fn table(operations: &[OperationInfo], context: &Context) -> String {
    let mut table = Table::new([
        Column::name("OPERATION"),
        Column::word("CLASS").spare(1),
        Column::text("WHAT IT DOES"),
        Column::word("YOU"),
        Column::text("ROLES").spare(1),
    ]);
    for operation in operations {
        let class = operation.consequence;
        table.row([
            operation.name.clone(),
            class_word(class).to_owned(),
            operation.title.clone(),
            if operation.allowed { "may" } else { "may not" }.to_owned(),
            operation.roles.join(", "),
        ]);
        table.paint(1, move |paint, text| paint.class(class, text));
    }
    table.render(context.paint, context.width)
}
