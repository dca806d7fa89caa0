const MINUTE = 60_000;
/** Milliseconds within which it is the same moment to everybody. */
const MOMENT = 1_000;

/** What the clock has to know about the page: whether anybody can see it. */
export type Page = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

/**
 * The time of day for everything that says `4 min ago`, renewed at the turn of each minute. It stands still, with no timer
 * set, while nobody listens or the page cannot be seen; whoever begins to look gets the time of that moment.
 */
export class MinuteClock {
  readonly #page: Page;
  readonly #listeners = new Set<() => void>();
  #now = new Date();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(page: Page) {
    this.#page = page;
  }

  get = (): Date => this.#now;

  subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) this.#page.addEventListener('visibilitychange', this.#seen);
    this.#listeners.add(listener);
    this.#seen();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#page.removeEventListener('visibilitychange', this.#seen);
      clearTimeout(this.#timer);
    };
  };

  /** Sets the time and the next turn of a minute; while the page is hidden there is none. */
  readonly #seen = (): void => {
    clearTimeout(this.#timer);
    if (this.#page.hidden) return;
    const now = new Date();
    // a little late rather than a little early, which would tell the minute before
    this.#timer = setTimeout(this.#seen, MINUTE - (now.getTime() % MINUTE) + 20);
    // whoever began just now is not told the same again
    if (now.getTime() - this.#now.getTime() < MOMENT) return;
    this.#now = now;
    for (const listener of this.#listeners) listener();
  };
}
