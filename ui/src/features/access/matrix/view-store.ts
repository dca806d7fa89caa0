/** What the grid shows right now, for what stands around it: told at most once a frame. */
export interface Shown {
  left: number;
  top: number;
  /** Width of the names. */
  names: number;
  /** Room for columns and rows. */
  width: number;
  height: number;
  /** How far the grid can scroll to the right. */
  mostLeft: number;
}

const NOTHING: Shown = { left: 0, top: 0, names: 0, width: 0, height: 0, mostLeft: 0 };

export class ViewStore {
  #shown = NOTHING;
  readonly #listeners = new Set<() => void>();

  get = (): Shown => this.#shown;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(next: Shown): void {
    const last = this.#shown;
    if (
      last.left === next.left &&
      last.top === next.top &&
      last.names === next.names &&
      last.width === next.width &&
      last.height === next.height &&
      last.mostLeft === next.mostLeft
    ) {
      return;
    }
    this.#shown = next;
    for (const listener of this.#listeners) listener();
  }
}
