/** What is chosen in the matrix, by id: a cell, a row or a column. */
import type { RowKind } from '../../../host/host';
import type { PanelPlace } from './panels';

export interface Ids {
  row: string | undefined;
  permission: string | undefined;
}

export const NO_IDS: Ids = { row: undefined, permission: undefined };

export type Part = 'cell' | 'row' | 'column';

export function partOf({ row, permission }: Ids): Part | undefined {
  if (row !== undefined) return permission === undefined ? 'row' : 'cell';
  return permission === undefined ? undefined : 'column';
}

export function sameIds(a: Ids, b: Ids): boolean {
  return a.row === b.row && a.permission === b.permission;
}

/** What of a place can be chosen among rows of one kind. */
export function idsAmong(rows: RowKind, place: PanelPlace): Ids {
  const here = place.rows === undefined || place.rows === rows;
  return { row: here ? place.row : undefined, permission: place.permission };
}

/** Whether what is chosen fits a panel: a panel about a whole row or column leaves the other half alone. */
export function agrees(chosen: Ids, rows: RowKind, place: PanelPlace): boolean {
  const wanted = idsAmong(rows, place);
  if (wanted.row === undefined && place.row !== undefined) {
    return chosen.row === undefined && chosen.permission === wanted.permission;
  }
  return (
    (wanted.row === undefined || wanted.row === chosen.row) &&
    (wanted.permission === undefined || wanted.permission === chosen.permission)
  );
}
