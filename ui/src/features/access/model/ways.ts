/** How somebody comes to a permission, and in which groups access is shown: pure. */

import type { Grouping } from '../../../components/detail-search';
import { dayAndTime } from '../../../components/text';
import { CONSEQUENCE_WORD, CONSEQUENCES, sourceText } from '../../../components/words';
import type { ConsequenceClass, GivenPermission, GrantPath, HeldPermission, Item } from '../../../host/host';

/** The stations between somebody and a permission. */
export type Way = {
  /** Groups and roles, nearest first; what is owned where it comes from owning. */
  stations: Item[];
  /** Given directly: the permission itself, or the first role without a group. */
  direct: boolean;
  owner: boolean;
  until: string | null;
};

export function wayOf(path: Pick<GrantPath, 'steps' | 'direct' | 'owner' | 'until'>): Way {
  const stations = path.steps.slice(1, -1).map((step) => step.item);
  const direct = !path.owner && (path.direct || stations[0]?.kind === 'role' || stations.length === 0);
  return { stations, direct, owner: path.owner, until: path.until };
}

/** A long way is told by its ends: how many stations are left out in the middle. */
export function shortened(stations: readonly Item[], most: number): { items: Item[]; left: number } {
  if (stations.length <= most) return { items: [...stations], left: 0 };
  const [first, last] = [stations[0], stations.at(-1)];
  const items = [first, last].filter((one): one is Item => one !== undefined);
  return { items, left: stations.length - items.length };
}

/** `granted directly`, `as owner of Customs archive`, `Support desk EU > Support Specialist L3, until …`. */
export function wayWords(path: GrantPath): string {
  const { stations, direct, owner, until } = wayOf(path);
  const names = stations.map((item) => item.name);
  const way = owner
    ? `as owner of ${names.join(', ') || 'the object'}`
    : direct && names.length === 0
      ? 'granted directly'
      : `${direct ? 'directly: ' : ''}${names.join(' > ')}`;
  const source = sourceText(path.source);
  const by = direct && source ? ` by ${source}` : '';
  return `${way}${by}${until ? `, until ${dayAndTime(until)}` : ''}`;
}

/** Whether a permission, or anything that it comes through, has the text in its name. */
export function fitsText(text: string, permission: Item, through: readonly Item[]): boolean {
  const sought = text.trim().toLocaleLowerCase();
  return [permission, ...through].some((item) => item.name.toLocaleLowerCase().includes(sought));
}

/** What a row is put under. */
export type Grouped = {
  category: string;
  consequence: ConsequenceClass;
  /** The nearest thing that gives it. */
  source: string;
};

export type Group<T> = { id: string; title: string; rows: T[] };

const DIRECT = 'Granted directly';

export function sourceOfHeld({ via }: Pick<HeldPermission, 'via'>): string {
  const [path] = via;
  if (!path) return DIRECT;
  const way = wayOf(path);
  if (way.owner) return 'As owner';
  return way.stations[0]?.name ?? DIRECT;
}

export function sourceOfGiven({ through }: Pick<GivenPermission, 'through'>): string {
  return through[0]?.name ?? 'Right here';
}

/** Rows under their heads. Categories and sources come as their first rows do, classes from view to destructive. */
export function groupedBy<T>(rows: readonly T[], by: Grouping, read: (row: T) => Grouped): Group<T>[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const { category, consequence, source } = read(row);
    const id = { category, class: consequence, source }[by];
    const list = groups.get(id);
    if (list) list.push(row);
    else groups.set(id, [row]);
  }
  const made = [...groups].map(([id, list]) => ({ id, title: titleOf(id, by), rows: list }));
  if (by !== 'class') return made;
  const rank = ({ id }: { id: string }) => CONSEQUENCES.indexOf(id as ConsequenceClass);
  return made.sort((a, b) => rank(a) - rank(b));
}

function titleOf(id: string, by: Grouping): string {
  return by === 'class' ? CONSEQUENCE_WORD[id as ConsequenceClass] : id;
}

/** Groups as lines: heads and rows, one after the other. */
export function linesOf<T>(groups: readonly Group<T>[]): {
  lines: (T | undefined)[];
  heads: Map<number, Group<T>>;
} {
  const lines: (T | undefined)[] = [];
  const heads = new Map<number, Group<T>>();
  for (const group of groups) {
    heads.set(lines.length, group);
    lines.push(undefined, ...group.rows);
  }
  return { lines, heads };
}
