import { counted } from '../../../components/text';
import type { Column } from '../../../host/host';
import type { ColumnLayout } from '../model/columns';
import styles from './grid.module.css';

export function makeLabel(): HTMLElement {
  const label = document.createElement('div');
  label.className = styles.label ?? '';
  label.setAttribute('role', 'columnheader');
  label.append(Object.assign(document.createElement('span'), { className: 'vh' }));
  return label;
}

/** The header of a column, without a look: it lies over the glyph at the foot of its label. */
export function bindLabel(
  element: HTMLElement,
  index: number,
  column: Column | undefined,
  layout: ColumnLayout,
  category: string,
): void {
  if (!column) return;
  element.style.left = `${layout.offsets[index] ?? 0}px`;
  element.setAttribute('aria-colindex', String(index + 2));
  const words = [column.name, column.consequence, category, counted(column.holders, 'holder')];
  if (element.firstChild) element.firstChild.textContent = words.join(', ');
}

/** A name in the bar of categories that had to be cut: the whole of it, for a resting pointer. */
export interface CutCategory {
  left: number;
  width: number;
  name: string;
}

export function layCategories(home: HTMLElement, cut: readonly CutCategory[]): void {
  while (home.childElementCount > cut.length) home.lastElementChild?.remove();
  while (home.childElementCount < cut.length) {
    const box = document.createElement('div');
    box.className = styles.category ?? '';
    home.append(box);
  }
  cut.forEach(({ left, width, name }, at) => {
    const box = home.children[at];
    if (!(box instanceof HTMLElement)) return;
    box.style.left = `${left}px`;
    box.style.width = `${width}px`;
    box.title = name;
  });
}
