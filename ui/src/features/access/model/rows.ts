import type { Range } from './columns';

/** Height of a row, and the least it may have where the window is low: enough to be pointed at. */
export const ROW_HEIGHT = 30;
export const ROW_LEAST = 24;
const NUMBER = new Intl.NumberFormat('en');

/** Rows that show in `height` pixels from `top` on. */
export function visibleRows(count: number, top: number, height: number, row = ROW_HEIGHT): Range {
  if (count === 0 || height <= 0) return { start: 0, end: 0 };
  const first = Math.min(count - 1, Math.max(0, Math.floor(top / row)));
  const end = Math.min(count, Math.ceil((top + height) / row));
  return { start: first, end: Math.min(count, Math.max(first + 1, end)) };
}

/** The row under `y`, or -1. */
export function rowAt(count: number, y: number, row = ROW_HEIGHT): number {
  const at = Math.floor(y / row);
  return at >= 0 && at < count ? at : -1;
}

/** First and last row that are wholly in sight, counted from one; none when there is no row. */
export function rowsInWords(count: number, top: number, height: number, row = ROW_HEIGHT): string {
  if (count === 0) return 'No rows';
  const first = Math.min(count - 1, Math.ceil((top - 1) / row));
  const last = Math.min(count, Math.max(first + 1, Math.floor((top + height + 1) / row)));
  return stretch(first + 1, last, count);
}

/** The most room that the words about rows in sight can take, where all digits are as wide as each other. */
export function longestRowsInWords(count: number): string {
  return count === 0 ? 'No rows' : stretch(count, count, count);
}

function stretch(first: number, last: number, count: number): string {
  return `Rows ${NUMBER.format(first)}–${NUMBER.format(last)} of ${NUMBER.format(count)}`;
}

/** Scroll position that brings a stretch into sight with the least movement. */
export function scrollInto(
  start: number,
  size: number,
  scroll: number,
  viewport: number,
  margin = 0,
): number {
  const before = start - margin;
  const after = start + size + margin - viewport;
  if (before < scroll) return Math.max(0, before);
  if (after > scroll) return Math.max(0, after);
  return scroll;
}
