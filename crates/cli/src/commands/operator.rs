//! `steward operator`: who uses Steward, and as what.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, day};
use clap::Subcommand;
use steward_desk::OperatorView;

/// What to do with operators.
#[derive(Debug, Subcommand)]
pub enum OperatorCommand {
    /// List the operators of the workspace
    List,
    /// Give an operator other roles
    Set {
        /// Id or name of the operator
        operator: String,
        /// observer, support, compliance, administrator, approver, trainer; none takes all away
        #[arg(long = "role", value_name = "ROLE")]
        roles: Vec<String>,
    },
}

/// Does what was asked.
pub async fn run(command: &OperatorCommand, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    match command {
        OperatorCommand::List => {
            let operators = desk.operators().await?;
            context.answer(&operators, || words(&operators, context))
        }
        OperatorCommand::Set { operator, roles } => {
            let changed = desk.set_operator_roles(operator, roles).await?;
            context.answer(&changed, || words(std::slice::from_ref(&changed), context))
        }
    }
}

fn words(operators: &[OperatorView], context: &Context) -> String {
    let mut table = Table::new([
        Column::name("OPERATOR"),
        Column::word("ID").spare(1),
        Column::text("ROLES"),
        Column::word("SINCE").spare(2),
        Column::word(""),
    ]);
    for operator in operators {
        let roles = if operator.roles.is_empty() { "none".to_owned() } else { operator.roles.join(", ") };
        let you = if operator.present { "you" } else { "" };
        table.row([
            operator.name.clone(),
            operator.id.clone(),
            roles,
            day(&operator.since).to_owned(),
            you.to_owned(),
        ]);
    }
    table.render(context.paint, context.width)
}
