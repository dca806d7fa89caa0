import type { MatrixQuery, RowKind, RowSort } from '../../../host/host';

export const ROWS_WORD: Record<RowKind, { one: string; many: string; count: string }> = {
  roles: { one: 'Role', many: 'roles', count: 'People' },
  people: { one: 'Person', many: 'people', count: 'Roles' },
  groups: { one: 'Group', many: 'groups', count: 'People' },
};

export const SORT_WORD: Record<RowSort, string> = {
  reach: 'Widest reach first',
  name: 'By name',
  findings: 'Worst finding first',
};

export function emptyQuery(rows: RowKind): MatrixQuery {
  return {
    rows,
    search: '',
    categories: [],
    consequences: [],
    onlyFindings: false,
    against: null,
    onlyDifferences: false,
    sort: 'reach',
    at: null,
  };
}

export type FilterName = 'search' | 'onlyDifferences' | 'onlyFindings' | 'consequences' | 'categories';

/** The filters that are set, the one most likely to be too much first. */
export function activeFilters(query: MatrixQuery): FilterName[] {
  const set: FilterName[] = [];
  if (query.search.trim() !== '') set.push('search');
  if (query.onlyDifferences) set.push('onlyDifferences');
  if (query.onlyFindings) set.push('onlyFindings');
  if (query.consequences.length > 0) set.push('consequences');
  if (query.categories.length > 0) set.push('categories');
  return set;
}

export function withoutFilter(query: MatrixQuery, filter: FilterName): MatrixQuery {
  switch (filter) {
    case 'search':
      return { ...query, search: '' };
    case 'onlyDifferences':
      return { ...query, onlyDifferences: false };
    case 'onlyFindings':
      return { ...query, onlyFindings: false };
    case 'consequences':
      return { ...query, consequences: [] };
    case 'categories':
      return { ...query, categories: [] };
  }
}

export function withoutFilters(query: MatrixQuery): MatrixQuery {
  return { ...emptyQuery(query.rows), against: query.against, sort: query.sort, at: query.at };
}

/** What dropping a filter is called on a button. */
export function dropWord(query: MatrixQuery, filter: FilterName): string {
  switch (filter) {
    case 'search':
      return `Drop the text “${query.search.trim()}”`;
    case 'onlyDifferences':
      return 'Show what did not change too';
    case 'onlyFindings':
      return 'Show what has no findings too';
    case 'consequences':
      return 'Show every consequence';
    case 'categories':
      return 'Show every category';
  }
}

/** The one filter whose removal brings something back; of several the one named first. */
export function nearestFilter(
  query: MatrixQuery,
  rowsWithout: ReadonlyMap<FilterName, number>,
): FilterName | undefined {
  return activeFilters(query).find((filter) => (rowsWithout.get(filter) ?? 0) > 0);
}

export function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
}
