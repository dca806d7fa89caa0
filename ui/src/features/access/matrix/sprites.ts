import type { CellShape } from '../../../components/words';
import { CONSEQUENCES, SEVERITIES } from '../../../components/words';
import type { SeverityLevel } from '../../../host/host';
import { takesClassColour } from '../model/cell';
import type { Palette } from './palette';

/** Side of a cell glyph and of a class glyph, in CSS pixels. */
export const CELL_GLYPH = 14;
export const CLASS_GLYPH = 11;
export const SEVERITY_GLYPH = 12;

/**
 * Everything is drawn by the processor: many small pictures on one canvas are slow where OpenGL is emulated, and fast
 * enough everywhere else.
 */
export const ON_CPU: CanvasRenderingContext2DSettings = { willReadFrequently: true };

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
type Draw = (ctx: Context, palette: Palette) => void;

/** The drawings of `components/glyphs`, for a 14 by 14 box. */
const CELLS: Record<CellShape, Draw> = {
  granted: (ctx) => disc(ctx, 7, 7, 4.6),
  scoped: (ctx) => {
    ring(ctx, 7, 7, 4.2, 1.3);
    ctx.fill(new Path2D('M7 2.8A4.2 4.2 0 0 0 7 11.2Z'));
  },
  temporary: (ctx) => {
    ctx.setLineDash([2, 1.6]);
    ring(ctx, 7, 7, 4.6, 1.3);
    ctx.setLineDash([]);
    line(ctx, 'M7 4.4V7.2L8.9 8.3', 1.3);
  },
  missing: (ctx) => {
    line(ctx, 'M7 1.2 12.8 7 7 12.8 1.2 7Z', 1.4);
    line(ctx, 'M7 4.6V7.2', 1.5);
    disc(ctx, 7, 9.2, 0.85);
  },
  denied: (ctx) => {
    ring(ctx, 7, 7, 4.3, 1.3);
    line(ctx, 'M4 10 10 4', 1.3);
  },
  none: (ctx) => disc(ctx, 7, 7, 1),
  add: (ctx) => line(ctx, 'M7 3V11M3 7H11', 2),
  remove: (ctx) => {
    ctx.globalAlpha = 0.55;
    ring(ctx, 7, 7, 4.6, 1.2);
    ctx.globalAlpha = 1;
    line(ctx, 'M3 7H11', 2);
  },
};

/** By rank of the class, for a 12 by 12 box. */
const CLASSES: Draw[] = [
  (ctx) => ring(ctx, 6, 6, 3.9, 1.5),
  (ctx) => {
    ring(ctx, 6, 6, 4.4, 1.4);
    disc(ctx, 6, 6, 1.9);
  },
  (ctx) => {
    ctx.beginPath();
    ctx.roundRect(1.9, 1.9, 8.2, 8.2, 1.6);
    ctx.fill();
  },
  (ctx) => {
    ctx.fill(new Path2D('M6 1.2 11.2 10.4H.8Z'));
    line(ctx, 'M6 1.2 11.2 10.4H.8Z', 0.8);
  },
  (ctx) => {
    line(ctx, 'M6 .9 10.6 3.5V8.5L6 11.1 1.4 8.5V3.5Z', 1.5);
    ctx.fill(new Path2D('M6 3.6 8.2 4.9V7.2L6 8.5 3.8 7.2V4.9Z'));
  },
  (ctx, palette) => {
    ctx.fill(new Path2D('M3.8.8H8.2L11.2 3.8V8.2L8.2 11.2H3.8L.8 8.2V3.8Z'));
    ctx.strokeStyle = palette.surface;
    line(ctx, 'M4.2 4.2 7.8 7.8M7.8 4.2 4.2 7.8', 1.5);
  },
];

/** Worst first, for a 12 by 12 box. */
const SEVERITY: Draw[] = [
  (ctx, palette) => {
    ctx.beginPath();
    ctx.roundRect(0.8, 0.8, 10.4, 10.4, 2.6);
    ctx.fill();
    ctx.strokeStyle = palette.surface;
    ctx.fillStyle = palette.surface;
    line(ctx, 'M6 3.1V6.6', 1.6);
    disc(ctx, 6, 8.9, 0.95);
  },
  ...[3, 2, 1].map((full) => (ctx: Context) => bars(ctx, full)),
];

/** For somebody whose name gives no initials, for a 24 by 24 box: Lucide's figure. */
const PERSON = 'M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2M8 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0Z';
/** Where it stands among the severities. */
const PERSON_AT = SEVERITIES.length;

const SHAPES = Object.keys(CELLS) as CellShape[];
const SHAPE_AT = new Map(SHAPES.map((shape, index) => [shape, index]));

/** Every glyph in every colour it can have, drawn once at the pixel ratio of the screen. */
export class Sprites {
  readonly #atlas: ImageBitmap;
  readonly #cell: number;
  readonly #class: number;
  readonly #severity: number;

  constructor(palette: Palette, ratio: number) {
    this.#cell = Math.ceil(CELL_GLYPH * ratio);
    this.#class = Math.ceil(CLASS_GLYPH * ratio);
    this.#severity = Math.ceil(SEVERITY_GLYPH * ratio);
    const canvas = new OffscreenCanvas(this.#cell * CONSEQUENCES.length, this.#cell * (SHAPES.length + 2));
    const ctx = canvas.getContext('2d', ON_CPU);
    if (ctx) this.#drawAll(ctx, palette, ratio);
    // a bitmap, since drawing from a canvas takes a picture of it each time
    this.#atlas = canvas.transferToImageBitmap();
  }

  #drawAll(ctx: Context, palette: Palette, ratio: number): void {
    ctx.lineCap = 'round';
    ctx.lineJoin = 'round';
    CONSEQUENCES.forEach((consequence, rank) => {
      SHAPES.forEach((shape, row) => {
        const own = takesClassColour(consequence) ? palette.classes[rank] : undefined;
        paint(ctx, colourOf(shape, palette, own), rank * this.#cell, row * this.#cell, ratio, () =>
          CELLS[shape](ctx, palette),
        );
      });
      const size = (CLASS_GLYPH / 12) * ratio;
      paint(
        ctx,
        palette.classes[rank] ?? palette.ink,
        rank * this.#cell,
        SHAPES.length * this.#cell,
        size,
        () => CLASSES[rank]?.(ctx, palette),
      );
    });
    SEVERITIES.forEach((_, at) => {
      const colour = palette.severities[at] ?? palette.ink;
      const top = (SHAPES.length + 1) * this.#cell;
      paint(ctx, colour, at * this.#cell, top, ratio, () => SEVERITY[at]?.(ctx, palette));
    });
    const scale = (SEVERITY_GLYPH / 24) * ratio;
    const top = (SHAPES.length + 1) * this.#cell;
    paint(ctx, palette.text2, PERSON_AT * this.#cell, top, scale, () => line(ctx, PERSON, 1.75));
  }

  /** Puts a severity glyph with its corner at a device pixel. */
  severity(ctx: CanvasRenderingContext2D, severity: SeverityLevel, x: number, y: number): void {
    this.#last(ctx, SEVERITIES.indexOf(severity), x, y);
  }

  /** Puts the figure of a person with its corner at a device pixel. */
  person(ctx: CanvasRenderingContext2D, x: number, y: number): void {
    this.#last(ctx, PERSON_AT, x, y);
  }

  /** One of the last row. */
  #last(ctx: CanvasRenderingContext2D, at: number, x: number, y: number): void {
    const side = this.#severity;
    const top = (SHAPES.length + 1) * this.#cell;
    ctx.drawImage(this.#atlas, at * this.#cell, top, side, side, x, y, side, side);
  }

  /** Puts a cell glyph with its corner at a device pixel. */
  cell(ctx: Context, shape: CellShape, rank: number, x: number, y: number): void {
    const side = this.#cell;
    const row = SHAPE_AT.get(shape) ?? 0;
    ctx.drawImage(this.#atlas, rank * side, row * side, side, side, x, y, side, side);
  }

  /** Puts a class glyph with its corner at a device pixel. */
  consequence(ctx: CanvasRenderingContext2D, rank: number, x: number, y: number): void {
    const side = this.#class;
    const top = SHAPES.length * this.#cell;
    ctx.drawImage(this.#atlas, rank * this.#cell, top, side, side, x, y, side, side);
  }
}

function colourOf(shape: CellShape, palette: Palette, own: string | undefined): string {
  if (shape === 'none') return palette.mute;
  if (shape === 'missing') return palette.missing;
  if (shape === 'add') return palette.add;
  if (shape === 'remove') return palette.remove;
  return own ?? palette.ink;
}

function paint(ctx: Context, colour: string, x: number, y: number, scale: number, draw: () => void): void {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  draw();
  ctx.restore();
}

/** Three bars, so many of them full. */
function bars(ctx: Context, full: number): void {
  const tops = [7, 4.3, 1.6];
  tops.forEach((top, at) => {
    ctx.globalAlpha = at < full ? 1 : 0.28;
    ctx.beginPath();
    ctx.roundRect(1 + at * 3.7, top, 2.6, 11 - top, 0.8);
    ctx.fill();
  });
  ctx.globalAlpha = 1;
}

function disc(ctx: Context, x: number, y: number, radius: number): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
  ctx.fill();
}

function ring(ctx: Context, x: number, y: number, radius: number, width: number): void {
  ctx.lineWidth = width;
  // round caps would close the gaps of a dashed ring
  ctx.lineCap = 'butt';
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
  ctx.stroke();
  ctx.lineCap = 'round';
}

function line(ctx: Context, path: string, width: number): void {
  ctx.lineWidth = width;
  ctx.stroke(new Path2D(path));
}
