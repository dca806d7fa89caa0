import type { ColumnLayout, Range } from '../model/columns';
import type { Position } from '../model/keyboard';
import styles from './grid.module.css';
import { cellsOf } from './name-row';

/** So many cells of the window are put into the document; of larger windows only the focused row. */
export const MOST_CELLS = 4000;

export interface CellLayer {
  /** The elements of the shown rows, in order. */
  rows: readonly HTMLElement[];
  firstRow: number;
  columns: Range;
  layout: ColumnLayout;
  left: number;
  active: Position | undefined;
  /** Id of the element of the focused cell. */
  activeId: string;
  spoken(row: number, column: number): string;
}

/**
 * The cells that the canvas shows, as elements without a look: a screen reader reads them and a click on one
 * is a click on the cell. Made when scrolling rests, never while it goes on.
 */
export function layCells(layer: CellLayer): void {
  const { rows, columns, firstRow, active } = layer;
  const count = columns.end - columns.start;
  const all = rows.length * count <= MOST_CELLS;
  rows.forEach((element, at) => {
    const home = cellsOf(element);
    if (!home) return;
    const row = firstRow + at;
    const wanted = all || row === active?.row ? count : 0;
    while (home.childElementCount > wanted) home.lastElementChild?.remove();
    while (home.childElementCount < wanted) home.append(makeCell());
    let index = columns.start;
    for (const cell of home.children) {
      if (cell instanceof HTMLElement) layCell(layer, cell, row, index);
      index += 1;
    }
  });
}

function layCell(layer: CellLayer, cell: HTMLElement, row: number, column: number): void {
  const label = layer.spoken(row, column);
  if (cell.getAttribute('aria-label') !== label) cell.setAttribute('aria-label', label);
  const index = String(column + 2);
  if (cell.getAttribute('aria-colindex') !== index) cell.setAttribute('aria-colindex', index);
  const left = `${(layer.layout.offsets[column] ?? 0) - layer.left}px`;
  if (cell.style.left !== left) cell.style.left = left;
  const active = layer.active?.row === row && layer.active.column === column;
  if (active) {
    cell.id = layer.activeId;
    cell.setAttribute('aria-selected', 'true');
  } else if (cell.id !== '') {
    cell.removeAttribute('id');
    cell.removeAttribute('aria-selected');
  }
}

function makeCell(): HTMLElement {
  const cell = document.createElement('div');
  cell.className = styles.cell ?? '';
  cell.setAttribute('role', 'gridcell');
  return cell;
}
