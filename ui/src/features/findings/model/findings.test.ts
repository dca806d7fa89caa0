import { describe, expect, it } from 'vitest';
import type { FindingView, SeverityLevel } from '../../../host/host';
import { filtered, grouped, linesOf, nearestFilter, neighbour, subjectInMatrix } from './findings';

function finding(key: string, severity: SeverityLevel, check: string, name = key): FindingView {
  return {
    key,
    check,
    checkTitle: check.toUpperCase(),
    why: '',
    reference: '',
    severity,
    title: `about ${name}`,
    subjects: [{ kind: 'person', id: `p-${key}`, name }],
    count: 1,
    evidence: [],
    fixes: [],
    dismissed: null,
    back: null,
    firstSeen: null,
  };
}

const all = [
  finding('a', 'critical', 'duties', 'Dana'),
  finding('b', 'high', 'stale', 'Ravi'),
  finding('c', 'high', 'duties', 'Petra'),
  finding('d', 'low', 'stale', 'Nuno'),
];
const none = { severity: [], check: [], text: '' };

describe('filtered', () => {
  it('gives all without a filter', () => {
    expect(filtered(all, none)).toEqual(all);
  });
  it('joins severity, check and text', () => {
    const filter = { severity: ['high' as const], check: ['duties'], text: 'PETRA' };
    expect(filtered(all, filter).map((one) => one.key)).toEqual(['c']);
  });
  it('looks into subjects by id', () => {
    expect(filtered(all, { ...none, text: 'p-d' }).map((one) => one.key)).toEqual(['d']);
  });
});

describe('grouped', () => {
  it('puts the worst group first', () => {
    const shuffled = [...all].reverse();
    expect(grouped(shuffled, 'severity').map((group) => group.id)).toEqual(['critical', 'high', 'low']);
  });
  it('keeps the order inside a check', () => {
    expect(grouped(all, 'check').map((group) => group.findings.map((one) => one.key))).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
  });
  it('numbers findings over all groups', () => {
    const lines = linesOf(grouped(all, 'severity'));
    expect(lines.map((line) => (line.kind === 'head' ? line.group.id : line.position))).toEqual([
      'critical',
      0,
      'high',
      1,
      2,
      'low',
      3,
    ]);
  });
});

describe('neighbour', () => {
  it('begins at the ends', () => {
    expect(neighbour(all, undefined, 1)?.key).toBe('a');
    expect(neighbour(all, undefined, -1)?.key).toBe('d');
  });
  it('stays at the ends', () => {
    expect(neighbour(all, 'd', 1)?.key).toBe('d');
    expect(neighbour(all, 'a', -1)?.key).toBe('a');
  });
  it('has none in an empty list', () => {
    expect(neighbour([], 'a', 1)).toBeUndefined();
  });
});

describe('subjectInMatrix', () => {
  const role = { kind: 'role' as const, id: 'r', name: 'R' };
  const permission = { kind: 'permission' as const, id: 'x', name: 'X' };
  it('takes a row and a column', () => {
    expect(subjectInMatrix({ subjects: [permission, role] })).toEqual({ item: role, permission });
  });
  it('takes a column alone', () => {
    expect(subjectInMatrix({ subjects: [permission] })).toEqual({ item: permission });
  });
  it('finds no place for licences', () => {
    expect(subjectInMatrix({ subjects: [{ kind: 'licence', id: 'l', name: 'L' }] })).toBeUndefined();
  });
});

describe('nearestFilter', () => {
  it('drops the filter that hides the most', () => {
    const filter = { severity: ['low' as const], check: ['duties'], text: '' };
    expect(nearestFilter(all, filter)).toBe('severity');
  });
  it('offers something even when no single one helps', () => {
    expect(nearestFilter(all, { severity: ['medium'], check: ['none'], text: 'zzz' })).toBe('text');
  });
  it('has nothing to drop without filters', () => {
    expect(nearestFilter(all, none)).toBeUndefined();
  });
});
