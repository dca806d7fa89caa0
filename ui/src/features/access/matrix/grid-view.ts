import { CONSEQUENCES } from '../../../components/words';
import { zoomFactor } from '../../../theme/zoom';
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
  columnEdge,
  FOOTER,
  firstLabel,
  HEADER,
  headOf,
  measures,
  SKELETON_AFTER,
  sameTarget,
  sharedHeight,
  spread,
  type Target,
  targetAt,
  uncut,
  type View,
} from './geometry';
import type { GridChoice, GridElements, GridModel } from './grid-types';
import { bindLabel, type CutCategory, layCategories, makeLabel } from './head-row';
import { LabelSprites } from './label-sprites';
import { bindNameRow, makeNameRow, markNameRow } from './name-row';
import { paintScene } from './paint';
import { categoryWords } from './paint-head';
import { type Palette, readPalette, watchAppearance } from './palette';
import { ON_CPU, Sprites } from './sprites';
import { move, Strip } from './strip';
import { TextFit } from './text-fit';
import type { ViewStore } from './view-store';

const OVERSCAN_ROWS = 6;
const OVERSCAN_COLUMNS = 8;
/** Milliseconds without scrolling after which the document says what is in sight; longer where frames are slow. */
const REST = 120;
const LONGEST_REST = 1000;
/** Columns that stay in sight beside one that was gone to by key. */
const BESIDE = 3;
/** What tells that somebody scrolls by hand. */
const BY_HAND = ['wheel', 'pointerdown', 'touchmove'] as const;
const NOWHERE: Target = { part: 'elsewhere' };

export class GridView {
  readonly #el: GridElements;
  readonly #store: ViewStore;
  readonly #hovered: (target: Target) => void;
  readonly #names: Strip;
  readonly #labels: Strip;
  readonly #stop: (() => void)[] = [];
  readonly #activeId: string;
  #model: GridModel | undefined;
  #choice: GridChoice = { part: undefined, active: undefined, anchor: undefined, marked: new Set() };
  #ranks = new Uint8Array();
  #most = 0;
  #wide = 0;
  #painted = 0;
  /** When scrolling will have rested, on the clock of the page. */
  #still = 0;
  /** Somebody drags what stands around the grid: it follows in each frame. */
  #dragged = false;
  #palette: Palette;
  #sprites: Sprites;
  #fit: TextFit;
  #leaning: LabelSprites;
  #ratio = 1;
  readonly #dots = new Dots();
  #hover: Target = NOWHERE;
  #view: View = {
    names: 0,
    width: 0,
    height: 0,
    left: 0,
    top: 0,
    rows: 0,
    row: ROW_HEIGHT,
    head: headOf(HEADER),
    footer: false,
    scrolls: false,
  };
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  /** What the document says is of another matrix, or more is here. */
  #allNew = true;
  /** Parts of the picture that have to be drawn again though they did not move. */
  #stale = { head: true, names: true };
  /** What stays in sight while the room changes, until somebody scrolls. */
  #held: Partial<Position> | undefined;

  constructor(elements: GridElements, store: ViewStore, id: string, hovered: (target: Target) => void) {
    this.#el = elements;
    this.#store = store;
    this.#hovered = hovered;
    this.#activeId = `${id}-cell`;
    this.#names = new Strip(elements.rows, makeNameRow, (element, row) => this.#bindName(element, row));
    this.#labels = new Strip(elements.labels, makeLabel, (element, column) =>
      this.#bindLabel(element, column),
    );
    this.#ratio = pixelRatio();
    this.#palette = readPalette(elements.scroller);
    this.#sprites = new Sprites(this.#palette, this.#ratio);
    this.#fit = new TextFit(this.#palette.font);
    this.#leaning = new LabelSprites(this.#palette, this.#ratio, this.#fit);
    const onScroll = () => {
      this.#setHover(NOWHERE);
      this.draw();
    };
    elements.scroller.addEventListener('scroll', onScroll, { passive: true });
    this.#stop.push(() => elements.scroller.removeEventListener('scroll', onScroll));
    const letGo = () => {
      this.#held = undefined;
    };
    for (const name of BY_HAND) elements.scroller.addEventListener(name, letGo, { passive: true });
    this.#stop.push(() => {
      for (const name of BY_HAND) elements.scroller.removeEventListener(name, letGo);
    });
    const observer = new ResizeObserver(() => this.#resized());
    observer.observe(elements.scroller);
    this.#stop.push(() => observer.disconnect());
    this.#stop.push(watchAppearance(() => this.#dress()));
    const onFonts = () => this.#dress();
    document.fonts?.addEventListener('loadingdone', onFonts);
    this.#stop.push(() => document.fonts?.removeEventListener('loadingdone', onFonts));
  }

  destroy(): void {
    for (const stop of this.#stop) stop();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
    clearTimeout(this.#later);
    this.#names.clear();
    this.#labels.clear();
    layCategories(this.#el.categories, []);
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
    if (other) this.#held = undefined;
    this.#allNew = true;
    this.#measure();
  }

  setChoice(choice: GridChoice): void {
    this.#choice = choice;
    this.#names.items.forEach((element, at) => {
      markNameRow(element, this.#isMarked(this.#names.start + at));
    });
    this.#redraw();
    this.#settle();
  }

  /** More of the matrix is here. */
  arrived(): void {
    this.#allNew = true;
    this.#redraw();
  }

  scrollTo(left: number, top?: number): void {
    this.#held = undefined;
    this.#dragged = true;
    this.#el.scroller.scrollTo({ left, top: top ?? this.#view.top });
  }

  /** Brings a cell, or a whole row or column, into sight with the least movement, and keeps it there. */
  reveal(place: Partial<Position>, margin = BESIDE): void {
    this.#held = place;
    const { scroller } = this.#el;
    const { row, column } = place;
    const [fromLeft, fromTop] = [scroller.scrollLeft, scroller.scrollTop];
    const left = column === undefined ? undefined : this.#model?.layout.offsets[column];
    const beside =
      left === undefined
        ? fromLeft
        : scrollInto(left, COLUMN_WIDTH, fromLeft, bodyWidth(this.#view), COLUMN_WIDTH * margin);
    const x = beside === fromLeft ? beside : this.#edge(beside);
    const { row: tall } = this.#view;
    const nearest =
      row === undefined ? fromTop : scrollInto(row * tall, tall, fromTop, bodyHeight(this.#view));
    const y = nearest === fromTop ? nearest : Math.ceil(nearest / tall) * tall;
    if (x !== fromLeft || y !== fromTop) scroller.scrollTo({ left: x, top: y });
  }

  /** The next scroll position at which no column is cut at the left edge. */
  #edge(left: number): number {
    return this.#model && left > 0 ? columnEdge(this.#model.layout, left) : left;
  }

  /** So wide that a column begins at the left edge when it is scrolled to the end, too. */
  #wholeWidth(wide: number, width: number): number {
    return width + this.#edge(wide - width);
  }

  /** What is under a point of the window. */
  targetAt(clientX: number, clientY: number): Target {
    if (!this.#model) return NOWHERE;
    const box = this.#el.root.getBoundingClientRect();
    // a pointer counts in pixels of the screen, boxes in those of the zoomed page
    const zoom = zoomFactor();
    return targetAt(this.#view, this.#model.layout, clientX / zoom - box.left, clientY / zoom - box.top);
  }

  /** Where a cell or the foot of a label is, in the scroller. */
  boxOf(target: Target): DOMRect | undefined {
    if (!this.#model || target.part === 'elsewhere') return undefined;
    const { head, names, left, row, top } = this.#view;
    const x = 'column' in target ? names + (this.#model.layout.offsets[target.column] ?? 0) - left : 0;
    if (target.part === 'label') {
      return new DOMRect(x, head.stripe, COLUMN_WIDTH, head.height - head.stripe);
    }
    const y = head.height + target.row * row - top;
    return new DOMRect(x, y, target.part === 'name' ? names : COLUMN_WIDTH, row);
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
      page: Math.max(1, Math.floor(bodyHeight(this.#view) / this.#view.row) - 1),
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

  /** Asks for a picture in which nothing stays as it was. */
  #redraw(): void {
    this.#stale = { head: true, names: true };
    this.draw();
  }

  #measure(): void {
    const model = this.#model;
    if (!model) return;
    const { root, scroller, content, stage, canvas } = this.#el;
    const leaning = leaningRoom(model.layout, (column) => labelReach(model.columns[column]?.name ?? ''));
    const before = this.#view;
    const share = () => sharedHeight(scroller.clientHeight, model.rows, model.footer);
    const tall = ({ head, row, footer }: ReturnType<typeof share>) =>
      head.height + model.rows * row + (footer ? FOOTER : 0);
    set(content, 'height', `${tall(share())}px`);
    // the bar at the side may come or go with the height, and takes its room from the width; the one below likewise
    const fits = measures(scroller.clientWidth, model.layout.width, leaning);
    set(content, 'width', fits.scrolls ? `${this.#wholeWidth(fits.wide, scroller.clientWidth)}px` : '100%');
    const shared = share();
    set(content, 'height', `${tall(shared)}px`);
    const width = scroller.clientWidth;
    const height = scroller.clientHeight;
    const { names, wide, scrolls } = measures(width, model.layout.width, leaning);
    this.#wide = scrolls ? this.#wholeWidth(wide, width) : wide;
    if (scrolls) set(content, 'width', `${this.#wide}px`);
    if (shared.row !== before.row) scroller.scrollTop = (before.top / before.row) * shared.row;
    set(stage, 'width', `${width}px`);
    set(stage, 'height', `${height}px`);
    const { head, row } = shared;
    const lengths = { names, head: head.height, stripe: head.stripe, bar: head.bar ?? head.stripe, row };
    for (const [name, length] of Object.entries(lengths)) root.style.setProperty(`--${name}`, `${length}px`);
    this.#view = { ...before, names, width, height, scrolls, rows: model.rows, ...shared };
    const canvasWidth = Math.max(0, Math.round(width * this.#ratio));
    const canvasHeight = Math.max(0, Math.round(height * this.#ratio));
    if (canvas.width !== canvasWidth || canvas.height !== canvasHeight) {
      canvas.width = canvasWidth;
      canvas.height = canvasHeight;
      canvas.style.width = `${canvasWidth / this.#ratio}px`;
      canvas.style.height = `${canvasHeight / this.#ratio}px`;
    }
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#stale = { head: true, names: true };
    this.#paint();
  }

  /** A panel opened or the window changed: what was brought into sight stays there, and so does the chosen cell. */
  #resized(): void {
    const { active } = this.#choice;
    const kept = this.#held ?? (active && this.#inSight(active) ? this.#chosen(active) : undefined);
    const held = this.#held;
    this.#measure();
    if (!kept) return;
    this.reveal(kept);
    this.#held = held;
  }

  /** Of a whole row or column only that. */
  #chosen({ row, column }: Position): Partial<Position> {
    const { part } = this.#choice;
    return { ...(part === 'column' ? {} : { row }), ...(part === 'row' ? {} : { column }) };
  }

  #inSight({ row, column }: Position): boolean {
    if (!this.#model) return false;
    const { part } = this.#choice;
    const rows = visibleRows(this.#view.rows, this.#view.top, bodyHeight(this.#view), this.#view.row);
    const columns = visibleColumns(this.#model.layout, this.#view.left, bodyWidth(this.#view));
    return (
      (part === 'column' || (row >= rows.start && row < rows.end)) &&
      (part === 'row' || (column >= columns.start && column < columns.end))
    );
  }

  #dress(): void {
    this.#ratio = pixelRatio();
    this.#palette = readPalette(this.#el.scroller);
    this.#sprites = new Sprites(this.#palette, this.#ratio);
    this.#fit = new TextFit(this.#palette.font);
    this.#leaning = new LabelSprites(this.#palette, this.#ratio, this.#fit);
    this.#measure();
  }

  #paint(): void {
    const model = this.#model;
    const ctx = this.#el.canvas.getContext('2d', { alpha: false, ...ON_CPU });
    if (!model || !ctx) return;
    const { scroller } = this.#el;
    const view = this.#view;
    const [left, top] = [Math.max(0, scroller.scrollLeft), Math.max(0, scroller.scrollTop)];
    const scrolled = left !== view.left || top !== view.top;
    const stale = {
      head: this.#stale.head || left !== view.left,
      names: this.#stale.names || top !== view.top,
    };
    this.#stale = { head: false, names: false };
    view.left = left;
    view.top = top;
    const rows = visibleRows(model.rows, view.top, bodyHeight(view), view.row);
    const columns = visibleColumns(model.layout, view.left, bodyWidth(view));
    model.matrix.want(
      spread(rows, OVERSCAN_ROWS, model.rows),
      spread(columns, OVERSCAN_COLUMNS, model.layout.count),
    );
    const scene = {
      kind: model.kind,
      view,
      ratio: this.#ratio,
      layout: model.layout,
      columns: model.columns,
      ranks: this.#ranks,
      most: this.#most,
      matrix: model.matrix,
      shownRows: rows,
      shownColumns: uncut(model.layout, columns, view.left),
      active: this.#choice.active,
      part: this.#choice.part,
      marked: this.#choice.marked,
      box: this.#box(),
      hover: {
        row: 'row' in this.#hover ? this.#hover.row : -1,
        column: 'column' in this.#hover ? this.#hover.column : -1,
      },
      palette: this.#palette,
      sprites: this.#sprites,
      dots: this.#dots,
      labels: this.#leaning,
      fit: this.#fit,
    };
    const missing = paintScene(ctx, scene, stale);
    clearTimeout(this.#later);
    if (missing) this.#later = setTimeout(() => this.#redraw(), SKELETON_AFTER);
    const now = performance.now();
    const between = now - this.#painted;
    this.#painted = now;
    this.#tell(!scrolled || this.#dragged);
    this.#dragged = false;
    const rest = between < LONGEST_REST ? Math.min(LONGEST_REST, Math.max(REST, 4 * between)) : REST;
    if (scrolled) this.#still = now + rest;
    clearTimeout(this.#rest);
    // cells that arrive while one scrolls are drawn between two steps, and do not count as a rest
    this.#rest = setTimeout(() => this.#settle(), Math.max(0, this.#still - now));
  }

  /** Tells what stands around the grid where it is. */
  #tell(atOnce: boolean): void {
    const { view } = this;
    const shown = {
      left: view.left,
      top: view.top,
      names: view.names,
      head: view.head.height,
      row: view.row,
      width: bodyWidth(view),
      height: bodyHeight(view),
      mostLeft: Math.max(0, this.#wide - view.width),
    };
    this.#store.set(shown, atOnce);
  }

  /** Puts what is in sight into the document, for those who do not see the canvas. Never while scrolling goes on. */
  #settle(): void {
    const model = this.#model;
    if (!model) return;
    this.#tell(true);
    const { view } = this;
    const { part, active } = this.#choice;
    const rows = visibleRows(model.rows, view.top, bodyHeight(view), view.row);
    const columns = visibleColumns(model.layout, view.left, bodyWidth(view));
    this.#names.show(rows, this.#allNew);
    move(this.#el.rows, `translateY(${rows.start * view.row - view.top}px)`);
    const withFeet = { start: firstLabel(model.layout, columns, view.left), end: columns.end };
    this.#labels.show(withFeet, this.#allNew);
    move(this.#el.labels, `translateX(${-view.left}px)`);
    layCategories(this.#el.categories, this.#cutCategories(model, columns));
    this.#allNew = false;
    layCells({
      rows: this.#names.items,
      firstRow: this.#names.start,
      columns,
      layout: model.layout,
      left: view.left,
      active: part === 'cell' ? active : undefined,
      activeId: this.#activeId,
      spoken: (row, column) => this.#spoken(model, row, column),
    });
    const inSight = active !== undefined && part === 'cell' && this.#inSight(active);
    if (inSight) this.#el.scroller.setAttribute('aria-activedescendant', this.#activeId);
    else this.#el.scroller.removeAttribute('aria-activedescendant');
    this.#el.scroller.dataset.cell = String(inSight);
  }

  /** Categories whose names do not fit. */
  #cutCategories({ layout }: GridModel, columns: Range): CutCategory[] {
    if (this.#view.head.bar === undefined) return [];
    return layout.blocks.flatMap((block) => {
      if (block.end <= columns.start || block.first >= columns.end) return [];
      const words = categoryWords({ view: this.#view, layout, fit: this.#fit }, block);
      if (words.name === block.name) return [];
      return [{ left: words.left - this.#view.left, width: words.width, name: block.name }];
    });
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
    this.#hovered(target);
    this.#redraw();
  }

  #bindName(element: HTMLElement, index: number): void {
    const { matrix, kind } = this.#model ?? {};
    bindNameRow(element, index, matrix?.row(index), kind ?? 'roles', this.#isMarked(index));
  }

  #isMarked(index: number): boolean {
    const id = this.#model?.matrix.row(index)?.id;
    return id !== undefined && this.#choice.marked.has(id);
  }

  #bindLabel(element: HTMLElement, index: number): void {
    const model = this.#model;
    const column = model?.columns[index];
    if (!model || !column) return;
    bindLabel(element, index, column, model.layout, model.categories[column.category]?.name ?? '');
  }
}

/** Pixels of the screen to one of the page, which may be drawn larger. */
function pixelRatio(): number {
  return (window.devicePixelRatio || 1) * zoomFactor();
}

/** Sets a measure only when it changes. */
function set(element: HTMLElement, name: 'width' | 'height', value: string): void {
  if (element.style[name] !== value) element.style[name] = value;
}
