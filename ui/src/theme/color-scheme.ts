import { useSyncExternalStore } from 'react';

/** What the person chose. */
export type SchemeChoice = 'light' | 'dark' | 'system';
export type Scheme = 'light' | 'dark';

const KEY = 'steward.scheme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

let choice: SchemeChoice = readChoice();

function readChoice(): SchemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

function resolve(): Scheme {
  if (choice !== 'system') return choice;
  return dark.matches ? 'dark' : 'light';
}

function apply() {
  document.documentElement.dataset.theme = resolve();
  document.documentElement.dataset.mantineColorScheme = resolve();
  for (const listener of listeners) listener();
}

/** Puts the theme on the document; later changes of the system follow by themselves. */
export function startScheme() {
  dark.addEventListener('change', apply);
  apply();
}

export function chooseScheme(next: SchemeChoice) {
  choice = next;
  localStorage.setItem(KEY, next);
  apply();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function useScheme(): Scheme {
  return useSyncExternalStore(subscribe, resolve);
}

export function useSchemeChoice(): SchemeChoice {
  return useSyncExternalStore(subscribe, () => choice);
}
