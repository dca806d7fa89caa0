import { useSyncExternalStore } from 'react';
import { host, type Progress } from '../host/host';

/** What progress goes by while a connection is tested that no tenant has yet. */
export const NO_TENANT = '';

/** How far long work is, by tenant. */
let steps: Readonly<Record<string, Progress>> = {};
const listeners = new Set<() => void>();

function set(next: Readonly<Record<string, Progress>>) {
  steps = next;
  for (const listener of listeners) listener();
}

/** Listens for progress from now on. Called once, at the start. */
export function startProgress() {
  host.onProgress((progress) => set({ ...steps, [progress.tenant]: progress })).catch(() => undefined);
}

/** The work on a tenant is over, or begins anew. */
export function clearProgress(tenant: string) {
  const { [tenant]: _, ...rest } = steps;
  set(rest);
}

export function useProgress(tenant: string | undefined): Progress | undefined {
  const read = () => (tenant === undefined ? undefined : steps[tenant]);
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, read);
}

/** Share in percent, when the total is known. */
export function percentOf(progress: Progress | undefined): number | undefined {
  if (!progress?.total) return undefined;
  return Math.min(100, Math.round((progress.done / progress.total) * 100));
}

const STAGES: Record<string, string> = {
  connecting: 'Connecting',
  people: 'Reading people',
  groups: 'Reading groups',
  roles: 'Reading roles',
  reading: 'Reading the file',
  compiling: 'Working out who can do what',
  storing: 'Keeping the snapshot',
};

/** `Reading people, 120 of 412`. */
export function progressText(progress: Progress | undefined): string {
  if (!progress) return 'Starting';
  const stage = STAGES[progress.stage] ?? progress.message;
  if (progress.done === 0 && !progress.total) return stage;
  const done = progress.done.toLocaleString('en');
  return progress.total ? `${stage}, ${done} of ${progress.total.toLocaleString('en')}` : `${stage}, ${done}`;
}
