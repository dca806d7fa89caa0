/** Where things are told in full: the one table from what something is to its screen. The routes stand in `app/router`. */
import { type LinkProps, type RegisteredRouter, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Item, ItemKind, ListKind } from '../host/host';
import type { DetailSearch } from './detail-search';
import type { ListSearch } from './list-search';
import { useMoment } from './moment';
import { recordOf } from './question';

/** What a `Link` and `navigate` take. */
export type Address = Pick<LinkProps, 'to' | 'params' | 'search'>;

const LISTS: Partial<Record<ItemKind, ListKind>> = {
  person: 'people',
  group: 'groups',
  role: 'roles',
  permission: 'permissions',
};

const ITEMS: Record<ListKind, ItemKind> = {
  people: 'person',
  groups: 'group',
  roles: 'role',
  permissions: 'permission',
};

/** The list in which something stands; none for objects, licences and rules. */
export function listOf(kind: ItemKind): ListKind | undefined {
  return LISTS[kind];
}

/** What the rows of a list are. */
export function itemKindOf(list: ListKind): ItemKind {
  return ITEMS[list];
}

/** Whether something can be opened. */
export function opens(item: Pick<Item, 'kind'>): boolean {
  return LISTS[item.kind] !== undefined || item.kind === 'licence';
}

/** Where something is told of: its screen, or the people who have a licence; nowhere for objects and rules. */
export function addressOf(
  tenant: string,
  item: Pick<Item, 'kind' | 'id'>,
  search: DetailSearch = {},
): Address | undefined {
  if (item.kind === 'licence')
    return listAddress(tenant, 'people', { within: { kind: 'licence', id: item.id } });
  const list = LISTS[item.kind];
  return list && made(`/t/$tenant/${list}/$id`, { tenant, id: item.id }, search);
}

export function listAddress(tenant: string, list: ListKind, search: ListSearch = {}): Address {
  return made(`/t/$tenant/${list}`, { tenant }, search);
}

export function findingAddress(tenant: string, key: string): Address {
  return made('/t/$tenant/findings', { tenant }, { finding: key });
}

/** What is on record about something of a tenant: what was done to it, or by somebody. */
export function recordAddress(tenant: string, id: string, as: 'on' | 'who' = 'on'): Address {
  return made('/t/$tenant/audit', { tenant }, { q: recordOf(id, as) });
}

/** An address is put together from data here, which the typed routes cannot follow. */
function made(to: string, params: Record<string, string>, search: object): Address {
  return { to, params, search } as Address;
}

/** The same as text, as it stands in a link. */
export function hrefOf({ to, params, search }: Address, { options }: RegisteredRouter): string {
  const values = params as Record<string, string> | undefined;
  const path = String(to).replace(/\$(\w+)/g, (_, name) => encodeURIComponent(values?.[name] ?? ''));
  return `#${path}${search === undefined ? '' : options.stringifySearch(search as Record<string, unknown>)}`;
}

/** Goes to the screen of something, at the moment that is shown; what has none stays shut. */
export function useOpen(tenant: string): (item: Pick<Item, 'kind' | 'id'>) => void {
  const navigate = useNavigate();
  const at = useMoment();
  return useCallback(
    (item) => {
      const address = addressOf(tenant, item, at === undefined ? {} : { at });
      if (address) void navigate(address);
    },
    [navigate, tenant, at],
  );
}
