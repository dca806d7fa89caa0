import { useSyncExternalStore } from 'react';
import { MinuteClock } from './minute-clock';

const clock = new MinuteClock(document);

/** The time of day, renewed each minute while it can be seen: for `4 min ago`. */
export function useNow(): Date {
  return useSyncExternalStore(clock.subscribe, clock.get);
}
