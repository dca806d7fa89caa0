import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ListRow, ListWindow } from '../../../host/host';
import { type ListAnswer, listRowsQuery, type Place } from '../api/lists';
import { WINDOW, windowsOf } from '../model/list-query';
import { makeShownStore } from './shown-store';

/** Milliseconds that a scroll rests before what it passed over is asked for. */
const REST = 50;

/** The rows of a list that are in sight, and the chosen one; fetched by windows and kept. */
export function useListRows(place: Place, answer: ListAnswer | undefined, chosen: number) {
  const client = useQueryClient();
  const [store] = useState(makeShownStore);
  const [seen, setSeen] = useState<readonly number[]>([0]);
  const size = answer?.head.shown ?? 0;
  const starts = useMemo(() => {
    const own = Math.floor(chosen / WINDOW) * WINDOW;
    const wanted = chosen < 0 || seen.includes(own) ? seen : [...seen, own];
    return wanted.filter((start) => start < size);
  }, [seen, size, chosen]);
  const rested = useRested(starts.join());
  const results = useQueries({
    queries: starts.map((start) => ({
      ...listRowsQuery(place, (answer as ListAnswer).query, start),
      enabled: answer !== undefined && rested,
    })),
  });
  const failed = results.find((one) => one.isError);
  const here = results.map(({ data, dataUpdatedAt }) => `${data?.start} ${dataUpdatedAt}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the results are new at every turn, what they say is not
  const pages = useMemo(() => pagesOf(results), [here, answer?.query]);
  const row = useCallback(
    (at: number): ListRow | undefined => pages.get(Math.floor(at / WINDOW) * WINDOW)?.[at % WINDOW],
    [pages],
  );
  const onShown = useCallback(
    (first: number, last: number) => {
      store.set({ first, last });
      const next = windowsOf(first, last, size);
      setSeen((before) => (before.join() === next.join() ? before : next));
    },
    [store, size],
  );
  const retry = () => client.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
  return { row, store, onShown, error: failed?.error ?? undefined, retry };
}

function pagesOf(results: readonly UseQueryResult<ListWindow>[]): ReadonlyMap<number, readonly ListRow[]> {
  return new Map(results.flatMap(({ data }) => (data ? [[data.start, data.rows] as const] : [])));
}

/** `true` once the value has been the same for a moment; true at first. */
function useRested(value: string): boolean {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested === value;
}
