import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { addressOf, useOpen } from '../../../components/address';
import type { DetailSearch } from '../../../components/detail-search';
import { useKeys } from '../../../components/keys';
import { keepRecent } from '../../../components/recent';
import { toast } from '../../../components/toast';
import type { Item, ListKind } from '../../../host/host';
import { detailQuery, type Neighbours, neighboursQuery, type Place } from '../api/lists';
import { useCompare } from '../lists/use-compare';
import { moveTrail, trailOf } from '../model/trail';
import type { Stand } from './DetailPlace';

/** What the four screens of one thing have in common: their address, the way to the next one, comparing, copying. */
export function useDetail(props: {
  stand: Stand;
  kind: ListKind;
  item: Item;
  search: DetailSearch;
  /** Everything about it as text. */
  statement(): string;
}) {
  const { stand, kind, item, search, statement } = props;
  const { place } = stand;
  const { tenant } = place;
  const { id, name } = item;
  const navigate = useNavigate();
  const open = useOpen(tenant);
  const compare = useCompare(tenant, kind);
  const trail = trailOf(tenant, kind);
  const neighbours = useQuery(neighboursQuery(place, kind, trail?.search ?? {}, id)).data;
  usePrefetch(place, neighbours);

  useEffect(() => {
    const here: Item = { kind: item.kind, id, name };
    keepRecent(tenant, here);
    moveTrail(tenant, kind, here);
  }, [tenant, kind, item.kind, id, name]);

  const change = useCallback(
    (next: Partial<DetailSearch>) => {
      const address = addressOf(tenant, { kind: item.kind, id }, { ...search, ...next });
      if (address) void navigate({ ...address, replace: true });
    },
    [navigate, tenant, item.kind, id, search],
  );
  /** To another moment: a step that Back takes back. */
  const travel = (at: string | undefined) => {
    const address = addressOf(tenant, { kind: item.kind, id }, { ...search, at });
    if (address) void navigate(address);
  };
  /** The next one shows the same view of itself. */
  const go = (to: Item | undefined) => {
    const { tab, by, at } = search;
    const address = to && addressOf(tenant, to, { tab, by, at });
    if (address) void navigate({ ...address, replace: true });
  };
  const copy = async () => {
    await navigator.clipboard.writeText(statement());
    toast(`Copied everything about ${name} as text`);
  };
  const onCompare = kind === 'permissions' ? undefined : () => compare.start([item]);
  useKeys({
    j: () => go(neighbours?.next),
    k: () => go(neighbours?.previous),
    ...(onCompare && { c: onCompare }),
    ...(search.selected !== undefined && { escape: () => change({ selected: undefined }) }),
  });
  return { change, travel, open, go, neighbours, copy, onCompare, dialog: compare.dialog };
}

/** The next and the previous one are at hand before they are asked for. */
function usePrefetch({ tenant, snapshot, at }: Place, neighbours: Neighbours | undefined) {
  const client = useQueryClient();
  const { previous, next } = neighbours ?? {};
  useEffect(() => {
    for (const item of [next, previous])
      if (item) void client.prefetchQuery(detailQuery(client, { tenant, snapshot, at }, item));
  }, [client, tenant, snapshot, at, previous, next]);
}

export type DetailTools = ReturnType<typeof useDetail>;
