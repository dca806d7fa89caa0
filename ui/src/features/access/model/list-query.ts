/** From the address of a list to what is asked of Rust, and which filters stand in the way: pure. */
import type { ListSearch } from '../../../components/list-search';
import { count } from '../../../components/text';
import type { Facet, ItemKind, ListColumn, ListKind, ListQuery } from '../../../host/host';

export const LIST_WORDS: Record<ListKind, { one: string; many: string; title: string; column: string }> = {
  people: { one: 'person', many: 'people', title: 'People', column: 'Person' },
  groups: { one: 'group', many: 'groups', title: 'Groups', column: 'Group' },
  roles: { one: 'role', many: 'roles', title: 'Roles', column: 'Role' },
  permissions: { one: 'permission', many: 'permissions', title: 'Permissions', column: 'Permission' },
};

/** Rows that are fetched at once. */
export const WINDOW = 200;

export function queryOf(kind: ListKind, search: ListSearch): ListQuery {
  const facets = Object.entries(search.facets ?? {});
  return {
    kind,
    search: search.q?.trim() ?? '',
    facets: facets
      .filter(([, values]) => values.length > 0)
      .map(([facet, values]) => ({ facet, values }))
      .sort((a, b) => (a.facet < b.facet ? -1 : 1)),
    within: kind === 'people' ? (search.within ?? null) : null,
    onlyFindings: search.findings === true,
    sort: search.sort ?? '',
    descending: search.desc === true,
    at: null,
  };
}

/** Starts of the windows that hold these rows, with some to spare on both sides. */
export function windowsOf(first: number, last: number, rows: number): number[] {
  if (rows === 0) return [];
  const spare = WINDOW / 4;
  const from = Math.floor(Math.max(0, first - spare) / WINDOW);
  const to = Math.floor(Math.min(rows - 1, last + spare) / WINDOW);
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, at) => (from + at) * WINDOW);
}

/** A filter that is set: the text, the place, the findings, or a facet by its id. */
export type ListFilter = { name: 'q' | 'within' | 'findings' } | { name: 'facet'; facet: string };

/** The filters that are set, the one most likely to be too much first. */
export function setFilters(search: ListSearch): ListFilter[] {
  const set: ListFilter[] = [];
  if (search.q?.trim()) set.push({ name: 'q' });
  for (const [facet, values] of Object.entries(search.facets ?? {}))
    if (values.length > 0) set.push({ name: 'facet', facet });
  if (search.findings) set.push({ name: 'findings' });
  if (search.within) set.push({ name: 'within' });
  return set;
}

export function dropFilter(search: ListSearch, filter: ListFilter): ListSearch {
  if (filter.name === 'facet') return { ...search, facets: withFacet(search.facets, filter.facet, []) };
  return { ...search, [filter.name]: undefined };
}

export function dropFilters(search: ListSearch): ListSearch {
  return { ...search, q: undefined, facets: undefined, findings: undefined, within: undefined };
}

/** The choice of one facet set; nothing left when none is chosen. */
export function withFacet(
  facets: ListSearch['facets'],
  facet: string,
  values: string[],
): Record<string, string[]> | undefined {
  const { [facet]: _, ...others } = facets ?? {};
  const next = values.length > 0 ? { ...others, [facet]: values } : others;
  return Object.keys(next).length > 0 ? next : undefined;
}

/** What dropping a filter is called on a button. */
export function dropWords(search: ListSearch, filter: ListFilter, facets: readonly Facet[]): string {
  switch (filter.name) {
    case 'q':
      return `Drop the text “${search.q?.trim()}”`;
    case 'within':
      return 'Show everybody';
    case 'findings':
      return 'Show what has no findings too';
    case 'facet': {
      const title = facets.find((one) => one.id === filter.facet)?.title ?? filter.facet;
      return `Drop the filter ${title}`;
    }
  }
}

const WITHIN_WORDS: Partial<Record<ItemKind, string>> = {
  group: 'In group',
  role: 'With role',
  permission: 'Holding',
  licence: 'With licence',
};

/** `With role`, in front of its name. */
export function withinWord(kind: ItemKind): string {
  return WITHIN_WORDS[kind] ?? 'In';
}

/** The order after a click on a column's head: words from A on, counts and moments from the most on, then turned. */
export function nextSort(
  search: ListSearch,
  column: Pick<ListColumn, 'id' | 'holds'> | undefined,
): ListSearch {
  const id = column?.id ?? '';
  if ((search.sort ?? '') === id) return { ...search, desc: search.desc ? undefined : true };
  const most = column !== undefined && column.holds !== 'text';
  return { ...search, sort: id || undefined, desc: most ? true : undefined };
}

/** `412`, `19 of 412`. */
export function shownOf(shown: number, total: number): string {
  return shown === total ? count(total) : `${count(shown)} of ${count(total)}`;
}
