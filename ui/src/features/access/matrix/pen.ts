import type { View } from './geometry';

/** Turns CSS pixels of the view into device pixels of the canvas. */
export class Pen {
  /** Left edge of the columns. */
  readonly names: number;
  /** Scroll position to the right, in whole device pixels: all columns move as one. */
  readonly shift: number;

  constructor(
    readonly ctx: CanvasRenderingContext2D,
    readonly ratio: number,
    readonly view: View,
  ) {
    this.names = Math.round(view.names * ratio);
    this.shift = Math.round(view.left * ratio) - this.names;
  }

  /** Of a place among the columns. */
  x(content: number): number {
    return Math.round(content * this.ratio) - this.shift;
  }

  rowY(row: number, below = 0): number {
    const { head, row: height, top } = this.view;
    return Math.round((head.height + row * height + below - top) * this.ratio);
  }

  size(css: number): number {
    return Math.round(css * this.ratio);
  }

  /** The thickness of a line. */
  get hair(): number {
    return Math.max(1, this.size(1));
  }

  fill(colour: string, x: number, y: number, width: number, height: number): void {
    this.ctx.fillStyle = colour;
    this.ctx.fillRect(x, y, width, height);
  }

  text(text: string, font: string, colour: string, x: number, y: number): void {
    if (text === '') return;
    this.ctx.font = font;
    this.ctx.fillStyle = colour;
    this.ctx.fillText(text, x, y);
  }

  /** Draws something that stays within a rectangle. */
  within(x: number, y: number, width: number, height: number, draw: () => void): void {
    if (width <= 0 || height <= 0) return;
    this.ctx.save();
    this.ctx.beginPath();
    this.ctx.rect(x, y, width, height);
    this.ctx.clip();
    draw();
    this.ctx.restore();
  }
}
