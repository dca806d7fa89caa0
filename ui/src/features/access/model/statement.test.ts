import { describe, expect, it } from 'vitest';
import type {
  EdgeView,
  GivenPermission,
  GroupDetail,
  HeldPermission,
  Item,
  PermissionDetail,
  PersonDetail,
  RoleDetail,
} from '../../../host/host';
import { groupStatement, permissionStatement, personStatement, roleStatement } from './statement';

const seen = { tenant: 'Northwind', snapshot: '9f3c' };
const at = '2026-11-12T10:42:00Z';
const item = (kind: Item['kind'], name: string): Item => ({ kind, id: name, name });
const marek = item('person', 'Marek Lindqvist');
const staff = item('group', 'All staff');
const member = item('role', 'Member');
const store = item('object', 'Warehouse EU');
const restore = item('permission', 'Restore data');
const edge = (of: Item, rest: Partial<EdgeView> = {}): EdgeView => ({
  item: of,
  through: [],
  source: 'SCIM',
  since: null,
  until: null,
  holds: true,
  ...rest,
});

const held: HeldPermission = {
  permission: restore,
  category: 'Data',
  consequence: 'override',
  decision: 'scoped',
  scope: [store],
  via: [
    {
      steps: [marek, restore].map((one) => ({ item: one, label: '', source: '', since: null, until: null })),
      direct: true,
      owner: false,
      scope: [store],
      source: 'Tomasz Brandt',
      since: null,
      until: '2026-11-12T11:20:00Z',
    },
  ],
  paths: 3,
  standing: false,
  until: '2026-11-12T11:20:00Z',
  missing: [item('permission', 'Read documents')],
  lastUsed: null,
};

const person: PersonDetail = {
  what: {
    person: marek,
    detail: 'Support',
    active: true,
    at,
    basis: { snapshot: '9f3c', readAt: at, firstRead: at, nextRead: null, tense: 'now' },
    permissions: [held],
    roles: [],
    groups: [],
  },
  userName: 'marek',
  email: null,
  title: null,
  department: null,
  manager: null,
  mfa: null,
  lastSignIn: null,
  created: null,
  permissionsTotal: 46,
  classes: [
    { consequence: 'view', count: 0 },
    { consequence: 'override', count: 1 },
  ],
  groups: [edge(staff)],
  roles: [edge(member, { through: [staff] })],
  direct: [],
  licences: [],
  owns: [store],
  findings: [],
  useReported: true,
  peerMedian: null,
};

const given = (name: string, rest: Partial<GivenPermission> = {}): GivenPermission => ({
  permission: item('permission', name),
  category: 'Data',
  consequence: 'view',
  scope: [],
  through: [],
  denied: false,
  until: null,
  missing: [],
  users: null,
  preset: 'same',
  ...rest,
});

const role: RoleDetail = {
  role: member,
  description: 'what everybody can do',
  at,
  preset: 'Member',
  permissionsTotal: 46,
  permissions: [
    given('View'),
    given('Approve', { preset: 'added' }),
    given('Inspect', { preset: 'missing' }),
  ],
  classes: [],
  includes: [],
  includedBy: [],
  groups: [edge(staff)],
  people: [],
  peopleDirect: 0,
  peopleTotal: 412,
  findings: [],
};

const group: GroupDetail = {
  group: staff,
  source: 'SCIM',
  at,
  permissionsTotal: 46,
  permissions: [given('View', { through: [staff, member] })],
  classes: [],
  roles: [edge(member, { until: at })],
  groups: [],
  nestedIn: [edge(staff, { holds: false })],
  people: [],
  peopleDirect: 0,
  peopleTotal: 1,
  findings: [],
};

const permission: PermissionDetail = {
  permission: restore,
  description: '',
  category: 'Data',
  consequence: 'override',
  assumed: false,
  objectType: null,
  surface: null,
  sameDeed: [],
  at,
  needs: [],
  neededBy: [],
  apartFrom: [{ rule: item('rule', 'two keys'), why: '', from: [item('permission', 'Export data')] }],
  roles: [],
  groups: [],
  peopleDirect: 1,
  holders: [
    {
      person: marek,
      decision: 'yes',
      via: [restore, member],
      paths: 2,
      standing: true,
      until: null,
      scope: [],
      lastUsed: null,
      missing: [],
    },
  ],
  holdersTotal: 2,
  standing: 1,
  used: null,
  findings: [],
};

describe('an access statement', () => {
  it('says who, as of when, and everything with its ways', () => {
    const text = personStatement(person, seen);
    expect(text.split('\n').slice(0, 5)).toEqual([
      'Access statement: Marek Lindqvist',
      'Login name: marek',
      'Position: Support',
      'Account: active',
      'Second factor: not told by the tenant',
    ]);
    expect(text).toMatch(
      /Tenant: Northwind\nAs of: 12 Nov 2026, .* \(2026-11-12T10:42:00Z\)\nSnapshot: 9f3c\n/,
    );
    expect(text).toContain('Can use 1 of 46 permissions: 1 override.\n\nData\n');
    expect(text).toMatch(/\n {2}Restore data \[override\] on Warehouse EU, until 12 Nov 2026, .*\n/);
    expect(text).toMatch(/\n {4}granted directly by Tomasz Brandt, until .*\n {4}and 2 more ways\n/);
    expect(text).toContain('    does not work without Read documents\n    last used: never\n');
    expect(text).toContain(
      'Roles\n  Member (through All staff)\n\nGroups\n  All staff (from SCIM)\n\nOwns\n',
    );
    expect(text).not.toMatch(/\n\n\n/);
    expect(text.endsWith('Warehouse EU\n')).toBe(true);
  });
  it('tells a role against its preset', () => {
    const text = roleStatement(role, seen);
    expect(text).toContain('Gives 2 of 46 permissions.');
    expect(text).toContain('  Approve [view] everywhere, added to the preset\n');
    expect(text).toContain('In the preset, but not in the role\n  Inspect\n');
  });
  it('tells a group with what it is nested in', () => {
    const text = groupStatement(group, seen);
    expect(text).toContain('  View [view] everywhere, through All staff > Member\n');
    expect(text).toMatch(/Roles\n {2}Member \(from SCIM, until 12 Nov 2026/);
    expect(text).toContain('Nested in\n  All staff (from SCIM, not at this moment)\n');
  });
  it('tells a permission with who holds it', () => {
    const text = permissionStatement(permission, seen);
    expect(text).toContain('2 people hold it, 1 without an end.\nListed: 1.\n');
    expect(text).toContain('\n  Marek Lindqvist: everywhere, granted directly, through Member\n');
    expect(text).toContain('Must not be held together with\n  Export data (two keys)\n');
  });
});
