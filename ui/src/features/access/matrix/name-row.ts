import { count } from '../../../components/text';
import { SEVERITY_WORD } from '../../../components/words';
import type { Row, RowKind } from '../../../host/host';
import { ROWS_WORD } from '../model/filters';
import styles from './grid.module.css';

/** One row without a look: its header with the name, and the place of its cells. */
interface Parts {
  name: HTMLElement;
  text: HTMLElement;
  cells: HTMLElement;
  shown: { row: Row | undefined; kind: RowKind | undefined };
}

const parts = new WeakMap<HTMLElement, Parts>();

export function makeNameRow(): HTMLElement {
  const row = document.createElement('div');
  row.className = styles.row ?? '';
  row.setAttribute('role', 'row');
  const name = child(row, styles.name);
  name.setAttribute('role', 'rowheader');
  name.setAttribute('aria-colindex', '1');
  const text = child(name, 'vh');
  const cells = child(row, styles.cells);
  parts.set(row, { name, text, cells, shown: { row: undefined, kind: undefined } });
  return row;
}

/** Where the accessible cells of a row go. */
export function cellsOf(element: HTMLElement): HTMLElement | undefined {
  return parts.get(element)?.cells;
}

/** Says a row, or that it is on its way. */
export function bindNameRow(
  element: HTMLElement,
  index: number,
  row: Row | undefined,
  kind: RowKind,
  marked: boolean,
): void {
  const own = parts.get(element);
  if (!own) return;
  element.setAttribute('aria-rowindex', String(index + 2));
  markNameRow(element, marked);
  if (own.shown.row === row && own.shown.kind === kind && row) return;
  own.shown = { row, kind };
  element.dataset.pending = String(row === undefined);
  own.text.textContent = row?.name ?? 'loading';
  if (row) own.name.setAttribute('aria-label', spokenName(row, kind));
  else own.name.removeAttribute('aria-label');
  own.name.title = row && row.name.length > 22 ? row.name : '';
}

export function markNameRow(element: HTMLElement, marked: boolean): void {
  if (marked) element.setAttribute('aria-selected', 'true');
  else element.removeAttribute('aria-selected');
}

function spokenName(row: Row, kind: RowKind): string {
  const words = [row.name];
  const many = kind === 'people' ? 'role' : row.count === 1 ? 'person' : 'people';
  words.push(`${count(row.count)} ${kind === 'people' && row.count !== 1 ? 'roles' : many}`);
  if (row.worst) words.push(`${SEVERITY_WORD[row.worst].toLowerCase()} finding`);
  if (!row.active) words.push('deactivated');
  return words.join(', ');
}

/** The corner says what rows and counts are. */
export function cornerWords(kind: RowKind): { name: string; count: string } {
  return { name: ROWS_WORD[kind].one, count: ROWS_WORD[kind].count };
}

function child(parent: HTMLElement, className: string | undefined): HTMLElement {
  const element = document.createElement('div');
  if (className) element.className = className;
  parent.append(element);
  return element;
}
