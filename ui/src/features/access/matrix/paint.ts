import type { Column } from '../../../host/host';
import { BIT_FINDING, NOTABLE, shapeOf, takesClassColour } from '../model/cell';
import { COLUMN_WIDTH, type ColumnLayout, type Range } from '../model/columns';
import { barHeight, shortCount } from '../model/holders';
import type { Box, Position } from '../model/keyboard';
import { ROW_HEIGHT } from '../model/rows';
import type { MatrixWindow } from '../model/window';
import type { Dots } from './dots';
import { bodyWidth, FOOTER, footerTop, HEADER, STRIPE, STRIPE_TOP, type View } from './geometry';
import type { Palette } from './palette';
import { CELL_GLYPH, CLASS_GLYPH, type Sprites } from './sprites';

/** Everything that one picture of the cells is made of. */
export interface Scene {
  view: View;
  ratio: number;
  layout: ColumnLayout;
  columns: readonly Column[];
  /** Rank of the class of each column. */
  ranks: Uint8Array;
  /** The most people that hold one permission. */
  most: number;
  matrix: MatrixWindow;
  shownRows: Range;
  shownColumns: Range;
  active: Position | undefined;
  box: Box | undefined;
  hover: { row: number; column: number };
  palette: Palette;
  sprites: Sprites;
  dots: Dots;
}

/** Milliseconds before a missing tile shows skeleton discs. */
export const SKELETON_AFTER = 150;
const CELL_HEIGHT = ROW_HEIGHT - 1;
const GLYPH_LEFT = (COLUMN_WIDTH - CELL_GLYPH) / 2;
const GLYPH_TOP = (CELL_HEIGHT - CELL_GLYPH) / 2;

/**
 * Draws stripe, cells and bars. The canvas begins at the right of the names and at the top of the stripe.
 * Tells whether some tile is missing, so that the skeleton can follow.
 */
export function paintScene(ctx: CanvasRenderingContext2D, scene: Scene): boolean {
  const { view, palette, ratio } = scene;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.fillStyle = palette.surface;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  const pen = new Pen(ctx, ratio, view);
  paintCross(scene, pen);
  paintLines(scene, pen);
  const missing = paintCells(scene, pen);
  paintActive(scene, pen);
  paintStripe(scene, pen);
  if (view.footer) paintBars(scene, pen);
  return missing;
}

/** Turns CSS pixels of the view into device pixels of the canvas. */
class Pen {
  constructor(
    readonly ctx: CanvasRenderingContext2D,
    readonly ratio: number,
    readonly view: View,
  ) {}

  /** Scroll position to the right, in whole device pixels: all columns move as one. */
  get shift(): number {
    return Math.round(this.view.left * this.ratio);
  }

  x(content: number): number {
    return Math.round(content * this.ratio) - this.shift;
  }

  rowY(row: number, below = 0): number {
    return Math.round((HEADER - STRIPE_TOP + row * ROW_HEIGHT + below - this.view.top) * this.ratio);
  }

  y(inView: number): number {
    return Math.round((inView - STRIPE_TOP) * this.ratio);
  }

  size(css: number): number {
    return Math.round(css * this.ratio);
  }

  fill(colour: string, x: number, y: number, width: number, height: number): void {
    this.ctx.fillStyle = colour;
    this.ctx.fillRect(x, y, width, height);
  }
}

function paintCross({ view, active, hover, palette, layout, shownRows, box }: Scene, pen: Pen): void {
  const width = pen.size(bodyWidth(view));
  for (const row of new Set([active?.row ?? -1, hover.row])) {
    if (row < shownRows.start || row >= shownRows.end) continue;
    pen.fill(palette.hover, 0, pen.rowY(row), width, pen.size(ROW_HEIGHT));
  }
  const top = pen.rowY(shownRows.start);
  const height = pen.rowY(shownRows.end) - top;
  for (const column of new Set([active?.column ?? -1, hover.column])) {
    if (column < 0 || column >= layout.count) continue;
    pen.fill(palette.hover, pen.x(layout.offsets[column] ?? 0), top, pen.size(COLUMN_WIDTH), height);
  }
  if (!box) return;
  const x = pen.x(layout.offsets[box.left] ?? 0);
  const right = pen.x((layout.offsets[box.right] ?? 0) + COLUMN_WIDTH);
  const y = pen.rowY(box.top);
  pen.fill(palette.accentSoft, x, y, right - x, pen.rowY(box.bottom + 1) - y);
}

function paintLines({ view, palette, shownRows }: Scene, pen: Pen): void {
  const width = pen.size(bodyWidth(view));
  const thick = Math.max(1, pen.size(1));
  for (let row = shownRows.start; row < shownRows.end; row += 1) {
    pen.fill(palette.line, 0, pen.rowY(row + 1) - thick, width, thick);
  }
}

function paintCells(scene: Scene, pen: Pen): boolean {
  const { layout, sprites, shownRows, shownColumns, ratio, dots } = scene;
  dots.hold(layout, sprites, ratio, shownColumns);
  let missing = false;
  for (let row = shownRows.start; row < shownRows.end; row += 1) {
    if (paintRow(scene, pen, row)) missing = true;
  }
  return missing;
}

/** One row: runs of points, and a glyph for each cell that says something. */
function paintRow(scene: Scene, pen: Pen, row: number): boolean {
  const { matrix, layout, ranks, sprites, shownColumns, ratio, dots } = scene;
  const y = pen.rowY(row, GLYPH_TOP);
  let missing = false;
  let run = -1;
  const endRun = (left: number) => {
    if (run >= 0) dots.run(pen.ctx, run, Math.round(left * ratio), pen.shift, y);
    run = -1;
  };
  for (let column = shownColumns.start; column < shownColumns.end; column += 1) {
    const byte = matrix.cell(row, column);
    const left = layout.offsets[column] ?? 0;
    const plain = byte !== undefined && (byte & NOTABLE) === 0 && (byte & 3) === 0;
    if (plain) {
      if (run < 0) run = Math.round(left * ratio);
      continue;
    }
    endRun(left);
    if (byte === undefined) {
      missing = true;
      if (matrix.missedFor(row, column) >= SKELETON_AFTER) paintSkeleton(scene, pen, row, column, left);
      continue;
    }
    const shape = shapeOf(byte);
    if (byte & NOTABLE) paintFrame(scene, pen, byte, shape, row, left);
    sprites.cell(pen.ctx, shape, ranks[column] ?? 0, pen.x(left + GLYPH_LEFT), y);
  }
  endRun((layout.offsets[shownColumns.end - 1] ?? 0) + COLUMN_WIDTH);
  return missing;
}

function paintSkeleton({ palette }: Scene, pen: Pen, row: number, column: number, left: number): void {
  const { ctx, ratio } = pen;
  ctx.globalAlpha = (row * 5 + column * 3) % 4 === 0 ? 0.35 : 1;
  ctx.fillStyle = palette.skeleton;
  ctx.beginPath();
  const radius = 5 * ratio;
  ctx.arc(pen.x(left + COLUMN_WIDTH / 2), pen.rowY(row, CELL_HEIGHT / 2), radius, 0, Math.PI * 2);
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** Tint and frame of a difference; tint of a finding. */
function paintFrame(
  { palette }: Scene,
  pen: Pen,
  byte: number,
  shape: string,
  row: number,
  left: number,
): void {
  const { ctx, ratio } = pen;
  const changed = shape === 'add' || shape === 'remove';
  if (!changed && !(byte & BIT_FINDING)) return;
  const [x, y] = [pen.x(left), pen.rowY(row)];
  const [width, height] = [pen.size(COLUMN_WIDTH), pen.size(CELL_HEIGHT)];
  const soft = shape === 'add' ? palette.addSoft : palette.removeSoft;
  ctx.fillStyle = changed ? soft : palette.findingSoft;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 3 * ratio);
  ctx.fill();
  if (!changed) return;
  const thick = 1.25 * ratio;
  ctx.strokeStyle = shape === 'add' ? palette.add : palette.remove;
  ctx.lineWidth = thick;
  ctx.beginPath();
  ctx.roundRect(x + thick / 2, y + thick / 2, width - thick, height - thick, 2.4 * ratio);
  ctx.stroke();
}

/** The focused cell: framed in the accent, on plain ground. */
function paintActive(scene: Scene, pen: Pen): void {
  const { active, layout, palette, matrix, sprites, ranks, shownRows } = scene;
  if (!active || active.row < shownRows.start || active.row >= shownRows.end) return;
  const { ctx, ratio } = pen;
  const left = layout.offsets[active.column] ?? 0;
  const [x, y] = [pen.x(left), pen.rowY(active.row)];
  const [width, height] = [pen.size(COLUMN_WIDTH), pen.size(CELL_HEIGHT)];
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 4 * ratio);
  const byte = matrix.cell(active.row, active.column);
  const shape = byte === undefined ? undefined : shapeOf(byte);
  if (shape !== 'add' && shape !== 'remove') {
    ctx.fillStyle = palette.surface;
    ctx.fill();
  }
  ctx.strokeStyle = palette.focus;
  ctx.lineWidth = 2 * ratio;
  ctx.stroke();
  if (shape && shape !== 'add' && shape !== 'remove') {
    const top = pen.rowY(active.row, GLYPH_TOP);
    sprites.cell(ctx, shape, ranks[active.column] ?? 0, pen.x(left + GLYPH_LEFT), top);
  }
}

function paintStripe(scene: Scene, pen: Pen): void {
  const { view, palette, layout, ranks, sprites, shownColumns } = scene;
  const { ctx, ratio } = pen;
  const height = pen.size(STRIPE);
  const thick = Math.max(1, pen.size(1));
  pen.fill(palette.surface, 0, 0, pen.size(bodyWidth(view)), height);
  for (const block of layout.blocks) {
    if (block.end <= shownColumns.start || block.first >= shownColumns.end) continue;
    ctx.save();
    ctx.beginPath();
    const x = pen.x(block.left);
    ctx.roundRect(x, 0, pen.x(block.left + block.width) - x, height, [3 * ratio, 3 * ratio, 0, 0]);
    ctx.clip();
    const end = Math.min(block.end, shownColumns.end);
    for (let column = Math.max(block.first, shownColumns.start); column < end; column += 1) {
      const left = layout.offsets[column] ?? 0;
      const rank = ranks[column] ?? 0;
      const at = pen.x(left);
      pen.fill(palette.classesSoft[rank] ?? palette.bg, at, 0, pen.x(left + COLUMN_WIDTH) - at, height);
      const inset = (COLUMN_WIDTH - CLASS_GLYPH) / 2;
      sprites.consequence(ctx, rank, pen.x(left + inset), pen.size((STRIPE - CLASS_GLYPH) / 2));
    }
    ctx.restore();
  }
  pen.fill(palette.line, 0, pen.y(HEADER) - thick, pen.size(bodyWidth(view)), thick);
}

function paintBars(scene: Scene, pen: Pen): void {
  const { view, palette, layout, columns, most, shownColumns } = scene;
  const { ctx, ratio } = pen;
  const top = footerTop(view);
  const width = pen.size(bodyWidth(view));
  const thick = Math.max(1, pen.size(1));
  pen.fill(palette.bg, 0, pen.y(top), width, pen.size(FOOTER));
  pen.fill(palette.line, 0, pen.y(top) - thick, width, thick);
  pen.fill(palette.line, 0, pen.y(top + FOOTER) - thick, width, thick);
  ctx.font = `${9.5 * ratio}px ${palette.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  for (let column = shownColumns.start; column < shownColumns.end; column += 1) {
    const meaning = columns[column];
    if (!meaning) continue;
    const left = layout.offsets[column] ?? 0;
    const height = pen.size(barHeight(meaning.holders, most, 24));
    const own = takesClassColour(meaning.consequence) ? palette.classes[scene.ranks[column] ?? 0] : undefined;
    ctx.fillStyle = own ?? palette.lineControl;
    ctx.beginPath();
    const foot = pen.y(top + 29);
    ctx.roundRect(pen.x(left + 5), foot - height, pen.size(11), height, [2 * ratio, 2 * ratio, 0, 0]);
    ctx.fill();
    ctx.fillStyle = palette.text3;
    ctx.fillText(shortCount(meaning.holders), pen.x(left + COLUMN_WIDTH / 2), pen.y(top + 39.5));
  }
}
