import { describe, expect, it } from 'vitest';
import type { EdgeView, GivenPermission, Item, PersonDetail, RoleDetail } from '../../../host/host';
import { peerWords, personFacts, roleFacts } from './facts';

const item = (id: string): Item => ({ kind: 'group', id, name: id });
const edge = (id: string, source: string, holds = true): EdgeView => ({
  item: item(id),
  through: [],
  source,
  since: null,
  until: null,
  holds,
});

const person: PersonDetail = {
  what: {
    person: item('p'),
    detail: '',
    active: true,
    at: '2026-11-12T10:42:00Z',
    basis: {
      snapshot: 'none',
      readAt: '2026-11-12T10:42:00Z',
      firstRead: '2026-11-12T10:42:00Z',
      nextRead: null,
      tense: 'now',
    },
    permissions: [],
    roles: [],
    groups: [],
  },
  userName: 'p',
  email: null,
  title: null,
  department: null,
  manager: null,
  mfa: null,
  lastSignIn: null,
  created: null,
  permissionsTotal: 1046,
  classes: [],
  groups: [edge('a', 'SCIM'), edge('b', 'Entra ID'), edge('c', 'SCIM', false), edge('d', '')],
  roles: [],
  direct: [],
  licences: [],
  owns: [],
  findings: [],
  useReported: false,
  peerMedian: null,
};
const value = (label: string, detail = person) =>
  personFacts(detail).find((fact) => fact.label === label)?.value;

describe('facts about a person', () => {
  it('count what holds now', () => {
    expect(value('Effective')).toBe('0 of 1,046');
    expect(value('Groups')).toBe('3');
    expect(value('Source')).toBe('SCIM');
    expect(value('Source', { ...person, groups: [edge('a', 'scim'), edge('b', 'direct')] })).toBe('SCIM');
    expect(value('Source', { ...person, groups: [edge('a', 'idp:Entra ID')] })).toBe('Entra ID');
    expect(value('Source', { ...person, groups: [edge('a', 'direct')] })).toBeUndefined();
  });
  it('say when the tenant does not tell', () => {
    expect(value('Sign-in')).toBe('Never seen');
    expect(value('Second factor')).toBe('Not told');
    expect(value('Second factor', { ...person, mfa: false })).toBe('None');
    expect(value('Sign-in', { ...person, lastSignIn: '2026-11-11T10:42:00Z' })).toBe('yesterday');
  });
});

it('counts what differs from the preset of a role', () => {
  const given = (preset: GivenPermission['preset']): GivenPermission => ({
    permission: { kind: 'permission', id: preset, name: preset },
    category: '',
    consequence: 'view',
    scope: [],
    through: [],
    denied: false,
    until: null,
    missing: [],
    users: null,
    preset,
  });
  const role = (...presets: GivenPermission['preset'][]): RoleDetail => ({
    role: { kind: 'role', id: 'r', name: 'r' },
    description: '',
    preset: 'Viewer',
    includes: [],
    includedBy: [],
    groups: [],
    at: person.what.at,
    permissionsTotal: 3,
    permissions: presets.map(given),
    classes: [],
    people: [],
    peopleDirect: 0,
    peopleTotal: 0,
    findings: [],
  });
  const against = (...presets: GivenPermission['preset'][]) =>
    roleFacts(role(...presets)).find((fact) => fact.label === 'Against the preset')?.value;
  expect(against('same')).toBe('As it was');
  expect(against('same', 'added')).toBe('1 differs');
  expect(against('missing', 'added')).toBe('2 differ');
});

it('measures somebody against their peers', () => {
  expect(peerWords(17, 6, 'Support')).toBe('Holds 17. Half of the active people in Support hold 6 or fewer.');
  expect(peerWords(17, null, 'Support')).toBeUndefined();
});
