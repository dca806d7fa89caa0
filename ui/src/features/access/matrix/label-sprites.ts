import { LABEL_ANGLE, shortLabel } from '../model/labels';
import type { Palette } from './palette';
import { ON_CPU } from './sprites';
import type { TextFit } from './text-fit';

const SIZE = 11.5;
const REGULAR = 400;
const BOLD = 600;
/** From the foot of a label to the line its letters stand on. */
const RISE = 3.6;
/** Room around a label for what leans left of its foot. */
const LEFT = 15;
const MOST_KEPT = 400;

interface Sprite {
  image: ImageBitmap;
  /** From the corner of the picture to the foot of the label, in device pixels. */
  x: number;
  y: number;
}

/** Leaning labels, each drawn once: leaning text is the slowest thing that a header could draw. */
export class LabelSprites {
  readonly #kept = new Map<string, Sprite>();
  readonly #scratch = document.createElement('canvas');

  constructor(
    readonly palette: Palette,
    readonly ratio: number,
    readonly fit: TextFit,
  ) {}

  /** Puts a label with its foot at a device pixel; `room` is how long it may be in CSS pixels. */
  draw(ctx: CanvasRenderingContext2D, name: string, on: boolean, x: number, y: number, room: number): void {
    const weight = on ? BOLD : REGULAR;
    const text = this.fit.cut(shortLabel(name), weight, SIZE, room);
    const key = `${on ? 1 : 0} ${text}`;
    const sprite = this.#kept.get(key) ?? this.#make(key, text, weight, on);
    if (sprite) ctx.drawImage(sprite.image, x - sprite.x, y - sprite.y);
  }

  #make(key: string, text: string, weight: number, on: boolean): Sprite | undefined {
    const { ratio, palette, fit } = this;
    const length = fit.width(text, weight, SIZE);
    const width = Math.ceil((LEFT + length * Math.cos(LABEL_ANGLE) + 4) * ratio);
    const height = Math.ceil((length * Math.sin(LABEL_ANGLE) + 12) * ratio);
    // text is drawn on a canvas of the page, which surely has the fonts of the page
    const scratch = this.#scratch;
    scratch.width = width;
    scratch.height = height;
    const ctx = scratch.getContext('2d', ON_CPU);
    const canvas = new OffscreenCanvas(width, height);
    const copy = canvas.getContext('2d', ON_CPU);
    if (!ctx || !copy) return undefined;
    const x = Math.round(LEFT * ratio);
    const y = height - Math.round(3 * ratio);
    ctx.translate(x, y);
    ctx.rotate(-LABEL_ANGLE);
    ctx.font = fit.font(weight, SIZE, ratio);
    ctx.fillStyle = on ? palette.text : palette.text2;
    ctx.fillText(text, 0, -RISE * ratio);
    copy.drawImage(scratch, 0, 0);
    const sprite = { image: canvas.transferToImageBitmap(), x, y };
    if (this.#kept.size >= MOST_KEPT) this.#forget();
    this.#kept.set(key, sprite);
    return sprite;
  }

  #forget(): void {
    for (const { image } of this.#kept.values()) image.close();
    this.#kept.clear();
  }
}
