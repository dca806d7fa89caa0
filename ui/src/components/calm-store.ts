import { useSyncExternalStore } from 'react';

/** Milliseconds between two tellings while something goes on: eight a second are enough to read along. */
const EVERY = 125;

/**
 * Something that may change in every frame, such as what is in sight while one scrolls, for words that stand beside it. Each
 * telling lays out and paints a part of the page, so they are few while it goes on, and the last state is always told.
 */
export class CalmStore<T extends object> {
  readonly #listeners = new Set<() => void>();
  #told: T;
  #latest: T;
  #last = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(first: T) {
    this.#told = first;
    this.#latest = first;
  }

  /** What was told last. */
  get = (): T => this.#told;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes the state of now, and tells it when its turn comes, or at once. */
  set(next: T, atOnce = false): void {
    this.#latest = next;
    const wait = this.#last + EVERY - performance.now();
    if (atOnce || wait <= 0) this.#tell();
    else this.#timer ??= setTimeout(this.#tell, wait);
  }

  readonly #tell = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (isSame(this.#told, this.#latest)) return;
    this.#told = this.#latest;
    this.#last = performance.now();
    for (const listener of this.#listeners) listener();
  };
}

function isSame<T extends object>(one: T, other: T): boolean {
  return (Object.keys(one) as (keyof T)[]).every((part) => one[part] === other[part]);
}

/** What a store told, or what follows from it: drawn anew only when that changes. */
export function useCalm<T extends object, S>(store: CalmStore<T>, pick: (told: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => pick(store.get()));
}
