import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type MatrixSearch, readMatrixSearch } from '../../../components/matrix-search';
import type { Ids } from '../model/selected';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Set by the matrix when it writes into its own address what is chosen in it. */
    matrixMark?: number;
  }
}

/** Somebody came here with an address, also when it is the one that stands there already. */
export interface Visit {
  n: number;
  search: MatrixSearch;
  ids: Ids;
}

let marks = 0;

/** The last visit, and a mark by which the matrix tells its own changes of the address from visits. */
export function useVisits(tenant: string, search: MatrixSearch): { visit: Visit; mark: () => number } {
  const router = useRouter();
  const own = useRef<number>(undefined);
  const [visit, setVisit] = useState(() => visitOf(0, search));
  useEffect(
    () =>
      router.subscribe('onBeforeNavigate', ({ toLocation }) => {
        if (decodeURIComponent(toLocation.pathname) !== `/t/${tenant}/matrix`) return;
        const mark = toLocation.state.matrixMark;
        if (mark !== undefined && mark === own.current) {
          // going back to this address later is a visit
          own.current = undefined;
          return;
        }
        const there = readMatrixSearch(toLocation.search as Record<string, unknown>);
        setVisit((last) => visitOf(last.n + 1, there));
      }),
    [router, tenant],
  );
  const mark = useCallback(() => {
    marks += 1;
    own.current = marks;
    return marks;
  }, []);
  return { visit, mark };
}

function visitOf(n: number, search: MatrixSearch): Visit {
  return { n, search, ids: { row: search.row, permission: search.permission } };
}
