import type { Item, ItemKind } from '../host/host';
import { type Somebody, speaksOf } from './spoken-of';

/** Something that was opened lately, in one tenant. */
export type Recent = { tenant: string; item: Item };

const KEY = 'steward.recent';
const MOST = 60;
const OPENED: readonly ItemKind[] = ['person', 'group', 'role', 'permission'];

/** Puts something in front; it stands in the list once. */
export function withRecent(before: readonly Recent[], next: Recent): Recent[] {
  const others = before.filter(
    (one) => one.tenant !== next.tenant || one.item.kind !== next.item.kind || one.item.id !== next.item.id,
  );
  return [next, ...others].slice(0, MOST);
}

/** What is left when somebody of a tenant is forgotten: neither they nor what is named after them. */
export function withoutPerson(before: readonly Recent[], tenant: string, somebody: Somebody): Recent[] {
  return before.filter((one) => {
    if (one.tenant !== tenant) return true;
    const { kind, id, name } = one.item;
    return !(kind === 'person' && id === somebody.person) && !speaksOf(somebody, name);
  });
}

/** Reads what was kept as if from a stranger. */
export function readRecent(text: string | null): Recent[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent) : [];
  } catch {
    return [];
  }
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== 'object' || value === null) return false;
  const { tenant, item } = value as Partial<Recent>;
  return (
    typeof tenant === 'string' &&
    typeof item?.id === 'string' &&
    typeof item.name === 'string' &&
    OPENED.includes(item.kind)
  );
}

/** What was opened in a tenant, the latest first. */
export function recentIn(tenant: string): Item[] {
  return readRecent(localStorage.getItem(KEY))
    .filter((one) => one.tenant === tenant)
    .map((one) => one.item);
}

/** Something was opened: the palette offers it again. */
export function keepRecent(tenant: string, item: Item) {
  const { kind, id, name } = item;
  const before = readRecent(localStorage.getItem(KEY));
  const next = withRecent(before, { tenant, item: { kind, id, name } });
  localStorage.setItem(KEY, JSON.stringify(next));
}

/** A tenant is gone, and so are the names of its people. */
export function forgetRecent(tenant: string) {
  const left = readRecent(localStorage.getItem(KEY)).filter((one) => one.tenant !== tenant);
  localStorage.setItem(KEY, JSON.stringify(left));
}

/** Somebody of a tenant is forgotten. */
export function forgetRecentPerson(tenant: string, somebody: Somebody) {
  const left = withoutPerson(readRecent(localStorage.getItem(KEY)), tenant, somebody);
  localStorage.setItem(KEY, JSON.stringify(left));
}
