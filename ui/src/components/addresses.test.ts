import { describe, expect, it } from 'vitest';
import { addressOf, findingAddress, itemKindOf, listAddress, listOf, opens, recordAddress } from './address';
import { readDetailSearch } from './detail-search';
import { readListSearch } from './list-search';
import { readMatrixSearch } from './matrix-search';

const told = (value: object) => Object.entries(value).filter(([, one]) => one !== undefined);

describe('the address of a list', () => {
  it('keeps what it understands', () => {
    const search = {
      q: 'dana',
      facets: { department: ['Finance', 'Support'] },
      within: { kind: 'role', id: 'model-tester' },
      findings: true,
      sort: 'held',
      desc: true,
      view: 'Mine',
    };
    expect(readListSearch(search)).toEqual(search);
  });
  it('is read as if from a stranger', () => {
    const read = readListSearch({
      q: { a: 1 },
      facets: ['x'],
      within: { kind: 'person', id: 'x' },
      findings: 'yes',
      sort: '',
      desc: 1,
    });
    expect(told(read)).toEqual([]);
    expect(readListSearch({ facets: { a: 'one', b: [], c: [7, null] } }).facets).toEqual({
      a: ['one'],
      c: ['7'],
    });
  });
});

describe('the address of a detail', () => {
  it('keeps what it understands and drops the rest', () => {
    const read = readDetailSearch({ tab: 'people', by: 'class', preset: 'added', selected: 'x', q: 'a' });
    expect(told(read)).toHaveLength(5);
    expect(told(readDetailSearch({ tab: 'robots', by: 1, preset: 'none', selected: [] }))).toEqual([]);
  });
  it('says of which moment it is, as that of the matrix does', () => {
    const at = '2026-05-03T12:00:00Z';
    expect(told(readDetailSearch({ at }))).toEqual([['at', at]]);
    expect(told(readMatrixSearch({ at }))).toEqual([['at', at]]);
    expect(told(readMatrixSearch({ at: { year: 2026 } }))).toEqual([]);
  });
});

describe('where things are', () => {
  it('is told by what they are', () => {
    expect(addressOf('nw', { kind: 'person', id: 'a/b' })).toEqual({
      to: '/t/$tenant/people/$id',
      params: { tenant: 'nw', id: 'a/b' },
      search: {},
    });
    expect(addressOf('nw', { kind: 'object', id: 'x' })).toBeUndefined();
    const builder = { kind: 'licence', id: 'builder' } as const;
    const { search, ...place } = addressOf('nw', builder) ?? {};
    expect(place).toEqual({ to: '/t/$tenant/people', params: { tenant: 'nw' } });
    expect(readListSearch(search as Record<string, unknown>).within).toEqual(builder);
    expect(listAddress('nw', 'roles', { q: 'x' })).toMatchObject({
      to: '/t/$tenant/roles',
      search: { q: 'x' },
    });
    expect(findingAddress('nw', 'k')).toMatchObject({ search: { finding: 'k' } });
    expect(recordAddress('nw', 'Model Tester')).toEqual({
      to: '/t/$tenant/audit',
      params: { tenant: 'nw' },
      search: { q: 'on:"Model Tester"' },
    });
    expect(recordAddress('nw', 'p1', 'who')).toMatchObject({ search: { q: 'who:p1' } });
  });
  it('is nowhere for what has no screen', () => {
    expect(opens({ kind: 'rule' })).toBe(false);
    expect(opens({ kind: 'licence' })).toBe(true);
    expect(listOf('permission')).toBe('permissions');
    expect(itemKindOf('people')).toBe('person');
  });
});
