//! One line for every yes.

use super::grid::Grid;
use super::text::one_line;

/// `subject TAB permission`, by id, one line for every permission held somewhere.
pub fn render(grid: &Grid<'_>) -> String {
    let mut out = String::new();
    for (row, cells) in grid.lines() {
        let subject = one_line(row.id);
        for (column, _) in cells.filter(|(_, cell)| cell.mark.held()) {
            out.push_str(&subject);
            out.push('\t');
            out.push_str(&one_line(column.id));
            out.push('\n');
        }
    }
    out
}
