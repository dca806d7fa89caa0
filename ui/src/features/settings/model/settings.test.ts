import { describe, expect, it } from 'vitest';
import type { AccessChange, OperationInfo, SnapshotInfo, TenantSummary } from '../../../host/host';
import { cedarParts, effectOf, withoutAnnotations } from './cedar';
import { accessRows, edgeText, thingGroups } from './diff-rows';
import { operationGroups } from './operations';
import { nextReading } from './schedule';
import { readTenantSettings, readWorkspaceSettings } from './settings-search';
import { backupName, delta, firstPair, inOrder, picked } from './snapshots';

const now = new Date('2026-11-12T10:40:00Z');

describe('the address of settings', () => {
  it('keeps what it understands and drops the rest', () => {
    expect(readTenantSettings({ tab: 'snapshots', before: 'a1', after: 12, show: 'edges' })).toEqual({
      tab: 'snapshots',
      before: 'a1',
      after: '12',
      show: 'edges',
    });
    const told = (value: object) => Object.values(value).filter((one) => one !== undefined);
    expect(told(readTenantSettings({ tab: 'x', before: '', after: {}, show: [] }))).toEqual([]);
    expect(told(readWorkspaceSettings({ tab: 'remove', show: 1 }))).toEqual([]);
  });
});

it('says of people that they were granted something, of roles that they grant it', () => {
  const from = (kind: 'person' | 'role') => ({ kind, id: 'x', name: 'X' });
  expect(edgeText({ from: from('person'), label: 'grants' })).toBe('was granted');
  expect(edgeText({ from: from('role'), label: 'grants' })).toBe('grants');
  expect(edgeText({ from: from('person'), label: 'member of' })).toBe('member of');
});

describe('a schedule', () => {
  const attempt = (at: string) => ({
    at,
    ok: true,
    error: null,
    problems: [],
    problemsTotal: 0,
    complete: true,
  });
  const tenant = (name: string, scheduleMinutes: number | null, at?: string) =>
    ({
      name,
      kind: 'scim',
      scheduleMinutes,
      snapshot: null,
      lastAttempt: at ? attempt(at) : null,
    }) as TenantSummary;
  it('counts from the last attempt', () => {
    expect(nextReading(tenant('a', 60, '2026-11-12T10:00:00Z'), now)).toEqual(
      new Date('2026-11-12T11:00:00Z'),
    );
    expect(nextReading(tenant('a', 60, '2026-11-11T10:00:00Z'), now)).toEqual(now);
    expect(nextReading(tenant('a', null), now)).toBeUndefined();
    expect(nextReading(tenant('a', 60), now)).toEqual(now);
  });
});

describe('Cedar', () => {
  const text =
    '@id("a-b")\n@about("No (one), really")\nforbid (principal, action, resource)\nwhen { context.surface == "in" };';
  it('is shown without what its title says', () => {
    expect(withoutAnnotations(text)).toBe(
      'forbid (principal, action, resource)\nwhen { context.surface == "in" };',
    );
    expect(effectOf(text)).toBe('forbid');
    expect(effectOf('permit (principal, action, resource);')).toBe('permit');
  });
  it('loses nothing when it is taken apart', () => {
    const all = `${text} // why, "so" a/b\n`;
    const parts = cedarParts(all);
    expect(parts.map((part) => part.text).join('')).toBe(all);
    expect(parts.filter((part) => part.kind === 'word').map((part) => part.text)).toContain('forbid');
    expect(parts.find((part) => part.text === '"in"')?.kind).toBe('text');
    expect(parts.find((part) => part.kind === 'comment')?.text).toBe('// why, "so" a/b');
  });
});

describe('operations', () => {
  const operation = (name: string, allowed: boolean) =>
    ({ name, allowed, roles: ['administrator'] }) as OperationInfo;
  it('stand by what they act on', () => {
    const groups = operationGroups([
      operation('tenant.add', true),
      operation('access.why', true),
      operation('tenant.remove', false),
      operation('robot.feed', false),
    ]);
    expect(groups.map((group) => [group.title, group.operations.length])).toEqual([
      ['Tenants', 2],
      ['Access', 1],
      ['Robot', 1],
    ]);
  });
});

describe('snapshots', () => {
  const snapshot = (hash: string, people: number, baseline = false) =>
    ({ hash, baseline, counts: { people } }) as SnapshotInfo;
  const all = [snapshot('c', 12), snapshot('b', 12), snapshot('a', 14, true)];
  it('are picked two at a time', () => {
    expect(picked([], 'a')).toEqual(['a']);
    expect(picked(['a', 'b'], 'c')).toEqual(['b', 'c']);
    expect(picked(['a', 'b'], 'a')).toEqual(['b']);
  });
  it('are compared from the earlier to the later', () => {
    expect(inOrder(all, ['a', 'c'])).toEqual({ before: 'a', after: 'c' });
    expect(inOrder(all, ['c', 'a'])).toEqual({ before: 'a', after: 'c' });
    expect(inOrder(all, ['a'])).toBeUndefined();
    expect(firstPair(all)).toEqual(['a', 'c']);
    expect(firstPair(all.slice(0, 1))).toEqual([]);
  });
  it('tell what is different to the one before', () => {
    expect(delta(all, 0, 'people')).toBeUndefined();
    expect(delta(all, 1, 'people')).toBe('−2');
    expect(delta(all, 2, 'people')).toBeUndefined();
  });
  it('name a backup by its moment', () => {
    expect(backupName(now)).toBe('steward-20261112T104000Z.db');
  });
});

describe('differences', () => {
  const change = (id: string, consequence: AccessChange['consequence'], count: number): AccessChange => ({
    permission: { kind: 'permission', id, name: id },
    consequence,
    people: [],
    count,
  });
  it('stand one a permission, the gravest first', () => {
    const rows = accessRows({
      gained: [change('view', 'view', 9), change('export', 'override', 2)],
      lost: [change('export', 'override', 1), change('restore', 'override', 4)],
    });
    expect(rows.map((row) => [row.permission.id, row.gained?.count, row.lost?.count])).toEqual([
      ['restore', undefined, 4],
      ['export', 2, 1],
      ['view', 9, undefined],
    ]);
  });
  it('stand by kind', () => {
    const groups = thingGroups({
      added: [
        { kind: 'role', id: 'r', name: 'R' },
        { kind: 'person', id: 'p', name: 'P' },
      ],
      removed: [{ kind: 'person', id: 'q', name: 'Q' }],
    });
    expect(groups.map((group) => [group.kind, group.added.length, group.removed.length])).toEqual([
      ['person', 1, 1],
      ['role', 1, 0],
    ]);
  });
});
