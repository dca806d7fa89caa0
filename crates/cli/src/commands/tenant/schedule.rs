//! `steward tenant schedule`.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{plain, plural};
use clap::Args;
use steward_desk::wire::TenantSummary;

/// How often a tenant is read again.
#[derive(Args, Debug)]
pub struct ScheduleArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Minutes between two reads, 5 to 10080, or `never`
    #[arg(value_name = "MINUTES|never")]
    pub minutes: String,
}

/// Sets the schedule.
pub async fn run(args: &ScheduleArgs, context: &Context) -> Result<Answer, Fail> {
    let minutes = minutes(&args.minutes)?;
    let tenant = context.desk().await?.set_schedule(&args.name, minutes).await?;
    context.answer(&tenant, || words(&tenant))
}

/// Every so many minutes; nothing means never.
fn minutes(text: &str) -> Result<Option<u32>, Fail> {
    if text == "never" {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| {
        Fail::bad_input(format!("`{text}` is no number of minutes"), "give 5 to 10080 minutes, or `never`")
    })
}

fn words(tenant: &TenantSummary) -> String {
    let name = plain(&tenant.name);
    match tenant.schedule_minutes {
        Some(minutes) => {
            let every = plural(minutes, "minute", "minutes");
            format!("`{name}` is read again every {every} while a window is open.\n")
        }
        None => format!("`{name}` is read again only when somebody asks for it.\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn minutes_or_never() {
        assert_eq!(minutes("never").ok(), Some(None));
        assert_eq!(minutes("60").ok(), Some(Some(60)));
        assert!(minutes("often").is_err() && minutes("-5").is_err());
    }
}
