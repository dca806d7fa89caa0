import { type ColumnLayout, categoryEdge } from './columns';

export interface Position {
  row: number;
  column: number;
}

export interface MoveKey {
  key: string;
  /** Ctrl, or Cmd on macOS. */
  command: boolean;
  shift: boolean;
}

export interface MoveContext {
  rows: number;
  layout: ColumnLayout;
  /** Rows that fit the window. */
  page: number;
  /** Whether a cell is a yes; undefined while it is not known. */
  held: (row: number, column: number) => boolean | undefined;
}

/** Where a key moves the focused cell to; undefined when the key does not move. */
export function moveBy(
  from: Position,
  { key, command }: MoveKey,
  context: MoveContext,
): Position | undefined {
  const lastRow = context.rows - 1;
  const lastColumn = context.layout.count - 1;
  if (lastRow < 0 || lastColumn < 0) return undefined;
  const to = (row: number, column: number): Position => ({
    row: Math.max(0, Math.min(lastRow, row)),
    column: Math.max(0, Math.min(lastColumn, column)),
  });
  const { row, column } = from;
  switch (key) {
    case 'ArrowUp':
      return command ? to(blockEdge(from, -1, context), column) : to(row - 1, column);
    case 'ArrowDown':
      return command ? to(blockEdge(from, 1, context), column) : to(row + 1, column);
    case 'ArrowLeft':
      return to(row, command ? categoryEdge(context.layout, column, -1) : column - 1);
    case 'ArrowRight':
      return to(row, command ? categoryEdge(context.layout, column, 1) : column + 1);
    case 'Home':
      return command ? to(0, 0) : to(row, 0);
    case 'End':
      return command ? to(lastRow, lastColumn) : to(row, lastColumn);
    case 'PageUp':
      return to(row - context.page, column);
    case 'PageDown':
      return to(row + context.page, column);
    case 'j':
      return to(row + 1, column);
    case 'k':
      return to(row - 1, column);
    default:
      return undefined;
  }
}

/**
 * As in a spreadsheet: from within a run of equal cells to its last one, from the edge of a run to the
 * first of the next run of held cells, else to the edge of the grid. Stops where cells are not known yet.
 */
export function blockEdge(from: Position, direction: 1 | -1, context: MoveContext): number {
  const { column } = from;
  const limit = direction > 0 ? context.rows - 1 : 0;
  const held = (row: number) => context.held(row, column);
  let row = from.row;
  if (row === limit) return row;
  const here = held(row);
  const next = held(row + direction);
  if (next === undefined || here === undefined) return row + direction;
  if (here && next) {
    while (row !== limit && held(row + direction) === true) row += direction;
    return row;
  }
  row += direction;
  while (row !== limit && held(row) === false) row += direction;
  return row;
}

/** The cells between two corners, both included. */
export interface Box {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export function boxOf(a: Position, b: Position): Box {
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

/** Names a marked row, so that the mark outlives a filter. */
export interface Mark {
  id: string;
  name: string;
}

export const MOST_MARKS = 4;

/** Marks or unmarks a row; the same list when there are four already. */
export function toggleMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  if (marks.some((other) => other.id === mark.id)) {
    return marks.filter((other) => other.id !== mark.id);
  }
  return marks.length >= MOST_MARKS ? marks : [...marks, mark];
}
