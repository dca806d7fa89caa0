import { COLUMN_WIDTH, type ColumnLayout, type Range } from '../model/columns';
import { CELL_GLYPH, ON_CPU, type Sprites } from './sprites';

/** Columns that the strip holds on either side of what is in sight. */
const SPARE = 48;

/** A row of points, for the many cells that say no: drawn once, then put down run by run. */
export class Dots {
  #strip: ImageBitmap | undefined;
  #range: Range = { start: 0, end: 0 };
  #layout: ColumnLayout | undefined;
  #sprites: Sprites | undefined;
  #left = 0;
  #side = 0;

  /** Makes sure that the strip holds a range. */
  hold(layout: ColumnLayout, sprites: Sprites, ratio: number, range: Range): void {
    const same = layout === this.#layout && sprites === this.#sprites;
    if (same && range.start >= this.#range.start && range.end <= this.#range.end) return;
    this.#layout = layout;
    this.#sprites = sprites;
    this.#range = {
      start: Math.max(0, range.start - SPARE),
      end: Math.min(layout.count, range.end + SPARE),
    };
    this.#side = Math.ceil(CELL_GLYPH * ratio);
    this.#left = Math.round((layout.offsets[this.#range.start] ?? 0) * ratio);
    this.#strip = undefined;
    const last = layout.offsets[this.#range.end - 1] ?? 0;
    const width = Math.round((last + COLUMN_WIDTH) * ratio) - this.#left;
    if (width <= 0) return;
    const canvas = new OffscreenCanvas(width, this.#side);
    const ctx = canvas.getContext('2d', ON_CPU);
    if (!ctx) return;
    const inset = (COLUMN_WIDTH - CELL_GLYPH) / 2;
    for (let column = this.#range.start; column < this.#range.end; column += 1) {
      const x = Math.round(((layout.offsets[column] ?? 0) + inset) * ratio) - this.#left;
      sprites.cell(ctx, 'none', 0, x, 0);
    }
    this.#strip = canvas.transferToImageBitmap();
  }

  /** Puts down the points of a run: from and to are device pixels of the content, `shift` the scroll position. */
  run(ctx: CanvasRenderingContext2D, from: number, to: number, shift: number, y: number): void {
    if (!this.#strip) return;
    const x = from - this.#left;
    const width = Math.min(to - from, this.#strip.width - x);
    if (width > 0) ctx.drawImage(this.#strip, x, 0, width, this.#side, from - shift, y, width, this.#side);
  }
}
