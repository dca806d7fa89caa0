import { useSyncExternalStore } from 'react';

/** How wide inspectors may be. */
export const INSPECTOR_MIN = 300;
export const INSPECTOR_MAX = 520;
const USUAL = 360;
const KEY = 'steward.inspector';

const listeners = new Set<() => void>();
let width = read();

function read(): number {
  if (typeof localStorage === 'undefined') return USUAL;
  return clampWidth(Number(localStorage.getItem(KEY) ?? USUAL));
}

export function clampWidth(value: number): number {
  return Number.isFinite(value) ? Math.round(Math.min(INSPECTOR_MAX, Math.max(INSPECTOR_MIN, value))) : USUAL;
}

function setWidth(next: number) {
  width = clampWidth(next);
  localStorage.setItem(KEY, String(width));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The width of inspectors, kept for next time. */
export function useInspectorWidth(): [number, (next: number) => void] {
  return [useSyncExternalStore(subscribe, () => width), setWidth];
}
