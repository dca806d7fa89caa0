/** What changed between two snapshots, as rows. */
import { CONSEQUENCES } from '../../../components/words';
import type { AccessChange, ConsequenceClass, Diff, EdgeChange, Item, ItemKind } from '../../../host/host';

export type AccessRow = {
  permission: Item;
  consequence: ConsequenceClass;
  gained: AccessChange | undefined;
  lost: AccessChange | undefined;
};

/** One row a permission, the gravest class first, then the most people. */
export function accessRows(diff: Pick<Diff, 'gained' | 'lost'>): AccessRow[] {
  const rows = new Map<string, AccessRow>();
  const rowOf = (change: AccessChange): AccessRow => {
    const { permission, consequence } = change;
    const row = rows.get(permission.id) ?? { permission, consequence, gained: undefined, lost: undefined };
    rows.set(permission.id, row);
    return row;
  };
  for (const change of diff.gained) rowOf(change).gained = change;
  for (const change of diff.lost) rowOf(change).lost = change;
  const people = (row: AccessRow) => (row.gained?.count ?? 0) + (row.lost?.count ?? 0);
  return [...rows.values()].sort(
    (a, b) =>
      CONSEQUENCES.indexOf(b.consequence) - CONSEQUENCES.indexOf(a.consequence) ||
      people(b) - people(a) ||
      a.permission.name.localeCompare(b.permission.name),
  );
}

export type ThingGroup = { kind: ItemKind; added: Item[]; removed: Item[] };

const KINDS: readonly ItemKind[] = ['person', 'group', 'role', 'permission', 'object', 'licence', 'rule'];

/** What is new and what is gone, by kind; kinds without either are left out. */
export function thingGroups(diff: Pick<Diff, 'added' | 'removed'>): ThingGroup[] {
  const of = (items: readonly Item[], kind: ItemKind) => items.filter((one) => one.kind === kind);
  return KINDS.map((kind) => ({ kind, added: of(diff.added, kind), removed: of(diff.removed, kind) })).filter(
    (group) => group.added.length + group.removed.length > 0,
  );
}

/** Nothing at all is different. */
export function isSame(diff: Diff): boolean {
  const { added, removed, gainedTotal, lostTotal, edgesTotal } = diff;
  return added.length + removed.length + gainedTotal + lostTotal + edgesTotal === 0;
}

const TO_PEOPLE: Readonly<Record<string, string>> = { grants: 'was granted', denies: 'was denied' };

/** How the two ends stand to each other: a role grants something, a person was granted it. */
export function edgeText({ from, label }: Pick<EdgeChange, 'from' | 'label'>): string {
  return (from.kind === 'person' && TO_PEOPLE[label]) || label;
}
