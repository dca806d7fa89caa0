import { useSyncExternalStore } from 'react';
import { withoutAddresses } from './text';

/** Something was done; it may be undone while the toast is there. */
export type Toast = { id: number; text: string; tone: 'done' | 'problem'; undo?: () => void };

const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let last = 0;

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a toast; at most three stand at a time. */
export function toast(message: string, options: { tone?: Toast['tone']; undo?: () => void } = {}): number {
  last += 1;
  const text = withoutAddresses(message);
  const { tone = 'done', undo } = options;
  set([...toasts, undo ? { id: last, text, tone, undo } : { id: last, text, tone }].slice(-3));
  return last;
}

export function dropToast(id: number) {
  set(toasts.filter((one) => one.id !== id));
}

/** The newest toast that can be undone. */
export function undoable(): Toast | undefined {
  return toasts.findLast((one) => one.undo);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => toasts,
  );
}
