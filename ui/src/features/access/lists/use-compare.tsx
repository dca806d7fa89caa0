import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Item, ListKind, RowKind } from '../../../host/host';
import { CompareDialog } from './CompareDialog';

/** Opens the comparison in the matrix; with one thing only, asks first what to compare it with. */
export function useCompare(tenant: string, kind: ListKind) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Item>();
  const go = (items: readonly Item[]) => {
    setAsking(undefined);
    const [first] = items;
    if (!first || kind === 'permissions') return;
    const rows: RowKind = kind;
    void navigate({
      to: '/t/$tenant/matrix',
      params: { tenant },
      search: { rows, row: first.id, compare: items.map((item) => item.id) },
    });
  };
  return {
    start: (items: readonly Item[]) => {
      if (items.length === 1) setAsking(items[0]);
      else go(items);
    },
    dialog: asking && (
      <CompareDialog
        tenant={tenant}
        kind={kind}
        item={asking}
        onClose={() => setAsking(undefined)}
        onCompare={(others) => go([asking, ...others])}
      />
    ),
  };
}
