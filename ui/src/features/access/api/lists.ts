/** Questions of the lists and of the screens of one person, group, role or permission. */
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ListSearch } from '../../../components/list-search';
import {
  type GroupDetail,
  host,
  type Item,
  type ItemRef,
  type ListHead,
  type ListKind,
  type ListQuery,
  type ListRow,
  type ListWindow,
  type PermissionDetail,
  type PersonDetail,
  type RoleDetail,
} from '../../../host/host';
import { tenantKey } from '../../../host/queries';
import { dropFilter, type ListFilter, queryOf, setFilters, WINDOW } from '../model/list-query';
import { newest } from './newest';

/** One snapshot of one tenant, and another moment than now that is asked about. */
export type Place = { tenant: string; snapshot: string; at?: string | undefined };

function key({ tenant, snapshot, at }: Place, ...rest: unknown[]) {
  return tenantKey(tenant, 'access', snapshot, ...rest, ...(at === undefined ? [] : [at]));
}

/** A list without its rows, together with what was asked: rows are asked for with the same. */
export type ListAnswer = { head: ListHead; query: ListQuery };

/** Size, columns and filters of a list. The last one stays in sight until the next has come, with its first rows. */
export function listHeadQuery(place: Place, query: ListQuery, client: QueryClient) {
  return queryOptions({
    queryKey: key(place, 'list-head', query),
    queryFn: ({ signal }): Promise<ListAnswer> =>
      newest(`list ${place.tenant} ${query.kind}`, signal, async () => {
        const [head] = await Promise.all([
          host.listHead(place.tenant, query),
          client.prefetchQuery(listRowsQuery(place, query, 0)),
        ]);
        return { head, query };
      }),
    placeholderData: keepPreviousData,
  });
}

/** A window of rows. Windows that nobody looks at any more are let go soon: there can be hundreds of them. */
export function listRowsQuery(place: Place, query: ListQuery, start: number) {
  return queryOptions({
    queryKey: key(place, 'list-rows', query, start),
    queryFn: () => host.listRows(place.tenant, query, start, WINDOW),
    gcTime: 60_000,
  });
}

export function listPositionQuery(place: Place, query: ListQuery, id: string) {
  return queryOptions({
    queryKey: key(place, 'list-position', query, id),
    queryFn: () => host.listPosition(place.tenant, query, id),
    gcTime: 60_000,
  });
}

/** Rows from one to another, both included, wherever they are. */
export async function rowsBetween(
  client: QueryClient,
  place: Place,
  query: ListQuery,
  from: number,
  to: number,
): Promise<ListRow[]> {
  const first = Math.floor(from / WINDOW);
  const last = Math.floor(to / WINDOW);
  const starts = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * WINDOW);
  const rows: ListRow[] = [];
  for (const start of starts) rows.push(...(await windowAt(client, place, query, start)).rows);
  return rows.slice(from - first * WINDOW, to - first * WINDOW + 1);
}

function windowAt(client: QueryClient, place: Place, query: ListQuery, start: number): Promise<ListWindow> {
  return client.fetchQuery(listRowsQuery(place, query, start));
}

/** How many rows there would be without each filter. */
export function listWithoutQuery(place: Place, kind: ListKind, search: ListSearch) {
  return queryOptions({
    queryKey: key(place, 'list-without', kind, search),
    queryFn: () =>
      Promise.all(
        setFilters(search).map(async (filter): Promise<{ filter: ListFilter; shown: number }> => {
          const head = await host.listHead(place.tenant, queryOf(kind, dropFilter(search, filter)));
          return { filter, shown: head.shown };
        }),
      ),
  });
}

/** The things before and after one, in a list; where that list does not have it, among all by name. */
export function neighboursQuery(place: Place, kind: ListKind, search: ListSearch, id: string) {
  return queryOptions({
    queryKey: key(place, 'neighbours', kind, search, id),
    queryFn: async () => {
      const here = await positionIn(place.tenant, queryOf(kind, search), id);
      return here ?? (await positionIn(place.tenant, queryOf(kind, {}), id)) ?? NOWHERE;
    },
    placeholderData: keepPreviousData,
  });
}

export type Neighbours = { previous: Item | undefined; next: Item | undefined };
const NOWHERE: Neighbours = { previous: undefined, next: undefined };

async function positionIn(tenant: string, query: ListQuery, id: string): Promise<Neighbours | undefined> {
  const at = await host.listPosition(tenant, query, id);
  if (at === null) return undefined;
  const start = Math.max(0, at - 1);
  const { rows } = await host.listRows(tenant, query, start, 3);
  return { previous: at > 0 ? rows[0]?.item : undefined, next: rows[at - start + 1]?.item };
}

export function personQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: key(place, 'person', id),
    queryFn: () => host.person(place.tenant, id, place.at ?? null),
  });
}

export function groupQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: key(place, 'group', id),
    queryFn: () => host.group(place.tenant, id, place.at ?? null),
  });
}

export function roleQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: key(place, 'role', id),
    queryFn: () => host.role(place.tenant, id, place.at ?? null),
  });
}

export function permissionQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: key(place, 'permission', id),
    queryFn: () => host.permission(place.tenant, id, place.at ?? null),
  });
}

/** One thing in full, whatever it is. */
export type Detail =
  | { kind: 'person'; detail: PersonDetail }
  | { kind: 'group'; detail: GroupDetail }
  | { kind: 'role'; detail: RoleDetail }
  | { kind: 'permission'; detail: PermissionDetail };

/** One thing in full, for a panel that shows whatever was chosen. Shares its answers with the screens. */
export function detailQuery(client: QueryClient, place: Place, { kind, id }: ItemRef) {
  return queryOptions({
    queryKey: key(place, 'detail', kind, id),
    queryFn: async (): Promise<Detail> => {
      switch (kind) {
        case 'group':
          return { kind, detail: await client.fetchQuery(groupQuery(place, id)) };
        case 'role':
          return { kind, detail: await client.fetchQuery(roleQuery(place, id)) };
        case 'permission':
          return { kind, detail: await client.fetchQuery(permissionQuery(place, id)) };
        default:
          return { kind: 'person', detail: await client.fetchQuery(personQuery(place, id)) };
      }
    },
    gcTime: 60_000,
  });
}

/** What something in full is about. */
export function itemOf(found: Detail): Item {
  switch (found.kind) {
    case 'person':
      return found.detail.what.person;
    case 'group':
      return found.detail.group;
    case 'role':
      return found.detail.role;
    case 'permission':
      return found.detail.permission;
  }
}
