import { useSyncExternalStore } from 'react';
import { host } from '../host/host';
import { clearProgress } from './progress';

/** A tenant that is being read. */
export type Work = { tenant: string /** As people call it. */; name: string; first: boolean };

let running: readonly Work[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Work[]) {
  running = next;
  for (const listener of listeners) listener();
}

/** Reads a tenant where everybody sees that it is read: in the status bar, with a way to stop it. */
export async function seen<T>(work: Work, read: () => Promise<T>): Promise<T> {
  clearProgress(work.tenant);
  set([...running, work]);
  try {
    return await read();
  } finally {
    set(running.filter((one) => one !== work));
    clearProgress(work.tenant);
  }
}

/** Stops the reading of a tenant; what was read before stays. */
export function stopWork(tenant: string) {
  void host.cancel(tenant);
}

/** Stops the test of a connection. */
export function stopTest() {
  void host.cancelTest();
}

export function useWork(): readonly Work[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => running,
  );
}
