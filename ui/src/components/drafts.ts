import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

/** What somebody has typed and not kept yet, in words such as `The reason for a dismissal`. */
const drafts = new Map<object, string>();
const listeners = new Set<() => void>();

function change(what: () => void) {
  what();
  for (const listener of listeners) listener();
}

/** The drafts that would be lost by leaving now. */
export function openDrafts(): readonly string[] {
  return [...drafts.values()];
}

/**
 * Tells that something is typed and not kept, as long as there are words for it: whoever leaves the screen is asked
 * first. Gives a way to let go of it at once, for when it was kept and the screen is left.
 */
export function useDraft(words: string | undefined): () => void {
  const own = useRef<object>({});
  useEffect(() => {
    const key = own.current;
    if (words === undefined) return;
    change(() => drafts.set(key, words));
    return () => change(() => drafts.delete(key));
  }, [words]);
  return useCallback(() => change(() => drafts.delete(own.current)), []);
}

/** Whether anything is typed and not kept. */
export function useHasDrafts(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => drafts.size > 0,
  );
}
