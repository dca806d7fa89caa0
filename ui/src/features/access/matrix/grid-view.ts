import { CONSEQUENCES } from '../../../components/words';
import type { SeverityLevel } from '../../../host/host';
import { isHeld, spokenCell } from '../model/cell';
import { COLUMN_WIDTH, leaningRoom, type Range, visibleColumns } from '../model/columns';
import { type Box, boxOf, type MoveContext, type Position } from '../model/keyboard';
import { labelReach } from '../model/labels';
import { ROW_HEIGHT, scrollInto, visibleRows } from '../model/rows';
import { layCells } from './cell-layer';
import { Dots } from './dots';
import {
  bodyHeight,
  bodyWidth,
  FOOTER,
  firstLabel,
  footerTop,
  HEADER,
  NAME_WIDTH,
  STRIPE_TOP,
  sameTarget,
  spread,
  type Target,
  targetAt,
  type View,
} from './geometry';
import type { GridChoice, GridElements, GridModel } from './grid-types';
import { bindLabel, CategoryBar, makeLabel } from './head-row';
import { bindNameRow, makeNameRow, markNameRow, type NameState } from './name-row';
import { paintScene, SKELETON_AFTER } from './paint';
import { type Palette, readPalette, watchAppearance } from './palette';
import { Sprites } from './sprites';
import { move, Strip } from './strip';
import type { ViewStore } from './view-store';

const OVERSCAN_ROWS = 6;
const OVERSCAN_COLUMNS = 8;
/** Milliseconds without scrolling after which cells are put into the document; longer where frames are slow. */
const REST = 120;
const LONGEST_REST = 1000;
const NOWHERE: Target = { part: 'elsewhere' };

export class GridView {
  readonly #el: GridElements;
  readonly #store: ViewStore;
  readonly #hovered: (target: Target) => void;
  readonly #names: Strip;
  readonly #labels: Strip;
  readonly #categories: CategoryBar;
  readonly #stop: (() => void)[] = [];
  readonly #activeId: string;
  #model: GridModel | undefined;
  #choice: GridChoice = { active: undefined, anchor: undefined, marked: new Set() };
  #ranks = new Uint8Array();
  #most = 0;
  #wide = 0;
  #painted = 0;
  #palette: Palette;
  #sprites: Sprites;
  #ratio = 1;
  readonly #dots = new Dots();
  #hover: Target = NOWHERE;
  #view: View = { width: 0, height: 0, left: 0, top: 0, rows: 0, footer: false };
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  #allNew = true;

  constructor(elements: GridElements, store: ViewStore, id: string, hovered: (target: Target) => void) {
    this.#el = elements;
    this.#store = store;
    this.#hovered = hovered;
    this.#activeId = `${id}-cell`;
    this.#names = new Strip(elements.rows, makeNameRow, (element, row) => this.#bindName(element, row));
    this.#labels = new Strip(elements.labels, makeLabel, (element, column) =>
      this.#bindLabel(element, column),
    );
    this.#categories = new CategoryBar(elements.categories);
    this.#ratio = window.devicePixelRatio || 1;
    this.#palette = readPalette(elements.scroller);
    this.#sprites = new Sprites(this.#palette, this.#ratio);
    const onScroll = () => {
      this.#setHover(NOWHERE);
      this.draw();
    };
    elements.scroller.addEventListener('scroll', onScroll, { passive: true });
    this.#stop.push(() => elements.scroller.removeEventListener('scroll', onScroll));
    const observer = new ResizeObserver(() => this.#resized());
    observer.observe(elements.scroller);
    this.#stop.push(() => observer.disconnect());
    this.#stop.push(watchAppearance(() => this.#dress()));
    document.fonts?.addEventListener('loadingdone', this.draw);
    this.#stop.push(() => document.fonts?.removeEventListener('loadingdone', this.draw));
  }

  destroy(): void {
    for (const stop of this.#stop) stop();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
    clearTimeout(this.#later);
    this.#names.clear();
    this.#labels.clear();
    this.#categories.clear();
  }

  get view(): View {
    return this.#view;
  }

  /** Shows another matrix, or the same with more of it here. */
  setModel(model: GridModel): void {
    const other = this.#model?.layout !== model.layout || this.#model.matrix !== model.matrix;
    this.#model = model;
    if (other) {
      this.#ranks = Uint8Array.from(model.columns, (column) => CONSEQUENCES.indexOf(column.consequence));
      this.#most = model.columns.reduce((most, column) => Math.max(most, column.holders), 0);
    }
    this.#allNew = true;
    this.#measure();
  }

  setChoice(choice: GridChoice): void {
    this.#choice = choice;
    this.#remark();
    this.draw();
    this.#settle();
  }

  /** More of the matrix is here. */
  arrived(): void {
    this.#allNew = true;
    this.draw();
  }

  scrollTo(left: number, top?: number): void {
    this.#el.scroller.scrollTo({ left, top: top ?? this.#view.top });
  }

  /** Brings a cell into sight with the least movement. */
  reveal({ row, column }: Position): void {
    const { scroller } = this.#el;
    const left = this.#model?.layout.offsets[column] ?? 0;
    const x = scrollInto(left, COLUMN_WIDTH, scroller.scrollLeft, bodyWidth(this.#view), COLUMN_WIDTH * 3);
    const nearest = scrollInto(row * ROW_HEIGHT, ROW_HEIGHT, scroller.scrollTop, bodyHeight(this.#view));
    const moved = nearest !== scroller.scrollTop;
    const y = moved ? Math.ceil(nearest / ROW_HEIGHT) * ROW_HEIGHT : nearest;
    if (x !== scroller.scrollLeft || y !== scroller.scrollTop) scroller.scrollTo({ left: x, top: y });
  }

  /** What is under a point of the window. */
  targetAt(clientX: number, clientY: number): Target {
    if (!this.#model) return NOWHERE;
    const box = this.#el.stage.getBoundingClientRect();
    return targetAt(this.#view, this.#model.layout, clientX - box.left, clientY - box.top);
  }

  /** Where a cell or the foot of a label is, in the scroller. */
  boxOf(target: Target): DOMRect | undefined {
    if (!this.#model || target.part === 'elsewhere') return undefined;
    const x =
      'column' in target
        ? NAME_WIDTH + (this.#model.layout.offsets[target.column] ?? 0) - this.#view.left
        : 0;
    if (target.part === 'label') return new DOMRect(x, STRIPE_TOP, COLUMN_WIDTH, HEADER - STRIPE_TOP);
    const y = HEADER + target.row * ROW_HEIGHT - this.#view.top;
    return new DOMRect(x, y, target.part === 'name' ? NAME_WIDTH : COLUMN_WIDTH, ROW_HEIGHT);
  }

  hoverAt(clientX: number, clientY: number): void {
    this.#setHover(this.targetAt(clientX, clientY));
  }

  leave(): void {
    this.#setHover(NOWHERE);
  }

  /** What the keyboard needs to know to move. */
  moveContext(): MoveContext | undefined {
    const model = this.#model;
    if (!model) return undefined;
    return {
      rows: model.rows,
      layout: model.layout,
      page: Math.max(1, Math.floor(bodyHeight(this.#view) / ROW_HEIGHT) - 1),
      held: (row, column) => {
        const byte = model.matrix.cell(row, column);
        return byte === undefined ? undefined : isHeld(byte);
      },
    };
  }

  /** Asks for a picture in the next frame. */
  draw = (): void => {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  };

  #measure(): void {
    const model = this.#model;
    if (!model) return;
    const { scroller, content, stage, canvas } = this.#el;
    const room = leaningRoom(model.layout, (column) => labelReach(model.columns[column]?.name ?? ''));
    const footer = model.footer ? FOOTER : 0;
    this.#wide = NAME_WIDTH + model.layout.width + room;
    content.style.width = `${this.#wide}px`;
    content.style.height = `${HEADER + model.rows * ROW_HEIGHT + footer}px`;
    const width = scroller.clientWidth;
    const height = scroller.clientHeight;
    stage.style.width = `${width}px`;
    stage.style.height = `${height}px`;
    this.#view = { ...this.#view, width, height, rows: model.rows, footer: model.footer };
    const canvasWidth = Math.max(0, Math.round((width - NAME_WIDTH) * this.#ratio));
    const canvasHeight = Math.max(0, Math.round((height - STRIPE_TOP) * this.#ratio));
    if (canvas.width !== canvasWidth || canvas.height !== canvasHeight) {
      canvas.width = canvasWidth;
      canvas.height = canvasHeight;
      canvas.style.width = `${canvasWidth / this.#ratio}px`;
      canvas.style.height = `${canvasHeight / this.#ratio}px`;
    }
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#paint();
  }

  /** A panel opened or the window changed: the focused cell stays in sight when it was. */
  #resized(): void {
    const { active } = this.#choice;
    const kept = active && this.#inSight(active);
    this.#measure();
    if (kept) this.reveal(active);
  }

  #inSight({ row, column }: Position): boolean {
    const rows = visibleRows(this.#view.rows, this.#view.top, bodyHeight(this.#view));
    if (!this.#model || row < rows.start || row >= rows.end) return false;
    const columns = visibleColumns(this.#model.layout, this.#view.left, bodyWidth(this.#view));
    return column >= columns.start && column < columns.end;
  }

  #dress(): void {
    this.#ratio = window.devicePixelRatio || 1;
    this.#palette = readPalette(this.#el.scroller);
    this.#sprites = new Sprites(this.#palette, this.#ratio);
    this.#measure();
  }

  #paint(): void {
    const model = this.#model;
    const ctx = this.#el.canvas.getContext('2d', { alpha: false });
    if (!model || !ctx) return;
    const { scroller } = this.#el;
    this.#view.left = Math.max(0, scroller.scrollLeft);
    this.#view.top = Math.max(0, scroller.scrollTop);
    const view = this.#view;
    const rows = visibleRows(model.rows, view.top, bodyHeight(view));
    const columns = visibleColumns(model.layout, view.left, bodyWidth(view));
    model.matrix.want(
      spread(rows, OVERSCAN_ROWS, model.rows),
      spread(columns, OVERSCAN_COLUMNS, model.layout.count),
    );
    this.#place(model, rows, columns);
    const missing = paintScene(ctx, {
      view,
      ratio: this.#ratio,
      layout: model.layout,
      columns: model.columns,
      ranks: this.#ranks,
      most: this.#most,
      matrix: model.matrix,
      shownRows: rows,
      shownColumns: columns,
      active: this.#choice.active,
      box: this.#box(),
      hover: {
        row: 'row' in this.#hover ? this.#hover.row : -1,
        column: 'column' in this.#hover ? this.#hover.column : -1,
      },
      palette: this.#palette,
      sprites: this.#sprites,
      dots: this.#dots,
    });
    clearTimeout(this.#later);
    if (missing) this.#later = setTimeout(this.draw, SKELETON_AFTER);
    this.#store.set({
      left: view.left,
      top: view.top,
      width: bodyWidth(view),
      height: bodyHeight(view),
      mostLeft: Math.max(0, this.#wide - view.width),
    });
    const now = performance.now();
    const between = now - this.#painted;
    this.#painted = now;
    const rest = between < LONGEST_REST ? Math.min(LONGEST_REST, Math.max(REST, 4 * between)) : REST;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#settle(), rest);
  }

  /** Puts names and labels where they belong; all in the frame in which the cells are drawn. */
  #place(model: GridModel, rows: Range, columns: Range): void {
    const { view } = this;
    const { rows: names, labels, foot } = this.#el;
    this.#names.show(rows, this.#allNew);
    move(names, `translateY(${rows.start * ROW_HEIGHT - view.top}px)`);
    const withFeet = { start: firstLabel(model.layout, columns, view.left), end: columns.end };
    this.#labels.show(withFeet, this.#allNew);
    move(labels, `translateX(${-view.left}px)`);
    this.#categories.show(model.layout, columns, view.left, view.left + bodyWidth(view));
    if (foot.hidden === model.footer) foot.hidden = !model.footer;
    if (model.footer) move(foot, `translateY(${footerTop(view)}px)`);
    this.#allNew = false;
    this.#relabel();
  }

  /** Puts the cells that are in sight into the document, for those who do not see the canvas. */
  #settle(): void {
    const model = this.#model;
    if (!model) return;
    const { active } = this.#choice;
    const columns = visibleColumns(model.layout, this.#view.left, bodyWidth(this.#view));
    layCells({
      rows: this.#names.items,
      firstRow: this.#names.start,
      columns,
      layout: model.layout,
      left: this.#view.left,
      active,
      activeId: this.#activeId,
      spoken: (row, column) => this.#spoken(model, row, column),
    });
    const inSight = active !== undefined && this.#inSight(active);
    if (inSight) this.#el.scroller.setAttribute('aria-activedescendant', this.#activeId);
    else this.#el.scroller.removeAttribute('aria-activedescendant');
    this.#el.scroller.dataset.cell = String(inSight);
  }

  #spoken(model: GridModel, row: number, column: number): string {
    const meaning = model.columns[column];
    if (!meaning) return '';
    const name = model.matrix.row(row)?.name ?? `Row ${row + 1}`;
    return spokenCell(name, meaning.name, meaning.consequence, model.matrix.cell(row, column));
  }

  #box(): Box | undefined {
    const { active, anchor } = this.#choice;
    return active && anchor ? boxOf(active, anchor) : undefined;
  }

  #setHover(target: Target): void {
    if (sameTarget(target, this.#hover)) return;
    this.#hover = target;
    this.#remark();
    this.#hovered(target);
    this.draw();
  }

  #bindName(element: HTMLElement, index: number): void {
    const row = this.#model?.matrix.row(index);
    bindNameRow(element, index, row, this.#nameState(index), (severity) => this.#stamp(severity));
  }

  #nameState(index: number): NameState {
    const id = this.#model?.matrix.row(index)?.id;
    return {
      kind: this.#model?.kind ?? 'roles',
      active: this.#choice.active?.row === index,
      hover: 'row' in this.#hover && this.#hover.row === index,
      marked: id !== undefined && this.#choice.marked.has(id),
    };
  }

  #bindLabel(element: HTMLElement, index: number): void {
    const model = this.#model;
    const column = model?.columns[index];
    if (!model || !column) return;
    bindLabel(element, index, column, model.layout, model.categories[column.category]?.name ?? '');
  }

  #remark(): void {
    this.#names.items.forEach((element, at) => {
      markNameRow(element, this.#nameState(this.#names.start + at));
    });
    this.#relabel();
  }

  #relabel(): void {
    const hover = 'column' in this.#hover ? this.#hover.column : -1;
    this.#labels.items.forEach((element, at) => {
      const column = this.#labels.start + at;
      const on = String(column === hover || column === this.#choice.active?.column);
      if (element.dataset.on !== on) element.dataset.on = on;
    });
  }

  /** A copy of the drawing that React made. */
  #stamp(severity: SeverityLevel): Node | undefined {
    return this.#el.stamps.querySelector(`.f-${severity}`)?.cloneNode(true);
  }
}
