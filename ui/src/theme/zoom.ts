import { useSyncExternalStore } from 'react';
import { scaleMedia } from './zoom-media';

/** How large everything is drawn, in percent of its usual size. */
export const ZOOMS = [100, 110, 125, 150, 175, 200] as const;
export type Zoom = (typeof ZOOMS)[number];

const KEY = 'steward.zoom';
const listeners = new Set<() => void>();

let zoom: Zoom = read();

function read(): Zoom {
  if (typeof localStorage === 'undefined') return 100;
  return readZoom(localStorage.getItem(KEY));
}

/** What was kept, read as if from a stranger. */
export function readZoom(kept: string | null): Zoom {
  return ZOOMS.find((one) => String(one) === kept) ?? 100;
}

/** The next larger or smaller size; the same at the ends. */
export function nextZoom(from: Zoom, step: 1 | -1): Zoom {
  return ZOOMS[ZOOMS.indexOf(from) + step] ?? from;
}

function apply() {
  document.documentElement.style.zoom = String(zoom / 100);
  scaleMedia(document.styleSheets, zoom / 100);
  for (const listener of listeners) listener();
}

/** Draws everything as large as it was the last time. Called once, when the styles are there. */
export function startZoom() {
  apply();
}

export function chooseZoom(next: Zoom) {
  zoom = next;
  localStorage.setItem(KEY, String(next));
  apply();
}

export function zoomBy(step: 1 | -1) {
  chooseZoom(nextZoom(zoom, step));
}

/** Pixels of the pointer are those of the window; lengths of the page are that much smaller. */
export function zoomFactor(): number {
  return zoom / 100;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('resize', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('resize', listener);
  };
}

export function useZoom(): Zoom {
  return useSyncExternalStore(subscribe, () => zoom);
}

/** Whether the page has less than that many of its own pixels across: what a media query says in CSS. */
export function useNarrowerThan(width: number): boolean {
  return useSyncExternalStore(subscribe, () => window.innerWidth / zoomFactor() < width);
}

/** The same from top to bottom. */
export function useLowerThan(height: number): boolean {
  return useSyncExternalStore(subscribe, () => window.innerHeight / zoomFactor() < height);
}
