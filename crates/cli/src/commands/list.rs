//! `steward list`: people, groups, roles or permissions, searched, filtered and sorted.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{
    Column, Table, class_word, count, day, minute, number, plain, plural, severity_word, short_hash,
};
use clap::{Args, ValueEnum};
use serde::Serialize;
use steward_desk::Desk;
use steward_desk::export::ListFormat;
use steward_desk::wire::{
    CellKind, FacetChoice, ItemKind, ItemRef, ListCell, ListColumn, ListHead, ListKind, ListQuery, ListRow,
};

/// People, groups, roles or permissions.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// What the list is of
    #[arg(value_enum)]
    pub kind: Kind,
    /// Only rows with this in a name, id, address or description
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Only rows with this value, as in `department=Customs`; may be given again
    #[arg(long, value_name = "ID=VALUE")]
    pub facet: Vec<String>,
    /// Only people in `group:ID`, with `role:ID` or with `permission:ID`, by any way, or with `licence:ID`
    #[arg(long, value_name = "KIND:ID")]
    pub within: Option<String>,
    /// Only rows with an open finding
    #[arg(long)]
    pub only_findings: bool,
    /// Column to sort by, by id; `name` and `findings` work in every list [default: name]
    #[arg(long, value_name = "COLUMN")]
    pub sort: Option<String>,
    /// The other way round
    #[arg(long)]
    pub desc: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// As of this day or moment
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// People.
    People,
    /// Groups.
    Groups,
    /// Roles.
    Roles,
    /// Permissions.
    Permissions,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For the terminal.
    Table,
    /// For spreadsheets.
    Csv,
    /// For programs, with what the list is of.
    Json,
    /// For a wiki.
    Md,
}

/// Rows in one answer of the desk.
const WINDOW: u32 = 2_000;

/// A list as `--json` prints it.
#[derive(Serialize)]
struct Whole {
    head: ListHead,
    rows: Vec<ListRow>,
}

/// Prints the list.
pub async fn run(args: &ListArgs, context: &Context) -> Result<Answer, Fail> {
    let query = query(args)?;
    let desk = context.desk_to_hand_out(false).await?;
    let format = match args.format {
        Format::Table => {
            let whole = whole(&desk, &args.name, &query).await?;
            return context.answer(&whole, || words(&args.name, &whole, &query.sort, context));
        }
        Format::Csv => ListFormat::Csv,
        Format::Json => ListFormat::Json,
        Format::Md => ListFormat::Md,
    };
    desk.export_list(&args.name, &query, &[], format, None).await?;
    Ok(Answer::printed())
}

/// The head with all rows that match.
async fn whole(desk: &Desk, name: &str, query: &ListQuery) -> Result<Whole, Fail> {
    let head = desk.list_head(name, query).await?;
    let mut rows: Vec<ListRow> = Vec::new();
    loop {
        let start = number(rows.len());
        let window = desk.list_rows(name, query, start, WINDOW).await?.rows;
        if window.is_empty() {
            return Ok(Whole { head, rows });
        }
        rows.extend(window);
    }
}

fn query(args: &ListArgs) -> Result<ListQuery, Fail> {
    Ok(ListQuery {
        kind: match args.kind {
            Kind::People => ListKind::People,
            Kind::Groups => ListKind::Groups,
            Kind::Roles => ListKind::Roles,
            Kind::Permissions => ListKind::Permissions,
        },
        search: args.search.clone().unwrap_or_default(),
        facets: facets(&args.facet)?,
        within: args.within.as_deref().map(within).transpose()?,
        only_findings: args.only_findings,
        sort: args.sort.clone().unwrap_or_default(),
        descending: args.desc,
        at: args.at.clone(),
    })
}

/// `department=Customs` as a choice; the same facet given again widens it.
fn facets(given: &[String]) -> Result<Vec<FacetChoice>, Fail> {
    let mut choices: Vec<FacetChoice> = Vec::new();
    for text in given {
        let Some((facet, value)) = text.split_once('=') else {
            return Err(Fail::bad_input(
                format!("`{text}` names no value"),
                "write it as `department=Customs`; `--json` lists the facets with their values",
            ));
        };
        match choices.iter_mut().find(|choice| choice.facet == facet) {
            Some(choice) => choice.values.push(value.to_owned()),
            None => choices.push(FacetChoice { facet: facet.to_owned(), values: vec![value.to_owned()] }),
        }
    }
    Ok(choices)
}

fn within(text: &str) -> Result<ItemRef, Fail> {
    let kind = |word: &str| match word {
        "group" => Some(ItemKind::Group),
        "role" => Some(ItemKind::Role),
        "permission" => Some(ItemKind::Permission),
        "licence" => Some(ItemKind::Licence),
        _ => None,
    };
    let found = text.split_once(':').and_then(|(word, id)| Some((kind(word)?, id)));
    match found {
        Some((kind, id)) => Ok(ItemRef { kind, id: id.to_owned() }),
        None => Err(Fail::bad_input(
            format!("`{text}` is no group, role, permission or licence"),
            "write it as `group:ID`, `role:ID`, `permission:ID` or `licence:ID`",
        )),
    }
}

fn words(name: &str, whole: &Whole, sort: &str, context: &Context) -> String {
    let Whole { head, rows } = whole;
    let (one, many) = match head.kind {
        ListKind::People => ("person", "people"),
        ListKind::Groups => ("group", "groups"),
        ListKind::Roles => ("role", "roles"),
        ListKind::Permissions => ("permission", "permissions"),
    };
    let shown = match head.shown == head.total {
        true => plural(head.total, one, many),
        false => format!("{} of {}", count(head.shown), plural(head.total, one, many)),
    };
    let age = format!("snapshot {}, as of {}", short_hash(&head.snapshot), minute(&head.at));
    let mut text = format!(
        "{}\n{}\n",
        context.paint.bold(&format!("{}: {shown}", plain(name))),
        context.paint.dim(&age)
    );
    if rows.is_empty() {
        text.push_str("Nothing fits what was asked for.\n");
        return text;
    }
    text.push('\n');
    text.push_str(&table(head, rows, sort).render(context.paint, context.width));
    text
}

fn table(head: &ListHead, rows: &[ListRow], sort: &str) -> Table {
    let mut columns = vec![Column::name("NAME"), Column::text("ID").spare(5)];
    columns.extend(head.columns.iter().map(|one| column(one, sort)));
    columns.push(Column::word("FINDING").spare(1));
    let last = columns.len() - 1;
    let mut table = Table::new(columns);
    for row in rows {
        let worst = row.worst.map(severity_word).unwrap_or_default().to_owned();
        let lead = [row.item.name.clone(), row.item.id.clone()].into_iter();
        table.row(lead.chain(row.cells.iter().map(cell)).chain([worst]));
        if !row.active {
            table.paint(0, |paint, text| paint.dim(text));
        }
        for (at, cell) in (2..).zip(&row.cells) {
            if let ListCell::Class(Some(class)) = cell {
                let class = *class;
                table.paint(at, move |paint, text| paint.class(class, text));
            }
        }
        if let Some(worst) = row.worst {
            table.paint(last, move |paint, text| paint.severity(worst, text));
        }
    }
    table
}

/// What is about access stays longest, and what the list is sorted by stays at all.
fn column(column: &ListColumn, sort: &str) -> Column {
    let title = column.title.to_uppercase();
    let (shown, rank) = match column.holds {
        CellKind::Text => (Column::text(title), 3),
        CellKind::Number => (Column::number(title), 2),
        CellKind::Class => (Column::word(title), 1),
        CellKind::Moment | CellKind::Flag => (Column::word(title), 4),
    };
    if column.id == sort { shown } else { shown.spare(rank) }
}

fn cell(cell: &ListCell) -> String {
    const UNKNOWN: &str = "–";
    match cell {
        ListCell::Text(text) => text.clone(),
        ListCell::Number(n) => count(*n),
        ListCell::Moment(at) => at.as_deref().map_or(UNKNOWN, day).to_owned(),
        ListCell::Class(class) => class.map_or(UNKNOWN, class_word).to_owned(),
        ListCell::Flag(Some(true)) => "yes".to_owned(),
        ListCell::Flag(Some(false)) => "no".to_owned(),
        ListCell::Flag(None) => UNKNOWN.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{facets, within};
    use steward_desk::wire::ItemKind;

    #[test]
    fn a_facet_given_again_widens_it() {
        let given = ["status=active", "department=Customs", "department=a=b"].map(str::to_owned);
        let choices = facets(&given).unwrap();
        let seen: Vec<(&str, usize)> =
            choices.iter().map(|choice| (choice.facet.as_str(), choice.values.len())).collect();
        assert_eq!(seen, [("status", 1), ("department", 2)]);
        assert_eq!(choices[1].values, ["Customs", "a=b"]);
        assert!(facets(&["status".to_owned()]).is_err());
    }

    #[test]
    fn what_a_list_is_narrowed_to_has_a_kind() {
        let item = within("group:urn:x").unwrap();
        assert_eq!((item.kind, item.id.as_str()), (ItemKind::Group, "urn:x"));
        assert_eq!(within("licence:Builder").unwrap().kind, ItemKind::Licence);
        for text in ["ai-pilot", "person:p1", ""] {
            assert!(within(text).is_err(), "{text}");
        }
    }
}
