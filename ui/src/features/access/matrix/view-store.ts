import { ROW_HEIGHT } from '../model/rows';
import { HEADER } from './geometry';

/** What the grid shows right now, for what stands around it: told at most once a frame, less often where frames are slow. */
export interface Shown {
  left: number;
  top: number;
  /** Width of the names. */
  names: number;
  /** Height of the header, and of a row. */
  head: number;
  row: number;
  /** Room for columns and rows. */
  width: number;
  height: number;
  /** How far the grid can scroll to the right. */
  mostLeft: number;
}

const NOTHING: Shown = {
  left: 0,
  top: 0,
  names: 0,
  head: HEADER,
  row: ROW_HEIGHT,
  width: 0,
  height: 0,
  mostLeft: 0,
};
const PARTS = Object.keys(NOTHING) as (keyof Shown)[];

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
    if (PARTS.every((part) => last[part] === next[part])) return;
    this.#shown = next;
    for (const listener of this.#listeners) listener();
  }
}
