import { initials } from '../../../components/text';
import type { Row } from '../../../host/host';
import { FOOTER, footerTop, SKELETON_AFTER } from './geometry';
import type { Scene } from './paint';
import type { Pen } from './pen';
import { SEVERITY_GLYPH } from './sprites';

const LEFT = 20;
const RIGHT = 10;
const GAP = 8;
const AVATAR = 20;
const SIZE = 13;
/** From the middle of a row to the line that its letters stand on. */
const BASE = 4;
const NUMBER = new Intl.NumberFormat('en');

/** The names at the left, and at their foot what the bars are. */
export function paintNames(scene: Scene, pen: Pen): boolean {
  const { view, palette, shownRows } = scene;
  const top = pen.size(view.head.height);
  const height = pen.size(view.height) - top;
  let missing = false;
  pen.within(0, top, pen.names, height, () => {
    pen.fill(palette.surface, 0, top, pen.names, height);
    for (let row = shownRows.start; row < shownRows.end; row += 1) {
      if (paintName(scene, pen, row)) missing = true;
    }
    if (view.footer) paintFoot(scene, pen);
  });
  return missing;
}

function paintName(scene: Scene, pen: Pen, at: number): boolean {
  const { matrix, palette, active, part, hover, marked } = scene;
  const { ctx } = pen;
  const row = matrix.row(at);
  const on = active?.row === at && part !== 'column';
  const isMarked = row !== undefined && marked.has(row.id);
  const top = pen.rowY(at);
  const height = pen.rowY(at + 1) - top;
  const ground = isMarked ? palette.accentSoft : on || hover.row === at ? palette.hover : undefined;
  if (ground) pen.fill(ground, 0, top, pen.names, height);
  if (isMarked) pen.fill(palette.accent, 0, top, pen.size(2), height);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  const missing = row === undefined && paintPending(scene, pen, at);
  if (row) paintWords(scene, pen, row, on, top);
  pen.fill(palette.line, 0, top + height - pen.hair, pen.names, pen.hair);
  pen.fill(palette.line, pen.names - pen.hair, top, pen.hair, height);
  return missing;
}

function paintWords(scene: Scene, pen: Pen, row: Row, on: boolean, top: number): void {
  const { view, palette, fit, sprites, kind } = scene;
  const { ctx, ratio } = pen;
  const weight = on ? 600 : 400;
  const number = NUMBER.format(row.count);
  const numberWidth = Math.max(12, fit.width(number, weight, 12));
  const base = top + pen.size(view.row / 2 + BASE);
  const cell = view.row - 1;
  let right = view.names - RIGHT - numberWidth - GAP;
  ctx.textAlign = 'right';
  pen.text(number, fit.font(weight, 12, ratio), palette.text3, pen.size(view.names - RIGHT), base);
  if (row.worst) {
    right -= SEVERITY_GLYPH;
    const y = top + pen.size((cell - SEVERITY_GLYPH) / 2);
    sprites.severity(ctx, row.worst, pen.size(right), y);
    right -= GAP;
  }
  let left = LEFT;
  if (kind === 'people') {
    const middle = pen.size(left + AVATAR / 2);
    ctx.fillStyle = palette.active;
    ctx.beginPath();
    ctx.arc(middle, top + pen.size(cell / 2), (AVATAR / 2) * ratio, 0, Math.PI * 2);
    ctx.fill();
    const letters = initials(row.name);
    ctx.textAlign = 'center';
    pen.text(letters, fit.font(600, 9, ratio), palette.text2, middle, top + pen.size(cell / 2 + 3.3));
    if (letters === '') {
      const half = SEVERITY_GLYPH / 2;
      sprites.person(ctx, pen.size(left + AVATAR / 2 - half), top + pen.size(cell / 2 - half));
    }
    left += AVATAR + GAP;
  }
  ctx.textAlign = 'left';
  const words = fit.cut(row.name, weight, SIZE, right - left);
  const colour = row.active ? palette.text : palette.text3;
  pen.text(words, fit.font(weight, SIZE, ratio), colour, pen.size(left), base);
}

/** A grey bar for a name that is on its way; tells whether to look again. */
function paintPending({ matrix, palette, shownColumns, view }: Scene, pen: Pen, at: number): boolean {
  if (matrix.missedFor(at, shownColumns.start) < SKELETON_AFTER) return true;
  const { ctx, ratio } = pen;
  ctx.fillStyle = palette.skeleton;
  ctx.beginPath();
  const width = 96 + ((at * 37) % 60);
  ctx.roundRect(pen.size(LEFT), pen.rowY(at, view.row / 2 - 5), pen.size(width), pen.size(10), 4 * ratio);
  ctx.fill();
  return false;
}

function paintFoot({ view, palette, fit }: Scene, pen: Pen): void {
  const y = (css: number) => pen.size(footerTop(view) + css);
  const { ctx, ratio } = pen;
  pen.fill(palette.bg, 0, y(0), pen.names, pen.size(FOOTER));
  pen.fill(palette.line, 0, y(0) - pen.hair, pen.names, pen.hair);
  pen.fill(palette.line, 0, y(FOOTER) - pen.hair, pen.names, pen.hair);
  pen.fill(palette.line, pen.names - pen.hair, y(0), pen.hair, pen.size(FOOTER));
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  pen.text('People who hold it', fit.font(500, 12, ratio), palette.text, pen.size(LEFT), y(17));
  pen.text('bar height, log scale', fit.font(400, 11, ratio), palette.text3, pen.size(LEFT), y(33));
}
