import { describe, expect, it } from 'vitest';
import { activeFilters, emptyQuery, nearestFilter, withoutFilter, withoutFilters } from './filters';

const query = {
  ...emptyQuery('people'),
  search: 'zz',
  onlyFindings: true,
  categories: ['data'],
  sort: 'name' as const,
};

describe('filters', () => {
  it('names what is set', () => {
    expect(activeFilters(emptyQuery('roles'))).toEqual([]);
    expect(activeFilters(query)).toEqual(['search', 'onlyFindings', 'categories']);
  });

  it('drops one or all, keeping the order of the rows', () => {
    expect(withoutFilter(query, 'search').search).toBe('');
    expect(activeFilters(withoutFilter(query, 'categories'))).toEqual(['search', 'onlyFindings']);
    expect(activeFilters(withoutFilters(query))).toEqual([]);
    expect(withoutFilters(query).sort).toBe('name');
  });

  it('offers the filter whose removal brings rows back', () => {
    expect(
      nearestFilter(
        query,
        new Map([
          ['search', 0],
          ['onlyFindings', 3],
          ['categories', 9],
        ]),
      ),
    ).toBe('onlyFindings');
    expect(nearestFilter(query, new Map())).toBeUndefined();
  });
});
