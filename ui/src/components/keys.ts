import { useEffect, useRef, useSyncExternalStore } from 'react';

/** What a key press is called: `ctrl+e`, `alt+1`, `shift+f6`, `j`, `?`. On macOS Cmd counts as Ctrl. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = event.key.toLowerCase();
  const shift = event.shiftKey && key.length > 1;
  const parts = [
    (event.ctrlKey || event.metaKey) && 'ctrl',
    event.altKey && 'alt',
    shift && 'shift',
    key === ' ' ? 'space' : key,
  ];
  return parts.filter(Boolean).join('+');
}

const LETTERS = 'steward.letters';

/** Keys without Ctrl or Alt can be switched off, for people who speak to their computer. */
export function lettersOn(): boolean {
  return localStorage.getItem(LETTERS) !== 'off';
}

const watchers = new Set<() => void>();

export function setLetters(on: boolean) {
  localStorage.setItem(LETTERS, on ? 'on' : 'off');
  for (const watcher of watchers) watcher();
}

/** Whether single letters work, as it changes. */
export function useLetters(): boolean {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
    };
  }, lettersOn);
}

export type Keys = Record<string, (event: KeyboardEvent) => void>;

/** Keys of a screen. Single letters rest while somebody types, while a dialog or menu is open, and when switched off. */
export function useKeys(keys: Keys) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = keyName(event);
      const act = latest.current[name];
      if (!act || (isQuiet(name) && !mayUseLetters())) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isQuiet(name: string): boolean {
  return !/^(ctrl|alt|f\d|shift\+f\d)/.test(name) || name === 'ctrl+z';
}

/** Single letters rest while somebody types, while a dialog or menu is open, and when switched off. */
export function mayUseLetters(): boolean {
  const open = document.querySelector('[role="dialog"], [role="menu"], [data-listening]');
  return !open && !isTyping(document.activeElement) && lettersOn();
}

export function isTyping(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return element.type !== 'radio' && element.type !== 'checkbox';
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}
