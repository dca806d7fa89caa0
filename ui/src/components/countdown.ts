import type { Page } from './minute-clock';

const MINUTE = 60_000;
/** A timer is set again after so long at the latest: beyond 24 days an engine would run it at once. */
const LONGEST = 24 * 60 * MINUTE;

/** With so many minutes left it is said aloud; the largest first. */
export const SAID_AT: readonly number[] = [10, 5, 1];

/**
 * Tells when 10, 5 and 1 minute are left until a moment. What was left when somebody began to listen is not told, as it
 * stands on the screen; and of what passed while the page could not be seen only the last is.
 */
export class Countdown {
  readonly #until: number;
  readonly #page: Page;
  #told: number | undefined;
  #at: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(until: string, page: Page) {
    this.#until = Date.parse(until);
    this.#page = page;
  }

  /** Minutes that were left when it last told; undefined before that and when it is over. */
  get = (): number | undefined => this.#told;

  subscribe = (listener: () => void): (() => void) => {
    this.#at = this.#mark();
    this.#told = undefined;
    const look = () => {
      clearTimeout(this.#timer);
      if (this.#page.hidden) return;
      const mark = this.#mark();
      if (mark !== this.#at) {
        this.#at = mark;
        this.#told = mark === 0 ? undefined : mark;
        listener();
      }
      const next = SAID_AT.find((minutes) => mark === undefined || minutes < mark) ?? 0;
      const wait = this.#until - next * MINUTE - Date.now();
      if (mark !== 0) this.#timer = setTimeout(look, Math.min(LONGEST, Math.max(wait, 0)));
    };
    this.#page.addEventListener('visibilitychange', look);
    look();
    return () => {
      this.#page.removeEventListener('visibilitychange', look);
      clearTimeout(this.#timer);
    };
  };

  /** The smallest of what is said that is not left any more: nothing before the first, none when it is over. */
  #mark(): number | undefined {
    const left = this.#until - Date.now();
    if (!(left > 0)) return 0;
    return SAID_AT.findLast((minutes) => left <= minutes * MINUTE);
  }
}
