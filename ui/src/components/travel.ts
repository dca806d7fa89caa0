import type { RouterHistory } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';

/** Where one stands among the places that were visited. */
export type Place = { at: number; last: number };

type Step = 'PUSH' | 'REPLACE' | 'BACK' | 'FORWARD' | 'GO';

/** The place after a step: going somewhere new forgets what lay ahead. */
export function nextPlace(before: Place, action: Step, index: number): Place {
  if (action === 'PUSH') return { at: index, last: index };
  return { at: index, last: Math.max(before.last, index) };
}

let place: Place = { at: 0, last: 0 };
let travelled: Pick<RouterHistory, 'back' | 'forward'> | undefined;
const listeners = new Set<() => void>();

/** Follows the history of the window from now on. Called once, with the router. */
export function startTravel(history: RouterHistory) {
  travelled = history;
  const now = history.location.state.__TSR_index ?? 0;
  place = { at: now, last: now };
  history.subscribe(({ location, action }) => {
    place = nextPlace(place, action.type, location.state.__TSR_index ?? 0);
    for (const listener of listeners) listener();
  });
}

export function goBack() {
  if (place.at > 0) travelled?.back();
}

export function goForward() {
  if (place.at < place.last) travelled?.forward();
}

/** Whether there is somewhere to go back and forward to. */
export function useTravel(): { back: boolean; forward: boolean } {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => place,
  );
  return { back: now.at > 0, forward: now.at < now.last };
}
