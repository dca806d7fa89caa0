import { counted } from '../../../components/text';
import type { Column } from '../../../host/host';
import type { ColumnBlock, ColumnLayout, Range } from '../model/columns';
import { shortLabel } from '../model/labels';
import { LABEL_INDENT } from './geometry';
import styles from './grid.module.css';

export function makeLabel(): HTMLElement {
  const label = document.createElement('div');
  label.className = styles.label ?? '';
  label.setAttribute('role', 'columnheader');
  return label;
}

/** A leaning label: the name of a permission on its foot. */
export function bindLabel(
  element: HTMLElement,
  index: number,
  column: Column | undefined,
  layout: ColumnLayout,
  category: string,
): void {
  if (!column) return;
  element.style.left = `${(layout.offsets[index] ?? 0) + LABEL_INDENT}px`;
  element.textContent = shortLabel(column.name);
  element.setAttribute('aria-colindex', String(index + 2));
  element.setAttribute(
    'aria-label',
    `${column.name}, ${column.consequence}, ${category}, ${counted(column.holders, 'holder')}`,
  );
}

/** The bars over the columns of each category; the one that is cut on the left keeps its name in sight. */
export class CategoryBar {
  readonly #home: HTMLElement;
  #items: { box: HTMLElement; name: HTMLElement; count: HTMLElement; look: string }[] = [];

  constructor(home: HTMLElement) {
    this.#home = home;
  }

  show(layout: ColumnLayout, shown: Range, left: number, right: number): void {
    const blocks = layout.blocks.filter((block) => block.end > shown.start && block.first < shown.end);
    while (this.#items.length < blocks.length) this.#items.push(this.#make());
    while (this.#items.length > blocks.length) this.#items.pop()?.box.remove();
    blocks.forEach((block, at) => {
      this.#bind(at, block, left, right);
    });
  }

  clear(): void {
    for (const item of this.#items) item.box.remove();
    this.#items = [];
  }

  #bind(at: number, block: ColumnBlock, left: number, right: number): void {
    const item = this.#items[at];
    if (!item) return;
    const from = Math.max(block.left, left);
    const width = Math.max(0, block.left + block.width - from);
    const room = Math.min(width, right - from);
    const look = `${from - left} ${width} ${room < block.name.length * 6.2 + 30}`;
    if (item.look !== look) {
      item.look = look;
      item.box.style.transform = `translateX(${from - left}px)`;
      item.box.style.width = `${width}px`;
      item.box.dataset.narrow = String(room < block.name.length * 6.2 + 30);
    }
    if (item.name.textContent !== block.name) item.name.textContent = block.name;
    const count = String(block.end - block.first);
    if (item.count.textContent !== count) item.count.textContent = count;
  }

  #make() {
    const box = document.createElement('div');
    box.className = styles.category ?? '';
    const name = document.createElement('span');
    const count = document.createElement('span');
    count.className = 't3';
    box.append(name, count);
    this.#home.append(box);
    return { box, name, count, look: '' };
  }
}
