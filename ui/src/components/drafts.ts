import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

/** What would be lost by leaving: something typed, or work that can be stopped. */
export type Draft = {
  /** Such as `The reason for a dismissal`. */
  words: string;
  /** It goes on by itself when the screen is left, unless it is stopped. */
  stop?: (() => void) | undefined;
};

const drafts = new Map<object, Draft>();
const listeners = new Set<() => void>();

function change(what: () => void) {
  what();
  for (const listener of listeners) listener();
}

/** The drafts that would be lost by leaving now. */
export function openDrafts(): readonly Draft[] {
  return [...drafts.values()];
}

/**
 * Tells that something is typed and not kept, as long as there are words for it: whoever leaves the screen is asked
 * first. Gives a way to let go of it at once, for when it was kept and the screen is left.
 */
export function useDraft(words: string | undefined, stop?: () => void): () => void {
  const own = useRef<object>({});
  const latest = useRef(stop);
  useEffect(() => {
    latest.current = stop;
  });
  const stops = stop !== undefined;
  useEffect(() => {
    const key = own.current;
    if (words === undefined) return;
    change(() => drafts.set(key, { words, stop: stops ? () => latest.current?.() : undefined }));
    return () => change(() => drafts.delete(key));
  }, [words, stops]);
  return useCallback(() => change(() => drafts.delete(own.current)), []);
}

/** Whether anything is typed and not kept, or going on. */
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
