//! `steward show`: a person, group, role or permission with everything around it.

mod group;
mod parts;
mod permission;
mod person;
mod role;

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use clap::{Args, ValueEnum};

/// A person, group, role or permission.
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// What it is
    #[arg(value_enum)]
    pub kind: Kind,
    /// Its id or name; of a person also the login name or e-mail address
    pub who: String,
    /// As of this day or moment
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// What can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Somebody in the tenant.
    Person,
    /// A set of people.
    Group,
    /// A named set of grants.
    Role,
    /// Something that may be done.
    Permission,
}

/// Prints it with everything around it.
pub async fn run(args: &ShowArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let ShowArgs { name, kind, who, at } = args;
    let at = at.as_deref();
    match kind {
        Kind::Person => {
            let detail = desk.person(name, who, at).await?;
            context.answer(&detail, || person::words(&detail, context))
        }
        Kind::Group => {
            let detail = desk.group(name, who, at).await?;
            context.answer(&detail, || group::words(&detail, context))
        }
        Kind::Role => {
            let detail = desk.role(name, who, at).await?;
            context.answer(&detail, || role::words(&detail, context))
        }
        Kind::Permission => {
            let detail = desk.permission(name, who, at).await?;
            context.answer(&detail, || permission::words(&detail, context))
        }
    }
}
