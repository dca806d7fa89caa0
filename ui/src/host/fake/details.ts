/** People, groups, roles and permissions in full, for the fake. */
import type {
  ClassCount,
  ConsequenceClass,
  EdgeView,
  FindingView,
  GivenPermission,
  GivesIt,
  GroupDetail,
  Holder,
  Item,
  PermissionDetail,
  PersonDetail,
  RoleDetail,
} from '../bindings';
import { HostError } from '../error';
import { basisOf, NOW } from './access';
import { FINDINGS } from './findings';
import {
  ALL_GROUPS,
  categoryOf,
  daysAgo,
  edge,
  type FakeGroup,
  grantsByName,
  groupItem,
  groupsOf,
  heldBy,
  item,
  memberships,
  numberOf,
  ownedBy,
  peopleIn,
  peopleWith,
  permissionItem,
  permissionNamed,
  personItem,
  roleItem,
  rolesByName,
  rolesOf,
} from './holdings';
import { type FakePermission, type FakeRole, PERMISSIONS, ROLES } from './meridian';
import { type FakePerson, PEOPLE } from './people';

const CLASSES: ConsequenceClass[] = ['view', 'diagnose', 'correct', 'override', 'policy', 'destructive'];
const DEPARTMENTS = ['Logistics', 'Customs', 'Support', 'Finance', 'Platform', 'Sales'];
const TITLES = [
  'Dispatcher',
  'Customs clerk',
  'Support engineer',
  'Accountant',
  'Developer',
  'Account manager',
];

export function gone(kind: string, id: string): HostError {
  return new HostError({
    code: 'not-found',
    message: `no ${kind} is called \`${id}\``,
    meaning: '',
    hint: 'look for it in the list',
    details: [],
  });
}

function found<T extends { id: string }>(list: readonly T[], kind: string, id: string): T {
  const one = list.find((other) => other.id === id);
  if (!one) throw gone(kind, id);
  return one;
}

export function findingsAbout(id: string): FindingView[] {
  return FINDINGS.filter((finding) => finding.subjects.some((subject) => subject.id === id));
}

function counts(held: readonly { consequence: ConsequenceClass }[]): ClassCount[] {
  return CLASSES.map((consequence) => ({
    consequence,
    count: held.filter((one) => one.consequence === consequence).length,
  }));
}

/** What the directory says about somebody. */
export function profileOf(person: FakePerson) {
  const number = numberOf(person.id);
  const at = number % DEPARTMENTS.length;
  const owner = PEOPLE[0];
  const never = number % 31 === 0;
  return {
    department: DEPARTMENTS[at] ?? null,
    title: TITLES[at] ?? null,
    email: `${person.id}@northwind.example`,
    mfa: number % 29 === 5 ? null : number % 7 !== 3,
    lastSignIn: never ? null : daysAgo(number % 4 === 0 ? number % 120 : number % 3),
    created: daysAgo(90 + (number % 900)),
    manager: owner && owner.id !== person.id ? personItem(owner) : null,
  };
}

export function personDetail(id: string, at: string | null = null): PersonDetail {
  const person = found(PEOPLE, 'person', id);
  const profile = profileOf(person);
  const held = heldBy(person);
  const roles = rolesOf(person);
  const groups = memberships(person);
  return {
    what: {
      person: personItem(person),
      detail: [profile.title, profile.department].filter(Boolean).join(', '),
      active: person.active,
      at: at ?? NOW,
      basis: basisOf(at),
      permissions: held,
      roles: roles.map((one) => one.item),
      groups: groups.map((one) => one.item),
    },
    userName: person.id,
    ...profile,
    permissionsTotal: PERMISSIONS.length,
    classes: counts(held),
    groups,
    roles,
    direct: grantsByName(person).flatMap(({ permission, source, since, until }) => {
      const known = permissionNamed(permission);
      return known ? [edge(permissionItem(known), { source, since, until })] : [];
    }),
    licences: person.active ? [item('licence', 'l-pro', 'Meridian Professional')] : [],
    owns: ownedBy(person),
    findings: findingsAbout(id),
    useReported: true,
    peerMedian: person.active ? 6 : null,
  };
}

function given(permission: FakePermission, rest: Partial<GivenPermission> = {}): GivenPermission {
  return {
    permission: permissionItem(permission),
    category: categoryOf(permission),
    consequence: permission.consequence,
    scope: [],
    through: [],
    denied: false,
    until: null,
    missing: [],
    users: null,
    preset: 'none',
    ...rest,
  };
}

/** Roles of the fake that were made from a preset and have moved away from it since. */
const PRESETS: Record<string, { name: string; added: string[]; missing: string[] }> = {
  'support-specialist-l3': {
    name: 'Support L3',
    added: ['users.reset-mfa', 'audit.read'],
    missing: ['webhooks.test'],
  },
  'billing-administrator': { name: 'Billing', added: ['invoices.correct'], missing: [] },
  'model-tester': { name: 'Model tester', added: [], missing: ['indexes.inspect'] },
  member: { name: 'Member', added: [], missing: [] },
};

export const presetOf = (role: string) => PRESETS[role];
export const driftOf = (role: string) => {
  const preset = PRESETS[role];
  const own = ROLES.find((one) => one.id === role)?.permissions ?? [];
  const added = preset?.added.filter((id) => own.includes(id)) ?? [];
  const missing = preset?.missing.filter((id) => !own.includes(id)) ?? [];
  return { added, missing };
};

function givenByRole(role: FakeRole): GivenPermission[] {
  const preset = PRESETS[role.id];
  const { added, missing } = driftOf(role.id);
  const users = peopleWith(role.id).length;
  return PERMISSIONS.flatMap((permission) => {
    const has = role.permissions.includes(permission.id);
    if (!has && !missing.includes(permission.id)) return [];
    const state = !preset
      ? 'none'
      : missing.includes(permission.id)
        ? 'missing'
        : added.includes(permission.id)
          ? 'added'
          : 'same';
    const included = role.id !== 'member' && ROLES.at(-1)?.permissions.includes(permission.id);
    return [
      given(permission, {
        preset: state,
        users: has ? numberOf(`${role.id}${permission.id}`) % (users + 1) : null,
        through: has && included ? [roleItem('member')] : [],
      }),
    ];
  });
}

export function roleDetail(id: string): RoleDetail {
  const role = found(ROLES, 'role', id);
  const permissions = givenByRole(role);
  const people = PEOPLE.filter((person) => rolesByName(person).some((one) => one.role === id));
  return {
    role: roleItem(id),
    description: role.description,
    at: NOW,
    preset: PRESETS[id]?.name ?? null,
    permissionsTotal: PERMISSIONS.length,
    permissions,
    classes: counts(permissions.filter((one) => one.preset !== 'missing')),
    includes: id === 'member' ? [] : [edge(roleItem('member'), { source: 'Meridian' })],
    includedBy:
      id === 'member' ? ROLES.slice(0, -1).map((one) => edge(roleItem(one.id), { source: 'Meridian' })) : [],
    groups: ALL_GROUPS.filter((group) => group.roles.includes(id)).map((group) =>
      edge(groupItem(group), { source: group.source }),
    ),
    people: people.slice(0, 200).map((person) => edge(personItem(person), { source: 'Tomasz Brandt' })),
    peopleDirect: people.length,
    peopleTotal: peopleWith(id).filter((person) => person.active).length,
    findings: findingsAbout(id),
  };
}

function rolesOfGroup(group: FakeGroup): EdgeView[] {
  const outer = ALL_GROUPS.filter((one) => group.inside.includes(one.id));
  return [
    ...group.roles.map((role) => edge(roleItem(role), { source: group.source })),
    ...outer.flatMap((one) =>
      one.roles.map((role) => edge(roleItem(role), { through: [groupItem(one)], source: one.source })),
    ),
  ];
}

export function givenByGroup(group: FakeGroup): GivenPermission[] {
  const roles = rolesOfGroup(group);
  return PERMISSIONS.flatMap((permission) => {
    const giving = roles.find((edge) =>
      ROLES.some((role) => role.id === edge.item.id && role.permissions.includes(permission.id)),
    );
    return giving
      ? [given(permission, { through: [...giving.through, giving.item], users: numberOf(permission.id) % 9 })]
      : [];
  });
}

export function groupDetail(id: string): GroupDetail {
  const group = found(ALL_GROUPS, 'group', id);
  const permissions = givenByGroup(group);
  const people = PEOPLE.filter((person) => groupsOf(person).includes(group));
  return {
    group: groupItem(group),
    source: group.source,
    at: NOW,
    permissionsTotal: PERMISSIONS.length,
    permissions,
    classes: counts(permissions),
    roles: rolesOfGroup(group),
    groups: ALL_GROUPS.filter((one) => one.inside.includes(id)).map((one) =>
      edge(groupItem(one), { source: one.source }),
    ),
    nestedIn: ALL_GROUPS.filter((one) => group.inside.includes(one.id)).map((one) =>
      edge(groupItem(one), { source: group.source }),
    ),
    people: people.slice(0, 200).map((person) => edge(personItem(person), { source: group.source })),
    peopleDirect: people.length,
    peopleTotal: peopleIn(id).filter((person) => person.active).length,
    findings: findingsAbout(id),
  };
}

function holderOf(person: FakePerson, permission: string): Holder[] {
  const held = heldBy(person).find((one) => one.permission.id === permission);
  if (!held) return [];
  const via = held.via.flatMap((way) => (way.direct ? [way.steps.at(-1)?.item] : [way.steps[1]?.item]));
  const once = new Map(via.filter((one): one is Item => one !== undefined).map((one) => [one.id, one]));
  const { decision, paths, standing, until, scope, lastUsed, missing } = held;
  return [
    {
      person: personItem(person),
      decision,
      via: [...once.values()],
      paths,
      standing,
      until,
      scope,
      lastUsed,
      missing,
    },
  ];
}

function givesIt(permission: FakePermission): { roles: GivesIt[]; groups: GivesIt[] } {
  const roles = ROLES.filter((role) => role.permissions.includes(permission.id));
  return {
    roles: roles.map((role) => ({
      item: roleItem(role.id),
      scope: [],
      through:
        role.id !== 'member' && ROLES.at(-1)?.permissions.includes(permission.id) ? [roleItem('member')] : [],
      people: peopleWith(role.id).filter((person) => person.active).length,
    })),
    groups:
      permission.id === 'users.view'
        ? [
            {
              item: groupItem(ALL_GROUPS[12] as FakeGroup),
              scope: [],
              through: [],
              people: peopleIn('g-all-staff').length,
            },
          ]
        : [],
  };
}

export function permissionDetail(id: string): PermissionDetail {
  const permission = found(PERMISSIONS, 'permission', id);
  const holders = PEOPLE.flatMap((person) => holderOf(person, id)).sort((a, b) =>
    a.person.name.localeCompare(b.person.name),
  );
  const item_ = (need: string) => permissionNamed(need);
  const needs = permission.needs.map(item_).filter((one) => one !== undefined);
  const apart = ['invoices.correct', 'exports.approve'];
  const other = permissionNamed(apart.find((one) => one !== id) ?? '');
  return {
    permission: permissionItem(permission),
    description: permission.description,
    category: categoryOf(permission),
    consequence: permission.consequence,
    assumed: false,
    objectType: permission.category === 'data' ? 'Datastore' : null,
    surface: null,
    sameDeed: [],
    at: NOW,
    needs: needs.map(permissionItem),
    neededBy: PERMISSIONS.filter((one) => one.needs.includes(id)).map(permissionItem),
    apartFrom:
      apart.includes(id) && other
        ? [
            {
              rule: item(
                'rule',
                'invoices-and-exports',
                'Whoever corrects invoices does not approve exports',
              ),
              why: 'one person who can both cause and approve a payment can hide a mistake, or a theft',
              from: [permissionItem(other)],
            },
          ]
        : [],
    ...givesIt(permission),
    peopleDirect: holders.filter((one) => one.via.some((way) => way.kind === 'permission')).length,
    holders,
    holdersTotal: holders.length,
    standing: holders.filter((one) => one.standing).length,
    used: holders.filter((one) => one.lastUsed !== null).length,
    findings: findingsAbout(id),
  };
}
