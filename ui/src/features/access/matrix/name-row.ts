import { initials } from '../../../components/text';
import { SEVERITY_WORD } from '../../../components/words';
import type { Row, RowKind, SeverityLevel } from '../../../host/host';
import { ROWS_WORD } from '../model/filters';
import styles from './grid.module.css';

/** One row of names: the header of the row, and the place of its cells. */
interface Parts {
  name: HTMLElement;
  avatar: HTMLElement;
  text: HTMLElement;
  severity: HTMLElement;
  count: HTMLElement;
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
  const avatar = child(name, 'avatar');
  const text = child(name, styles.text);
  const severity = child(name, styles.severity);
  const count = child(name, styles.count);
  const cells = child(row, styles.cells);
  parts.set(row, {
    name,
    avatar,
    text,
    severity,
    count,
    cells,
    shown: { row: undefined, kind: undefined },
  });
  return row;
}

/** Where the accessible cells of a row go. */
export function cellsOf(element: HTMLElement): HTMLElement | undefined {
  return parts.get(element)?.cells;
}

export interface NameState {
  kind: RowKind;
  active: boolean;
  hover: boolean;
  marked: boolean;
}

/** Shows a row, or a grey bar while it is on its way. */
export function bindNameRow(
  element: HTMLElement,
  index: number,
  row: Row | undefined,
  state: NameState,
  glyph: (severity: SeverityLevel) => Node | undefined,
): void {
  const own = parts.get(element);
  if (!own) return;
  element.setAttribute('aria-rowindex', String(index + 2));
  markNameRow(element, state);
  if (own.shown.row === row && own.shown.kind === state.kind && row) return;
  own.shown = { row, kind: state.kind };
  element.dataset.pending = String(row === undefined);
  element.dataset.inactive = String(row?.active === false);
  own.text.textContent = row?.name ?? 'loading';
  own.text.style.width = row ? '' : `${96 + ((index * 37) % 60)}px`;
  own.count.textContent = row ? row.count.toLocaleString('en') : '';
  own.avatar.hidden = state.kind !== 'people' || row === undefined;
  own.avatar.textContent = row && state.kind === 'people' ? initials(row.name) : '';
  const drawing = row?.worst ? glyph(row.worst) : undefined;
  own.severity.replaceChildren(...(drawing ? [drawing] : []));
  if (row) own.name.setAttribute('aria-label', spokenName(row, state.kind));
  else own.name.removeAttribute('aria-label');
  own.name.title = row && row.name.length > 22 ? row.name : '';
}

export function markNameRow(element: HTMLElement, state: NameState): void {
  element.dataset.active = String(state.active);
  element.dataset.hover = String(state.hover);
  element.dataset.marked = String(state.marked);
  if (state.marked) element.setAttribute('aria-selected', 'true');
  else element.removeAttribute('aria-selected');
}

function spokenName(row: Row, kind: RowKind): string {
  const words = [row.name];
  const many = kind === 'people' ? 'role' : row.count === 1 ? 'person' : 'people';
  words.push(`${row.count} ${kind === 'people' && row.count !== 1 ? 'roles' : many}`);
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
