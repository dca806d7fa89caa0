import type { Column, RowKind } from '../../../host/host';
import { BIT_FINDING, NOTABLE, shapeOf, takesClassColour } from '../model/cell';
import { COLUMN_WIDTH, type ColumnLayout, type Range } from '../model/columns';
import { barHeight, shortCount } from '../model/holders';
import type { Box, Position } from '../model/keyboard';
import type { Part } from '../model/selected';
import type { MatrixWindow } from '../model/window';
import type { Dots } from './dots';
import { bodyWidth, FOOTER, footerTop, GLYPH_LEFT, SKELETON_AFTER, type View } from './geometry';
import type { LabelSprites } from './label-sprites';
import { paintHead } from './paint-head';
import { paintNames } from './paint-names';
import type { Palette } from './palette';
import { Pen } from './pen';
import { CELL_GLYPH, type Sprites } from './sprites';
import type { TextFit } from './text-fit';

/** Everything that one picture of the cells is made of. */
export interface Scene {
  kind: RowKind;
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
  part: Part | undefined;
  marked: ReadonlySet<string>;
  box: Box | undefined;
  hover: { row: number; column: number };
  palette: Palette;
  sprites: Sprites;
  dots: Dots;
  labels: LabelSprites;
  fit: TextFit;
}

/** A cell ends above the line of its row. */
const cellHeight = ({ row }: View) => row - 1;
const glyphTop = (view: View) => (cellHeight(view) - CELL_GLYPH) / 2;

/** Which parts of the picture are drawn anew; the cells always are. */
export interface Stale {
  head: boolean;
  names: boolean;
}

/** Draws the whole grid. Tells whether something is missing, so that the skeleton can follow. */
export function paintScene(ctx: CanvasRenderingContext2D, scene: Scene, stale: Stale): boolean {
  const { view, palette, ratio } = scene;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  const pen = new Pen(ctx, ratio, view);
  let missing = false;
  const top = pen.size(view.head.height);
  const [width, height] = [ctx.canvas.width - pen.names, ctx.canvas.height - top];
  pen.within(pen.names, top, width, height, () => {
    pen.fill(palette.surface, pen.names, top, width, height);
    paintCross(scene, pen);
    paintLines(scene, pen);
    missing = paintCells(scene, pen);
    paintActive(scene, pen);
    if (view.footer) paintBars(scene, pen);
  });
  if (stale.names && paintNames(scene, pen)) missing = true;
  if (stale.head) paintHead(scene, pen);
  return missing;
}

function paintCross(scene: Scene, pen: Pen): void {
  const { view, active, part, hover, palette, layout, shownRows, shownColumns, box } = scene;
  const width = pen.size(bodyWidth(view));
  for (const row of new Set([part === 'column' ? -1 : (active?.row ?? -1), hover.row])) {
    if (row < shownRows.start || row >= shownRows.end) continue;
    pen.fill(palette.hover, pen.names, pen.rowY(row), width, pen.size(view.row));
  }
  const top = pen.rowY(shownRows.start);
  const height = pen.rowY(shownRows.end) - top;
  for (const column of new Set([part === 'row' ? -1 : (active?.column ?? -1), hover.column])) {
    if (column < shownColumns.start || column >= layout.count) continue;
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
  const thick = pen.hair;
  for (let row = shownRows.start; row < shownRows.end; row += 1) {
    pen.fill(palette.line, pen.names, pen.rowY(row + 1) - thick, width, thick);
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
  const y = pen.rowY(row, glyphTop(scene.view));
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

function paintSkeleton({ palette, view }: Scene, pen: Pen, row: number, column: number, left: number): void {
  const { ctx, ratio } = pen;
  ctx.globalAlpha = (row * 5 + column * 3) % 4 === 0 ? 0.35 : 1;
  ctx.fillStyle = palette.skeleton;
  ctx.beginPath();
  const radius = 5 * ratio;
  ctx.arc(pen.x(left + COLUMN_WIDTH / 2), pen.rowY(row, cellHeight(view) / 2), radius, 0, Math.PI * 2);
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** Tint and frame of a difference; tint of a finding. */
function paintFrame(
  { palette, view }: Scene,
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
  const [width, height] = [pen.size(COLUMN_WIDTH), pen.size(cellHeight(view))];
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
  const { active, part, layout, palette, matrix, sprites, ranks, shownRows, shownColumns, view } = scene;
  if (!active || part !== 'cell' || active.row < shownRows.start || active.row >= shownRows.end) return;
  if (active.column < shownColumns.start) return;
  const { ctx, ratio } = pen;
  const left = layout.offsets[active.column] ?? 0;
  const [x, y] = [pen.x(left), pen.rowY(active.row)];
  const [width, height] = [pen.size(COLUMN_WIDTH), pen.size(cellHeight(view))];
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
    const top = pen.rowY(active.row, glyphTop(view));
    sprites.cell(ctx, shape, ranks[active.column] ?? 0, pen.x(left + GLYPH_LEFT), top);
  }
}

function paintBars(scene: Scene, pen: Pen): void {
  const { view, palette, layout, columns, most, shownColumns } = scene;
  const { ctx, ratio } = pen;
  const top = footerTop(view);
  const width = pen.size(bodyWidth(view));
  const thick = pen.hair;
  pen.fill(palette.bg, pen.names, pen.size(top), width, pen.size(FOOTER));
  pen.fill(palette.line, pen.names, pen.size(top) - thick, width, thick);
  pen.fill(palette.line, pen.names, pen.size(top + FOOTER) - thick, width, thick);
  ctx.font = scene.fit.font(400, 9.5, ratio);
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
    const foot = pen.size(top + 29);
    ctx.roundRect(pen.x(left + 5), foot - height, pen.size(11), height, [2 * ratio, 2 * ratio, 0, 0]);
    ctx.fill();
    ctx.fillStyle = palette.text3;
    ctx.fillText(shortCount(meaning.holders), pen.x(left + COLUMN_WIDTH / 2), pen.size(top + 39.5));
  }
}
