import { describe, expect, it } from 'vitest';
import {
  dropFilter,
  dropFilters,
  dropWords,
  nextSort,
  queryOf,
  setFilters,
  shownOf,
  windowsOf,
  withFacet,
  withinWord,
} from './list-query';

const role = { kind: 'role' as const, id: 'model-tester' };
const full = {
  q: ' dana ',
  facets: { department: ['Finance'], mfa: [] },
  within: role,
  findings: true as const,
};

describe('queryOf', () => {
  it('asks for what the address says', () => {
    expect(queryOf('people', { ...full, sort: 'held', desc: true })).toEqual({
      kind: 'people',
      search: 'dana',
      facets: [{ facet: 'department', values: ['Finance'] }],
      within: role,
      onlyFindings: true,
      sort: 'held',
      descending: true,
      at: null,
    });
  });
  it('looks within something only for people', () => {
    expect(queryOf('roles', full).within).toBeNull();
  });
  it('is the same however the facets were chosen', () => {
    const one = queryOf('people', { facets: { a: ['1'], b: ['2'] } });
    expect(queryOf('people', { facets: { b: ['2'], a: ['1'] } })).toEqual(one);
  });
});

describe('windows', () => {
  it('hold what is in sight and a little more', () => {
    expect(windowsOf(0, 30, 412)).toEqual([0]);
    expect(windowsOf(140, 175, 412)).toEqual([0, 200]);
    expect(windowsOf(395, 411, 412)).toEqual([200, 400]);
    expect(windowsOf(99_980, 100_010, 100_000)).toEqual([99_800]);
    expect(windowsOf(0, 30, 0)).toEqual([]);
  });
});

describe('filters', () => {
  it('are named in the order in which they are dropped', () => {
    expect(setFilters(full).map((one) => one.name)).toEqual(['q', 'facet', 'findings', 'within']);
    expect(setFilters({ q: '  ' })).toEqual([]);
  });
  it('are dropped one by one or all', () => {
    expect(dropFilter(full, { name: 'q' }).q).toBeUndefined();
    expect(dropFilter({ facets: { a: ['1'] } }, { name: 'facet', facet: 'a' }).facets).toBeUndefined();
    expect(setFilters(dropFilters(full))).toEqual([]);
    expect(dropWords(full, { name: 'q' }, [])).toBe('Drop the text “dana”');
    const facets = [{ id: 'a', title: 'Department', values: [] }];
    expect(dropWords(full, { name: 'facet', facet: 'a' }, facets)).toBe('Drop the filter Department');
  });
  it('keep the other facets', () => {
    expect(withFacet({ a: ['1'], b: ['2'] }, 'a', [])).toEqual({ b: ['2'] });
    expect(withFacet(undefined, 'a', ['1'])).toEqual({ a: ['1'] });
  });
});

describe('sorting', () => {
  it('begins with the most for counts and with A for words, then turns', () => {
    const held = { id: 'held', holds: 'number' as const };
    expect(nextSort({}, held)).toEqual({ sort: 'held', desc: true });
    expect(nextSort({ sort: 'held', desc: true }, held)).toEqual({ sort: 'held', desc: undefined });
    expect(nextSort({}, { id: 'department', holds: 'text' })).toEqual({
      sort: 'department',
      desc: undefined,
    });
    expect(nextSort({}, undefined)).toEqual({ desc: true });
    expect(nextSort({ sort: 'held', desc: true }, undefined)).toEqual({ sort: undefined, desc: undefined });
  });
});

it('says how many', () => {
  expect(shownOf(3477, 3477)).toBe('3,477');
  expect(shownOf(19, 412)).toBe('19 of 412');
  expect(withinWord('role')).toBe('With role');
  expect(withinWord('licence')).toBe('With licence');
});
