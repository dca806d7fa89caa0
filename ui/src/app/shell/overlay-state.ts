import { useSyncExternalStore } from 'react';

/** What lies over the screen. One at a time. */
export type Overlay = 'none' | 'palette' | 'shortcuts' | 'export';

let overlay: Overlay = 'none';
const listeners = new Set<() => void>();

export function openOverlay(next: Overlay) {
  overlay = next;
  for (const listener of listeners) listener();
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => overlay,
  );
}
