import { CalmStore } from '../../../components/calm-store';

/** The first and the last row in sight. */
export type Shown = { first: number; last: number };

/** Which rows are in sight, for the line that says so: the rest of the screen is not drawn anew while rows scroll by. */
export type ShownStore = CalmStore<Shown>;

export function makeShownStore(): ShownStore {
  return new CalmStore<Shown>({ first: 0, last: 0 });
}
