import type { Range } from './columns';

export const ROW_HEIGHT = 30;
const NUMBER = new Intl.NumberFormat('en');

/** Rows that show in `height` pixels from `top` on, with some to spare on both sides. */
export function visibleRows(count: number, top: number, height: number, overscan = 0): Range {
  if (count === 0 || height <= 0) return { start: 0, end: 0 };
  const first = Math.min(count - 1, Math.max(0, Math.floor(top / ROW_HEIGHT)));
  const end = Math.min(count, Math.ceil((top + height) / ROW_HEIGHT));
  return {
    start: Math.max(0, first - overscan),
    end: Math.min(count, Math.max(first + 1, end) + overscan),
  };
}

/** The row under `y`, or -1. */
export function rowAt(count: number, y: number): number {
  const row = Math.floor(y / ROW_HEIGHT);
  return row >= 0 && row < count ? row : -1;
}

/** First and last row that are wholly in sight, counted from one; none when there is no row. */
export function rowsInWords(count: number, top: number, height: number): string {
  if (count === 0) return 'No rows';
  const first = Math.min(count - 1, Math.ceil((top - 1) / ROW_HEIGHT));
  const last = Math.min(count, Math.max(first + 1, Math.floor((top + height + 1) / ROW_HEIGHT)));
  return `Rows ${NUMBER.format(first + 1)}–${NUMBER.format(last)} of ${NUMBER.format(count)}`;
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
