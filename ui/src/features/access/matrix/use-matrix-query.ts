import { useNavigate } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useState } from 'react';
import type { MatrixSearch } from '../../../components/matrix-search';
import type { ConsequenceClass, MatrixQuery, RowKind, RowSort } from '../../../host/host';
import { emptyQuery } from '../model/filters';

interface Local {
  categories: string[];
  consequences: ConsequenceClass[];
  against: string | null;
  onlyDifferences: boolean;
  sort: RowSort;
}

/** What the person asks of the matrix: what a link may say is in the address, the rest is here. */
export function useMatrixQuery(tenant: string, search: MatrixSearch, usual: RowKind) {
  const navigate = useNavigate();
  const [local, setLocal] = useState<Local>({
    categories: [],
    consequences: search.classes ?? [],
    against: search.against ?? null,
    onlyDifferences: false,
    sort: 'reach',
  });
  const [text, setText] = useState(search.q ?? '');
  const [address, setAddress] = useState(search.q);
  if (address !== search.q) {
    setAddress(search.q);
    setText(search.q ?? '');
  }
  const typed = useDeferredValue(text);
  const query: MatrixQuery = {
    ...emptyQuery(search.rows ?? usual),
    ...local,
    search: typed.trim(),
    onlyFindings: search.findings === true,
  };

  const go = useCallback(
    (next: MatrixSearch, replace = true) =>
      navigate({
        to: '/t/$tenant/matrix',
        params: { tenant },
        search: (before: MatrixSearch) => ({ ...before, ...next }),
        replace,
      }),
    [navigate, tenant],
  );

  const change = useCallback(
    (next: MatrixQuery) => {
      setText(next.search);
      setLocal({
        categories: next.categories,
        consequences: next.consequences,
        against: next.against,
        onlyDifferences: next.onlyDifferences,
        sort: next.sort,
      });
      go({ rows: next.rows, findings: next.onlyFindings || undefined });
    },
    [go],
  );
  return { query, text, setText, change, go };
}
