import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { MatrixSearch } from '../../../components/matrix-search';
import type { MatrixQuery, RowKind, RowSort } from '../../../host/host';
import { emptyQuery } from '../model/filters';
import type { Visit } from './use-visits';

interface Local {
  categories: string[];
  onlyDifferences: boolean;
  sort: RowSort;
}

/** What the person asks of the matrix: what a link may say is in the address, the rest is here. */
export function useMatrixQuery(props: {
  tenant: string;
  search: MatrixSearch;
  usual: RowKind;
  visit: Visit;
  /** Sets its own changes of the address apart from visits. */
  mark(): number;
}) {
  const { tenant, search, usual, visit, mark } = props;
  const navigate = useNavigate();
  const [local, setLocal] = useState<Local>({ categories: [], onlyDifferences: false, sort: 'reach' });
  const [text, setText] = useState(search.q ?? '');
  const [seen, setSeen] = useState(visit.n);
  if (seen !== visit.n) {
    // what somebody comes for is not hidden by what was filtered before
    setSeen(visit.n);
    setText(visit.search.q ?? '');
    setLocal((last) => ({ ...last, categories: [], onlyDifferences: false }));
  }
  const against = search.against ?? null;
  const query: MatrixQuery = {
    ...emptyQuery(search.rows ?? usual),
    ...local,
    consequences: search.classes ?? [],
    against,
    at: search.at ?? null,
    onlyDifferences: local.onlyDifferences && against !== null,
    search: text.trim(),
    onlyFindings: search.findings === true,
  };

  const go = useCallback(
    (next: MatrixSearch) =>
      navigate({
        to: '/t/$tenant/matrix',
        params: { tenant },
        search: (before: MatrixSearch) => ({ ...before, ...next }),
        state: { matrixMark: mark() },
        replace: true,
      }),
    [navigate, tenant, mark],
  );

  const change = useCallback(
    (next: MatrixQuery) => {
      setText(next.search);
      setLocal({ categories: next.categories, onlyDifferences: next.onlyDifferences, sort: next.sort });
      go({
        rows: next.rows,
        findings: next.onlyFindings || undefined,
        against: next.against ?? undefined,
        classes: next.consequences.length > 0 ? next.consequences : undefined,
      });
    },
    [go],
  );
  /** To another moment, with the same filters and the same cell: a step that Back takes back. */
  const travel = useCallback(
    (at: string | undefined) =>
      navigate({
        to: '/t/$tenant/matrix',
        params: { tenant },
        search: (before: MatrixSearch) => ({ ...before, at }),
        state: { matrixMark: mark() },
      }),
    [navigate, tenant, mark],
  );
  return { query, text, setText, change, go, travel };
}
