import { useSyncExternalStore } from 'react';
import type { ListKind } from '../host/host';
import type { Somebody } from './spoken-of';
import { readViews, type View, withoutPerson, withoutTenant } from './views';

const listeners = new Set<() => void>();
const kept = new Map<ListKind, readonly View[]>();

const KINDS: readonly ListKind[] = ['people', 'groups', 'roles', 'permissions'];
const nameOf = (kind: ListKind) => `steward.views.${kind}`;

function viewsOf(kind: ListKind): readonly View[] {
  const known = kept.get(kind) ?? readViews(localStorage.getItem(nameOf(kind)));
  kept.set(kind, known);
  return known;
}

function keep(kind: ListKind, views: readonly View[]) {
  kept.set(kind, views);
  localStorage.setItem(nameOf(kind), JSON.stringify(views));
  for (const listener of listeners) listener();
}

/** A tenant is gone, and so are the views that look within something of it. */
export function forgetViews(tenant: string) {
  for (const kind of KINDS) keep(kind, withoutTenant(viewsOf(kind), tenant));
}

/** Somebody of a tenant is forgotten, and so are the views that look for them. */
export function forgetViewsOf(tenant: string, somebody: Somebody) {
  for (const kind of KINDS) keep(kind, withoutPerson(viewsOf(kind), tenant, somebody));
}

/** Saved views of a kind of list, kept on this computer. */
export function useViews(kind: ListKind): [readonly View[], (next: readonly View[]) => void] {
  const views = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => viewsOf(kind),
  );
  return [views, (next) => keep(kind, next)];
}
