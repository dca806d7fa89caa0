import { describe, expect, it } from 'vitest';
import type { EdgeView, Item, PersonDetail } from '../../../host/host';
import { peerWords, personFacts } from './facts';

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
    expect(value('Source', { ...person, groups: [edge('a', 'direct')] })).toBeUndefined();
  });
  it('say when the tenant does not tell', () => {
    expect(value('Sign-in')).toBe('Never seen');
    expect(value('Second factor')).toBe('Not told');
    expect(value('Second factor', { ...person, mfa: false })).toBe('None');
    expect(value('Sign-in', { ...person, lastSignIn: '2026-11-11T10:42:00Z' })).toBe('yesterday');
  });
});

it('measures somebody against their peers', () => {
  expect(peerWords(17, 6, 'Support')).toBe('Holds 17. Half of the active people in Support hold 6 or fewer.');
  expect(peerWords(17, null, 'Support')).toBeUndefined();
});
