/** Which rows of a list are marked: some by name, which outlive a filter, or all that are shown. Pure. */
import { counted } from '../../../components/text';
import type { Item, ListKind } from '../../../host/host';
import { LIST_WORDS } from './list-query';

export type Marks =
  | { all: false; items: ReadonlyMap<string, Item> }
  | { all: true; except: ReadonlySet<string> };

export const NO_MARKS: Marks = { all: false, items: new Map() };
export const ALL_MARKS: Marks = { all: true, except: new Set() };

/** So many can be compared. */
export const MOST_COMPARED = 4;

export function isMarked(marks: Marks, id: string): boolean {
  return marks.all ? !marks.except.has(id) : marks.items.has(id);
}

export function countMarked(marks: Marks, shown: number): number {
  return marks.all ? Math.max(0, shown - marks.except.size) : marks.items.size;
}

export function toggleMarked(marks: Marks, item: Item): Marks {
  if (marks.all) {
    const except = new Set(marks.except);
    if (!except.delete(item.id)) except.add(item.id);
    return { all: true, except };
  }
  const items = new Map(marks.items);
  if (!items.delete(item.id)) items.set(item.id, item);
  return { all: false, items };
}

/** These marked as well. */
export function alsoMarked(marks: Marks, more: readonly Item[]): Marks {
  if (marks.all) {
    const except = new Set(marks.except);
    for (const item of more) except.delete(item.id);
    return { all: true, except };
  }
  return { all: false, items: new Map([...marks.items, ...more.map((item) => [item.id, item] as const)]) };
}

/** `2 people marked`. */
export function markedWords(marks: Marks, shown: number, kind: ListKind): string {
  const { one, many } = LIST_WORDS[kind];
  return `${counted(countMarked(marks, shown), one, many)} marked`;
}

/** What is compared: the marked ones, with the chosen row where it makes up the second. */
export function comparedOf(marks: Marks, chosen: Item | undefined): readonly Item[] {
  if (marks.all) return [];
  const marked = [...marks.items.values()];
  if (marked.length >= 2 || !chosen || marks.items.has(chosen.id)) return marked;
  return [...marked, chosen];
}
