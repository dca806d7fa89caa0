import { describe, expect, it } from 'vitest';
import type { TenantSummary } from '../../host/host';
import { type Command, grouped, matching, readInput } from './palette-model';
import { connectionText, environmentText, fileName } from './status-model';

const tenant: TenantSummary = {
  name: 'nw',
  displayName: 'Northwind',
  product: 'Meridian',
  kind: 'scim',
  environment: 'live',
  address: 'https://a.example',
  snapshot: null,
  counts: {
    people: 412,
    groups: 0,
    roles: 0,
    permissions: 0,
    objects: 0,
    memberships: 0,
    assignments: 0,
    grants: 0,
  },
  lastAttempt: { at: '2026-11-12T10:36:00Z', ok: true, error: null, problems: [], problemsTotal: 0 },
  stale: false,
  scheduleMinutes: null,
};
const now = new Date('2026-11-12T10:40:00Z');

describe('the status bar', () => {
  it('names the environment and its reach', () => {
    expect(environmentText(tenant)).toBe('LIVE · reaches 412 people');
    expect(environmentText({ ...tenant, environment: 'practice' })).toBe('PRACTICE · reaches nobody');
  });
  it('tells how the connection is', () => {
    expect(connectionText(tenant, now)).toBe('SCIM · read 4 min ago');
    expect(connectionText({ ...tenant, stale: true }, now)).toBe('SCIM failed');
    expect(connectionText({ ...tenant, kind: 'file', address: 'C:\\x\\hc.txt' }, now)).toBe('hc.txt');
    expect(fileName('/a/b')).toBe('b');
  });
});

describe('the palette', () => {
  const command = (label: string, group: Command['group'] = 'Do'): Command => ({
    id: label,
    group,
    label,
    run: () => {},
  });
  it('understands its signs', () => {
    expect(readInput('@fel')).toMatchObject({ kind: 'people', text: 'fel' });
    expect(readInput('# query')).toMatchObject({ kind: 'permissions', text: 'query' });
    expect(readInput('> read')).toMatchObject({ kind: 'do', text: 'read' });
    expect(readInput('fel')).toMatchObject({ kind: 'all', text: 'fel' });
    expect(readInput('')).toMatchObject({ kind: 'all', text: '' });
    expect(readInput('@x').wanted('role')).toBe(false);
    expect(readInput('>x').wanted('person')).toBe(false);
  });
  it('finds every word anywhere', () => {
    expect(matching([command('Use the dark appearance'), command('Matrix')], 'DARK use').length).toBe(1);
  });
  it('orders Do before Look', () => {
    const found = grouped([command('b', 'Look'), command('a', 'Do')]);
    expect(found.map((group) => group.name)).toEqual(['Do', 'Look']);
  });
});
