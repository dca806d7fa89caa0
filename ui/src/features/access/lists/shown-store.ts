import { useSyncExternalStore } from 'react';

/** The first and the last row in sight. */
export type Shown = { first: number; last: number };

/** Which rows are in sight, for the line that says so: the rest of the screen is not drawn anew while rows scroll by. */
export class ShownStore {
  #shown: Shown = { first: 0, last: 0 };
  readonly #listeners = new Set<() => void>();

  get = (): Shown => this.#shown;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(first: number, last: number): void {
    if (this.#shown.first === first && this.#shown.last === last) return;
    this.#shown = { first, last };
    for (const listener of this.#listeners) listener();
  }
}

export function useShown(store: ShownStore): Shown {
  return useSyncExternalStore(store.subscribe, store.get);
}
