import { COLUMN_WIDTH, type ColumnLayout, columnAt, type Range } from '../model/columns';
import { alongLean } from '../model/labels';
import { ROW_HEIGHT, rowAt } from '../model/rows';

/** Measures of the grid in CSS pixels, from the pictures. */
export const NAME_WIDTH = 216;
export const HEADER = 174;
/** The stripe of class glyphs, at the foot of the header, above its line. */
export const STRIPE = 18;
export const STRIPE_TOP = HEADER - 1 - STRIPE;
/** The line that the leaning labels stand on. */
export const LABEL_FOOT = 129;
export const LABEL_INDENT = 16;
export const FOOTER = 44;

/** What is under a point. */
export type Target =
  | { part: 'cell'; row: number; column: number }
  | { part: 'name'; row: number }
  | { part: 'label'; column: number }
  | { part: 'elsewhere' };

export interface View {
  width: number;
  height: number;
  left: number;
  top: number;
  rows: number;
  footer: boolean;
}

const ELSEWHERE: Target = { part: 'elsewhere' };

/** Where the bar chart begins: after the last row, or at the bottom edge. */
export function footerTop(view: View): number {
  const after = HEADER + view.rows * ROW_HEIGHT - view.top;
  return Math.max(HEADER, Math.min(after, view.height - FOOTER));
}

/** Height of the part in which rows show. */
export function bodyHeight(view: View): number {
  return Math.max(0, view.height - HEADER - (view.footer ? FOOTER : 0));
}

export function bodyWidth(view: View): number {
  return Math.max(0, view.width - NAME_WIDTH);
}

/** What is at a point of the view. */
export function targetAt(view: View, layout: ColumnLayout, x: number, y: number): Target {
  if (x < 0 || y < 0 || x >= view.width || y >= view.height) return ELSEWHERE;
  if (y < HEADER) {
    if (x < NAME_WIDTH) return ELSEWHERE;
    const inside = x - NAME_WIDTH + view.left;
    const foot = y < LABEL_FOOT ? alongLean(inside, y, LABEL_FOOT) - LABEL_INDENT + 10 : inside;
    if (y >= LABEL_FOOT && y < STRIPE_TOP) return ELSEWHERE;
    const column = columnAt(layout, foot);
    return column < 0 ? ELSEWHERE : { part: 'label', column };
  }
  if (view.footer && y >= footerTop(view)) {
    if (y >= footerTop(view) + FOOTER || x < NAME_WIDTH) return ELSEWHERE;
    const column = columnAt(layout, x - NAME_WIDTH + view.left);
    return column < 0 ? ELSEWHERE : { part: 'label', column };
  }
  const row = rowAt(view.rows, y - HEADER + view.top);
  if (row < 0) return ELSEWHERE;
  if (x < NAME_WIDTH) return { part: 'name', row };
  const column = columnAt(layout, x - NAME_WIDTH + view.left);
  return column < 0 ? ELSEWHERE : { part: 'cell', row, column };
}

export function sameTarget(a: Target, b: Target): boolean {
  if (a.part !== b.part) return false;
  const row = (target: Target) => ('row' in target ? target.row : -1);
  const column = (target: Target) => ('column' in target ? target.column : -1);
  return row(a) === row(b) && column(a) === column(b);
}

/** A range with some to spare on both sides. */
export function spread(range: Range, by: number, most: number): Range {
  return { start: Math.max(0, range.start - by), end: Math.min(most, range.end + by) };
}

/** The first column whose foot is in sight: labels of columns hidden on the left are not drawn. */
export function firstLabel(layout: ColumnLayout, columns: Range, left: number): number {
  const first = layout.offsets[columns.start] ?? 0;
  return first + COLUMN_WIDTH / 2 < left ? Math.min(columns.end, columns.start + 1) : columns.start;
}
