import { count } from '../../../components/text';
import { COLUMN_WIDTH, type ColumnBlock } from '../model/columns';
import { LABEL_ANGLE, labelLength } from '../model/labels';
import { BAR, bodyWidth, firstLabel, LABEL_INDENT, STRIPE } from './geometry';
import { cornerWords } from './name-row';
import type { Scene } from './paint';
import type { Pen } from './pen';
import { CLASS_GLYPH } from './sprites';

/** The header: leaning labels, categories, the stripe of classes, and the corner over the names. */
export function paintHead(scene: Scene, pen: Pen): void {
  const { view, palette } = scene;
  const width = pen.size(view.width);
  const height = pen.size(view.head.height);
  pen.fill(palette.surface, 0, 0, width, height);
  pen.ctx.textBaseline = 'alphabetic';
  pen.within(pen.names, 0, width - pen.names, height, () => {
    paintLabels(scene, pen);
    paintCategories(scene, pen);
    paintStripe(scene, pen);
  });
  paintCorner(scene, pen);
  pen.fill(palette.line, 0, height - pen.hair, width, pen.hair);
}

function paintCorner({ view, palette, fit, kind }: Scene, pen: Pen): void {
  const { ctx, ratio } = pen;
  const words = cornerWords(kind);
  const font = fit.font(500, 12, ratio);
  const y = pen.size(view.head.height - 6);
  ctx.textAlign = 'left';
  pen.text(words.name, font, palette.text3, pen.size(20), y);
  ctx.textAlign = 'right';
  pen.text(words.count, font, palette.text3, pen.size(view.names - 10), y);
  pen.fill(palette.line, pen.names - pen.hair, 0, pen.hair, pen.size(view.head.height));
}

function paintLabels(scene: Scene, pen: Pen): void {
  const { view, layout, columns, shownColumns, labels, hover, active, part } = scene;
  const y = pen.size(view.head.foot);
  const longest = labelLength(view.head.foot);
  for (let at = firstLabel(layout, shownColumns, view.left); at < shownColumns.end; at += 1) {
    const column = columns[at];
    if (!column) continue;
    const left = (layout.offsets[at] ?? 0) + LABEL_INDENT;
    // where nothing scrolls, the last labels have no further room to lean into
    const room = view.scrolls
      ? longest
      : Math.min(longest, (bodyWidth(view) - left + view.left - 2) / Math.cos(LABEL_ANGLE));
    const on = at === hover.column || (at === active?.column && part !== 'row');
    labels.draw(pen.ctx, column.name, on, pen.x(left), y, room);
  }
}

/** The bars over the columns of each category; the one that is cut on the left keeps its name in sight. */
function paintCategories(scene: Scene, pen: Pen): void {
  const { layout, shownColumns, palette, fit, view } = scene;
  const { ctx, ratio } = pen;
  const { bar } = view.head;
  if (bar === undefined) return;
  ctx.textAlign = 'left';
  const y = pen.size(bar + 15);
  for (const block of layout.blocks) {
    if (block.end <= shownColumns.start || block.first >= shownColumns.end) continue;
    const { left, width, room, name, number } = categoryWords(scene, block);
    pen.fill(palette.lineStrong, pen.x(left), pen.size(bar), pen.size(width), pen.hair);
    pen.text(name, fit.font(600, BAR, ratio), palette.text, pen.x(left + 4), y);
    if (number === '') continue;
    const after = left + 4 + fit.width(name, 600, BAR) + 3;
    if (after - left < room) pen.text(number, fit.font(400, BAR, ratio), palette.text3, pen.x(after), y);
  }
}

/** What of a category is in sight, and what fits there. */
export function categoryWords(
  { view, layout, fit }: Pick<Scene, 'view' | 'layout' | 'fit'>,
  block: ColumnBlock,
) {
  const left = Math.max(block.left, view.left);
  const width = Math.max(0, block.left + block.width - left);
  const last = layout.blocks.at(-1) === block && !view.scrolls;
  const room = Math.min(last ? Number.POSITIVE_INFINITY : width, view.left + bodyWidth(view) - left) - 6;
  const number = count(block.end - block.first);
  const whole = fit.width(block.name, 600, BAR);
  const both = whole + 3 + fit.width(number, 400, BAR) <= room;
  return { left, width, room, name: fit.cut(block.name, 600, BAR, room), number: both ? number : '' };
}

function paintStripe(scene: Scene, pen: Pen): void {
  const { palette, layout, ranks, sprites, shownColumns, view } = scene;
  const { ctx, ratio } = pen;
  const top = pen.size(view.head.stripe);
  const height = pen.size(STRIPE);
  for (const block of layout.blocks) {
    if (block.end <= shownColumns.start || block.first >= shownColumns.end) continue;
    const first = Math.max(block.first, shownColumns.start);
    const end = Math.min(block.end, shownColumns.end);
    for (let column = first; column < end; column += 1) {
      const left = layout.offsets[column] ?? 0;
      const rank = ranks[column] ?? 0;
      const at = pen.x(left);
      const width = pen.x(left + COLUMN_WIDTH) - at;
      ctx.fillStyle = palette.classesSoft[rank] ?? palette.bg;
      const starts = column === block.first ? 3 * ratio : 0;
      const ends = column === block.end - 1 ? 3 * ratio : 0;
      if (starts + ends > 0) {
        ctx.beginPath();
        ctx.roundRect(at, top, width, height, [starts, ends, 0, 0]);
        ctx.fill();
      } else ctx.fillRect(at, top, width, height);
      const inset = (COLUMN_WIDTH - CLASS_GLYPH) / 2;
      sprites.consequence(ctx, rank, pen.x(left + inset), top + pen.size((STRIPE - CLASS_GLYPH) / 2));
    }
  }
}
