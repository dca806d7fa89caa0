import { useSyncExternalStore } from 'react';

/** What lies over the screen. One at a time. */
export type Overlay = 'none' | 'palette' | 'shortcuts' | 'export';
/** A part of the status bar whose detail is open. */
export type StatusPart = 'environment' | 'ledger' | 'snapshot' | 'connection' | 'secrets';

type Shown = { overlay: Overlay; detail: StatusPart | undefined };

let shown: Shown = { overlay: 'none', detail: undefined };
const listeners = new Set<() => void>();

function set(next: Shown) {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function openOverlay(overlay: Overlay) {
  set({ overlay, detail: undefined });
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(subscribe, () => shown.overlay);
}

/** Opens the detail of a part of the status bar, or closes the one that is open. */
export function openDetail(detail: StatusPart | undefined) {
  set({ ...shown, detail });
}

export function useDetailOpen(): StatusPart | undefined {
  return useSyncExternalStore(subscribe, () => shown.detail);
}
