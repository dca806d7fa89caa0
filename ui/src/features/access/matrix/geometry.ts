import { COLUMN_WIDTH, type ColumnLayout, columnAt, lastColumnBefore, type Range } from '../model/columns';
import { alongLean } from '../model/labels';
import { ROW_HEIGHT, ROW_LEAST, rowAt } from '../model/rows';
import { CELL_GLYPH } from './sprites';

/** Measures of the grid in CSS pixels, from the pictures. */
/** Width of the names: at least, and at most where there is room to spare. */
export const NAME_WIDTH = 216;
export const NAME_WIDEST = 320;
/** Height of the header, and the least it may have where the window is low. */
export const HEADER = 174;
export const HEADER_LEAST = 76;
/** The stripe of class glyphs, at the foot of the header, above its line. */
export const STRIPE = 18;
/** The bar of categories: its height, the size of its words, and the header below which it is left out. */
const BAR_HEIGHT = 24;
export const BAR = 11;
const BAR_FROM = 120;
export const LABEL_INDENT = 16;
export const FOOTER = 44;
/** Milliseconds before what is missing shows its skeleton. */
export const SKELETON_AFTER = 150;

/** So many rows stay in sight, whatever has to give way. */
const ROWS_SEEN = 8;

/** What is under a point. */
export type Target =
  | { part: 'cell'; row: number; column: number }
  | { part: 'name'; row: number }
  | { part: 'label'; column: number }
  | { part: 'elsewhere' };

export interface View {
  /** Width of the names. */
  names: number;
  width: number;
  height: number;
  left: number;
  top: number;
  rows: number;
  /** Height of a row. */
  row: number;
  head: Head;
  footer: boolean;
  /** Whether columns do not all fit. */
  scrolls: boolean;
}

/** The header from top to bottom; all but its height are distances from its upper edge. */
export interface Head {
  height: number;
  /** The line that the leaning labels stand on. */
  foot: number;
  /** The bar of categories; nothing where it has no room. */
  bar: number | undefined;
  /** The stripe of class glyphs. */
  stripe: number;
}

const ELSEWHERE: Target = { part: 'elsewhere' };

export function headOf(height: number): Head {
  const stripe = height - 1 - STRIPE;
  const bar = height < BAR_FROM ? undefined : stripe - BAR_HEIGHT;
  return { height, foot: (bar ?? stripe) - 2, bar, stripe };
}

/**
 * How a height is shared: the bars of holders give way first, then the labels get shorter, then rows get lower, so that
 * eight of them stay in sight.
 */
export function sharedHeight(
  height: number,
  rows: number,
  footer: boolean,
): Pick<View, 'head' | 'row' | 'footer'> {
  const seen = rows === 0 ? ROWS_SEEN : Math.min(rows, ROWS_SEEN);
  const row = height < HEADER_LEAST + seen * ROW_HEIGHT ? ROW_LEAST : ROW_HEIGHT;
  const head = Math.min(HEADER, Math.max(HEADER_LEAST, Math.floor(height - seen * row)));
  return { head: headOf(head), row, footer: footer && height >= HEADER + seen * row + FOOTER };
}

/** Where the bar chart begins: after the last row, or at the bottom edge. */
export function footerTop(view: View): number {
  const { head, rows, row, top, height } = view;
  return Math.max(head.height, Math.min(head.height + rows * row - top, height - FOOTER));
}

/** Height of the part in which rows show. */
export function bodyHeight(view: View): number {
  return Math.max(0, view.height - view.head.height - (view.footer ? FOOTER : 0));
}

/** How wide the names and the whole are in a window of a width; it scrolls only when columns do not fit. */
export function measures(
  width: number,
  columns: number,
  leaning: number,
): { names: number; wide: number; scrolls: boolean } {
  if (NAME_WIDTH + columns > width) {
    return { names: NAME_WIDTH, wide: NAME_WIDTH + columns + leaning, scrolls: true };
  }
  const spare = Math.floor(width - NAME_WIDTH - columns - leaning);
  return { names: Math.min(NAME_WIDEST, NAME_WIDTH + Math.max(0, spare)), wide: width, scrolls: false };
}

export function bodyWidth(view: View): number {
  return Math.max(0, view.width - view.names);
}

/** What is at a point of the view. */
export function targetAt(view: View, layout: ColumnLayout, x: number, y: number): Target {
  if (x < 0 || y < 0 || x >= view.width || y >= view.height) return ELSEWHERE;
  const { head } = view;
  if (y < head.height) {
    if (x < view.names) return ELSEWHERE;
    const inside = x - view.names + view.left;
    const foot = y < head.foot ? alongLean(inside, y, head.foot) - LABEL_INDENT + 10 : inside;
    if (y >= head.foot && y < head.stripe) return ELSEWHERE;
    const column = columnAt(layout, foot);
    return column < 0 ? ELSEWHERE : { part: 'label', column };
  }
  if (view.footer && y >= footerTop(view)) {
    if (y >= footerTop(view) + FOOTER || x < view.names) return ELSEWHERE;
    const column = columnAt(layout, x - view.names + view.left);
    return column < 0 || isCut(layout, column, view.left) ? ELSEWHERE : { part: 'label', column };
  }
  const row = rowAt(view.rows, y - head.height + view.top, view.row);
  if (row < 0) return ELSEWHERE;
  if (x < view.names) return { part: 'name', row };
  const column = columnAt(layout, x - view.names + view.left);
  return column < 0 || isCut(layout, column, view.left) ? ELSEWHERE : { part: 'cell', row, column };
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

/** Where the glyph of a cell begins in its column. */
export const GLYPH_LEFT = (COLUMN_WIDTH - CELL_GLYPH) / 2;

/** Whether the names cover a part of a column's glyphs. Half a disc reads as another sign, so such a column is not drawn. */
export function isCut(layout: ColumnLayout, column: number, left: number): boolean {
  return (layout.offsets[column] ?? 0) + GLYPH_LEFT < left - 0.5;
}

/** The columns in sight of which no glyph is cut at the left edge. */
export function uncut(layout: ColumnLayout, columns: Range, left: number): Range {
  const cut = columns.start < columns.end && isCut(layout, columns.start, left);
  return { start: columns.start + (cut ? 1 : 0), end: columns.end };
}

/** The scroll position at or after another at which a column begins at the left edge. */
export function columnEdge(layout: ColumnLayout, left: number): number {
  const before = lastColumnBefore(layout, left);
  const edge = layout.offsets[Math.max(0, before)] ?? 0;
  return before < 0 || edge >= left - 0.5 ? edge : (layout.offsets[before + 1] ?? left);
}

/** The scroll position nearest to another at which a column begins at the left edge. */
export function nearestEdge(layout: ColumnLayout, left: number): number {
  return columnEdge(layout, left - COLUMN_WIDTH / 2);
}

/** The first column whose foot is in sight: labels of columns hidden on the left are not drawn. */
export function firstLabel(layout: ColumnLayout, columns: Range, left: number): number {
  const first = layout.offsets[columns.start] ?? 0;
  return first + COLUMN_WIDTH / 2 < left ? Math.min(columns.end, columns.start + 1) : columns.start;
}
