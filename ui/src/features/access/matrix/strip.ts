import type { Range } from '../model/columns';

/**
 * A line of elements that show a moving range of a long list. Elements keep the order of the list, so that
 * a screen reader meets them in order; what leaves on one side comes back on the other.
 */
export class Strip {
  readonly #home: HTMLElement;
  readonly #make: () => HTMLElement;
  readonly #bind: (element: HTMLElement, index: number) => void;
  #items: HTMLElement[] = [];
  #start = 0;

  constructor(
    home: HTMLElement,
    make: () => HTMLElement,
    bind: (element: HTMLElement, index: number) => void,
  ) {
    this.#home = home;
    this.#make = make;
    this.#bind = bind;
  }

  get start(): number {
    return this.#start;
  }

  get items(): readonly HTMLElement[] {
    return this.#items;
  }

  element(index: number): HTMLElement | undefined {
    return this.#items[index - this.#start];
  }

  /** Shows a range. Binds what came in, or everything when `all`. */
  show(range: Range, all: boolean): void {
    const before = this.#items.length;
    const count = Math.max(0, range.end - range.start);
    const shift = range.start - this.#start;
    this.#resize(count);
    this.#start = range.start;
    if (all || Math.abs(shift) >= before) {
      this.#bindFrom(0, count);
      return;
    }
    if (shift > 0) this.#forward(Math.min(shift, count));
    else if (shift < 0) this.#backward(Math.min(-shift, count));
    if (count > before) {
      this.#bindFrom(Math.max(0, before - Math.max(0, shift)), count);
    }
  }

  clear(): void {
    this.#resize(0);
  }

  #resize(count: number): void {
    while (this.#items.length < count) {
      const element = this.#make();
      this.#home.append(element);
      this.#items.push(element);
    }
    while (this.#items.length > count) this.#items.pop()?.remove();
  }

  #forward(count: number): void {
    const moved = this.#items.splice(0, count);
    this.#items.push(...moved);
    this.#home.append(...moved);
    this.#bindFrom(this.#items.length - count, this.#items.length);
  }

  #backward(count: number): void {
    const moved = this.#items.splice(this.#items.length - count, count);
    this.#items.unshift(...moved);
    this.#home.prepend(...moved);
    this.#bindFrom(0, count);
  }

  #bindFrom(from: number, to: number): void {
    for (let at = from; at < to; at += 1) {
      const element = this.#items[at];
      if (element) this.#bind(element, this.#start + at);
    }
  }
}

/** Sets a style only when it changes: setting it again repaints. */
export function move(element: HTMLElement, transform: string): void {
  if (element.style.transform !== transform) element.style.transform = transform;
}
