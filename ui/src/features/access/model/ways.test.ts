import { describe, expect, it } from 'vitest';
import type { ConsequenceClass, GrantPath, Item } from '../../../host/host';
import {
  fitsText,
  groupedBy,
  linesOf,
  shortened,
  sourceOfGiven,
  sourceOfHeld,
  wayOf,
  wayWords,
} from './ways';

const person: Item = { kind: 'person', id: 'p', name: 'Marek' };
const desk: Item = { kind: 'group', id: 'g', name: 'Support desk' };
const role: Item = { kind: 'role', id: 'r', name: 'Support L3' };
const store: Item = { kind: 'object', id: 'o', name: 'Archive' };
const permission: Item = { kind: 'permission', id: 'x', name: 'Reset MFA' };

function path(stations: Item[], rest: Partial<GrantPath> = {}): GrantPath {
  const steps = [person, ...stations, permission].map((item) => ({
    item,
    label: '',
    source: '',
    since: null,
    until: null,
  }));
  return {
    steps,
    direct: stations.length === 0,
    owner: false,
    scope: [],
    source: '',
    since: null,
    until: null,
    ...rest,
  };
}

describe('a way', () => {
  it('is direct without a group', () => {
    expect(wayOf(path([desk, role]))).toMatchObject({ stations: [desk, role], direct: false });
    expect(wayOf(path([role])).direct).toBe(true);
    expect(wayOf(path([])).direct).toBe(true);
    expect(wayOf(path([store], { owner: true }))).toMatchObject({ direct: false, owner: true });
  });
  it('is told in words', () => {
    expect(wayWords(path([desk, role]))).toBe('Support desk > Support L3');
    expect(wayWords(path([], { source: 'Ines' }))).toBe('granted directly by Ines');
    expect(wayWords(path([], { source: 'direct' }))).toBe('granted directly');
    expect(wayWords(path([], { source: 'elevation:EL-207' }))).toBe('granted directly by elevation EL-207');
    expect(wayWords(path([role], { source: 'scim' }))).toBe('directly: Support L3 by SCIM');
    expect(wayWords(path([role]))).toBe('directly: Support L3');
    expect(wayWords(path([store], { owner: true }))).toBe('as owner of Archive');
    expect(wayWords(path([desk], { until: '2026-11-12T11:20:00Z' }))).toContain(', until 12 Nov 2026');
  });
  it('is shortened in the middle', () => {
    expect(shortened([desk, role], 3)).toEqual({ items: [desk, role], left: 0 });
    expect(shortened([desk, desk, desk, role], 3)).toEqual({ items: [desk, role], left: 2 });
  });
  it('has a source', () => {
    expect(sourceOfHeld({ via: [path([desk, role])] })).toBe('Support desk');
    expect(sourceOfHeld({ via: [path([])] })).toBe('Granted directly');
    expect(sourceOfHeld({ via: [path([store], { owner: true })] })).toBe('As owner');
    expect(sourceOfGiven({ through: [] })).toBe('Right here');
    expect(sourceOfGiven({ through: [role] })).toBe('Support L3');
  });
});

it('finds a permission by its name and by what it comes through', () => {
  expect(fitsText(' mfa', permission, [])).toBe(true);
  expect(fitsText('DESK', permission, [desk, role])).toBe(true);
  expect(fitsText('x', permission, [desk])).toBe(false);
  expect(fitsText('', permission, [])).toBe(true);
});

describe('groups', () => {
  const row = (category: string, consequence: ConsequenceClass, source = 's') => ({
    category,
    consequence,
    source,
  });
  const rows = [row('B', 'policy'), row('A', 'view', 't'), row('B', 'view')];
  const of = (by: 'category' | 'class' | 'source') =>
    groupedBy(rows, by, (one) => one).map((group) => [group.title, group.rows.length]);
  it('keep the order of the product, but classes go from view to destructive', () => {
    expect(of('category')).toEqual([
      ['B', 2],
      ['A', 1],
    ]);
    expect(of('class')).toEqual([
      ['View', 2],
      ['Policy', 1],
    ]);
    expect(of('source')).toEqual([
      ['s', 2],
      ['t', 1],
    ]);
  });
  it('become lines', () => {
    const { lines, heads } = linesOf(groupedBy(rows, 'category', (one) => one));
    expect(lines.map((line) => line?.consequence)).toEqual([undefined, 'policy', 'view', undefined, 'view']);
    expect([...heads.keys()]).toEqual([0, 3]);
  });
});
