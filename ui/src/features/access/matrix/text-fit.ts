const ELLIPSIS = '…';
const MOST_KEPT = 4000;

/** Widths of texts, measured once: measuring takes longer than drawing. In CSS pixels. */
export class TextFit {
  readonly #ctx: CanvasRenderingContext2D;
  readonly #widths = new Map<string, number>();
  readonly #fitted = new Map<string, string>();

  constructor(readonly family: string) {
    const ctx = document.createElement('canvas').getContext('2d');
    if (!ctx) throw new Error('the window gives no canvas to measure text with');
    this.#ctx = ctx;
  }

  /** What a canvas takes as a font, at a pixel ratio. */
  font(weight: number, size: number, ratio = 1): string {
    return `${weight} ${size * ratio}px ${this.family}`;
  }

  width(text: string, weight: number, size: number): number {
    const key = `${weight} ${size} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    this.#ctx.font = this.font(weight, size);
    const { width } = this.#ctx.measureText(text);
    return keep(this.#widths, key, width);
  }

  /** As much of a text as fits, with an ellipsis where it was cut. */
  cut(text: string, weight: number, size: number, room: number): string {
    if (this.width(text, weight, size) <= room) return text;
    const key = `${weight} ${size} ${Math.floor(room)} ${text}`;
    const known = this.#fitted.get(key);
    if (known !== undefined) return known;
    const letters = [...text];
    let low = 0;
    let high = letters.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const tried = letters.slice(0, middle).join('').trimEnd() + ELLIPSIS;
      this.#ctx.font = this.font(weight, size);
      if (this.#ctx.measureText(tried).width <= room) low = middle;
      else high = middle - 1;
    }
    const fitted = low === 0 ? '' : letters.slice(0, low).join('').trimEnd() + ELLIPSIS;
    return keep(this.#fitted, key, fitted);
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T): T {
  if (map.size > MOST_KEPT) map.clear();
  map.set(key, value);
  return value;
}
