import type { CategoryHead, Column } from '../../../host/host';

export const COLUMN_WIDTH = 20;
export const CATEGORY_GAP = 6;

/** A run of columns of one category. */
export interface ColumnBlock {
  /** Position in the head's categories. */
  category: number;
  name: string;
  first: number;
  /** One past the last. */
  end: number;
  /** Left edge in pixels. */
  left: number;
  width: number;
}

export interface ColumnLayout {
  count: number;
  /** Left edge of each column, and the right edge of the last one at the end. */
  offsets: Float64Array;
  blocks: ColumnBlock[];
  /** Block of each column. */
  blockOf: Uint32Array;
  /** Without the room that the last labels lean into. */
  width: number;
}

export interface Range {
  start: number;
  /** One past the last. */
  end: number;
}

/** Columns side by side, a gap between categories. */
export function layoutColumns(
  columns: readonly Pick<Column, 'category'>[],
  categories: readonly Pick<CategoryHead, 'name'>[],
): ColumnLayout {
  const offsets = new Float64Array(columns.length + 1);
  const blockOf = new Uint32Array(columns.length);
  const blocks: ColumnBlock[] = [];
  let x = 0;
  let block: ColumnBlock | undefined;
  columns.forEach((column, index) => {
    if (!block || block.category !== column.category) {
      if (block) x += CATEGORY_GAP;
      block = {
        category: column.category,
        name: categories[column.category]?.name ?? '',
        first: index,
        end: index,
        left: x,
        width: 0,
      };
      blocks.push(block);
    }
    offsets[index] = x;
    blockOf[index] = blocks.length - 1;
    x += COLUMN_WIDTH;
    block.end = index + 1;
    block.width = x - block.left;
  });
  offsets[columns.length] = x;
  return { count: columns.length, offsets, blocks, blockOf, width: x };
}

/** The last column whose left edge is at or before `x`; -1 before the first. */
export function lastColumnBefore(layout: ColumnLayout, x: number): number {
  let low = 0;
  let high = layout.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((layout.offsets[middle] ?? 0) <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The column under `x`, or -1 in a gap and outside. */
export function columnAt(layout: ColumnLayout, x: number): number {
  const column = lastColumnBefore(layout, x);
  if (column < 0) return -1;
  const left = layout.offsets[column] ?? 0;
  return x < left + COLUMN_WIDTH ? column : -1;
}

/** Columns that show in `width` pixels from `left` on, with some to spare on both sides. */
export function visibleColumns(layout: ColumnLayout, left: number, width: number, overscan = 0): Range {
  if (layout.count === 0 || width <= 0) return { start: 0, end: 0 };
  const first = Math.max(0, lastColumnBefore(layout, left));
  const last = Math.max(0, lastColumnBefore(layout, left + width - 0.01));
  return {
    start: Math.max(0, first - overscan),
    end: Math.min(layout.count, last + 1 + overscan),
  };
}

/** How many columns are wholly in sight. */
export function wholeColumns(layout: ColumnLayout, left: number, width: number): number {
  const { start, end } = visibleColumns(layout, left, width);
  let count = 0;
  for (let column = start; column < end; column += 1) {
    const x = layout.offsets[column] ?? 0;
    if (x >= left - 0.5 && x + COLUMN_WIDTH <= left + width + 0.5) count += 1;
  }
  return count;
}

/** Where Ctrl+arrow goes: to the edge of this category, then to the edge of the next one. */
export function categoryEdge(layout: ColumnLayout, column: number, direction: 1 | -1): number {
  const at = layout.blockOf[column];
  const block = at === undefined ? undefined : layout.blocks[at];
  if (at === undefined || !block) return column;
  if (direction > 0) {
    if (column < block.end - 1) return block.end - 1;
    const next = layout.blocks[at + 1];
    return next ? next.end - 1 : column;
  }
  if (column > block.first) return block.first;
  const previous = layout.blocks[at - 1];
  return previous ? previous.first : column;
}

/** Room at the right that the labels of the last columns lean into. */
export function leaningRoom(layout: ColumnLayout, labelLength: (column: number) => number): number {
  let room = 0;
  for (let column = Math.max(0, layout.count - 24); column < layout.count; column += 1) {
    const foot = (layout.offsets[column] ?? 0) + 16;
    room = Math.max(room, foot + labelLength(column) + 8 - layout.width);
  }
  return Math.ceil(room);
}
