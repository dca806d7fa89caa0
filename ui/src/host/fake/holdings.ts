/** Edges of the fake tenant and what follows from them: who is in what, has what, and can do what through it. */
import type { EdgeView, GrantPath, HeldPermission, Item, PathStep } from '../bindings';
import { NOW } from './access';
import { CATEGORIES, type FakePermission, PERMISSIONS, ROLES } from './meridian';
import { GROUPS, PEOPLE, type FakePerson as Person } from './people';

const DAY = 86_400_000;
/** A moment so many days before now; after it when negative. */
export const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * DAY).toISOString();

/** A number that is always the same for a text. */
export function numberOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
}

export type FakeGroup = { id: string; name: string; source: string; roles: string[]; inside: string[] };

const SITES = ['Rotterdam', 'Hamburg', 'Lyon', 'Bergen'];
export const ALL_GROUPS: FakeGroup[] = [
  ...GROUPS.map((one) => ({ ...one, source: 'Entra ID', roles: one.roles.slice(0, 1), inside: [] })),
  { id: 'g-all-staff', name: 'All staff', source: 'SCIM', roles: ['member'], inside: [] },
  { id: 'g-incident', name: 'Incident leads', source: 'Steward', roles: [], inside: ['g-all-staff'] },
  ...SITES.map((site) => ({
    id: `g-${site.toLowerCase()}`,
    name: `${site} site`,
    source: 'SCIM',
    roles: [],
    inside: ['g-all-staff'],
  })),
];

export const item = (kind: Item['kind'], id: string, name: string): Item => ({ kind, id, name });
export const groupItem = (group: FakeGroup) => item('group', group.id, group.name);
export const personItem = (person: Person) => item('person', person.id, person.name);
export const permissionItem = (one: FakePermission) => item('permission', one.id, one.name);
export const permissionNamed = (id: string) => PERMISSIONS.find((one) => one.id === id);
export const roleItem = (id: string) => item('role', id, ROLES.find((role) => role.id === id)?.name ?? id);
export const categoryOf = (one: FakePermission) =>
  CATEGORIES.find(([id]) => id === one.category)?.[1] ?? one.category;

const STORES = ['Warehouse EU', 'Freight contracts', 'Customs archive'].map((name) =>
  item('object', name.toLowerCase().replace(' ', '-'), name),
);

/** Groups somebody was put into by name. */
export function groupsOf(person: Person): FakeGroup[] {
  const number = numberOf(person.id);
  const site = `g-${(SITES[number % SITES.length] ?? '').toLowerCase()}`;
  const ids = [
    ...person.roles.filter(() => !isDirect(person)).map((role) => `g-${role}`),
    site,
    ...(number % 5 === 0 ? ['g-incident'] : []),
  ];
  return ALL_GROUPS.filter((group) => ids.includes(group.id));
}

/** Some people have their role by name, not through a group. */
export function isDirect(person: Person): boolean {
  return numberOf(person.id) % 6 === 1;
}

export type Assigned = { role: string; source: string; since: string; until: string | null };

export function rolesByName(person: Person): Assigned[] {
  if (!isDirect(person)) return [];
  const roles = person.roles.filter((role) => role !== 'member');
  return roles.map((role) => ({ role, source: 'Tomasz Brandt', since: daysAgo(182), until: null }));
}

export type Granted = {
  permission: string;
  source: string;
  since: string;
  until: string | null;
  scope: Item[];
};

/** Permissions granted to somebody by name. */
export function grantsByName(person: Person): Granted[] {
  if (person.name === 'Marek Lindqvist') {
    const short = { source: 'Tomasz Brandt', since: daysAgo(0.05), until: '2026-11-12T11:20:00Z' };
    return [
      { permission: 'data.restore', ...short, scope: STORES.slice(0, 1) },
      { permission: 'data.export', ...short, scope: STORES.slice(0, 1) },
      { permission: 'users.reset-mfa', source: 'Ines Okafor', since: daysAgo(182), until: null, scope: [] },
    ];
  }
  if (numberOf(person.id) % 17 !== 3) return [];
  return [
    {
      permission: 'data.export',
      source: 'Ines Okafor',
      since: daysAgo(40),
      until: daysAgo(-9),
      scope: STORES.slice(1, 3),
    },
  ];
}

/** Objects somebody made. */
export function ownedBy(person: Person): Item[] {
  return person.roles.some((role) => role.includes('builder') || role.includes('ingestor'))
    ? STORES.slice(2)
    : [];
}

const step = (
  of: Item,
  label = '',
  source = '',
  since: string | null = null,
  until: string | null = null,
): PathStep => ({
  item: of,
  label,
  source,
  since,
  until,
});
const roleGives = (role: string, permission: string) =>
  ROLES.find((one) => one.id === role)?.permissions.includes(permission) ?? false;

/** Every way from a person to a permission, the shortest first. */
export function waysOf(person: Person, permission: FakePermission): GrantPath[] {
  const from = step(personItem(person));
  const to = step(permissionItem(permission), 'grants', '', daysAgo(300));
  const plain = { direct: false, owner: false, since: daysAgo(182), until: null };
  const scope =
    permission.category === 'data' && permission.consequence === 'correct' ? STORES.slice(0, 2) : [];
  const ways: GrantPath[] = [];
  for (const { permission: id, until, source, since, scope: on } of grantsByName(person))
    if (id === permission.id)
      ways.push({
        ...plain,
        steps: [from, step(to.item, 'grants', source, since, until)],
        direct: true,
        scope: on,
        source,
        since,
        until,
      });
  if (permission.id === 'datastores.manage' && ownedBy(person).length > 0)
    ways.push({
      ...plain,
      steps: [from, step(STORES[2] as Item, 'owns'), to],
      owner: true,
      scope: ownedBy(person),
      source: '',
    });
  for (const { role, source, since } of rolesByName(person))
    if (roleGives(role, permission.id))
      ways.push({
        ...plain,
        steps: [from, step(roleItem(role), 'has role', source, since), to],
        scope,
        source,
        since,
      });
  for (const group of groupsOf(person)) {
    const member = step(groupItem(group), 'member of', group.source, daysAgo(182));
    for (const role of group.roles)
      if (roleGives(role, permission.id))
        ways.push({
          ...plain,
          steps: [from, member, step(roleItem(role), 'has role'), to],
          scope,
          source: group.source,
        });
    for (const outer of ALL_GROUPS.filter((one) => group.inside.includes(one.id)))
      for (const role of outer.roles)
        if (roleGives(role, permission.id))
          ways.push({
            ...plain,
            steps: [from, member, step(groupItem(outer), 'nested in'), step(roleItem(role), 'has role'), to],
            scope,
            source: group.source,
          });
  }
  return ways.sort((a, b) => a.steps.length - b.steps.length);
}

const kept = new Map<string, HeldPermission[]>();

/** What somebody can do. */
export function heldBy(person: Person): HeldPermission[] {
  const held = kept.get(person.id) ?? (person.active ? worked(person) : []);
  kept.set(person.id, held);
  return held;
}

function worked(person: Person): HeldPermission[] {
  return PERMISSIONS.flatMap((permission): HeldPermission[] => {
    const via = waysOf(person, permission);
    if (via.length === 0) return [];
    const everywhere = via.some((way) => way.scope.length === 0);
    const ends = via.every((way) => way.until !== null);
    return [
      {
        permission: permissionItem(permission),
        category: categoryOf(permission),
        consequence: permission.consequence,
        decision: everywhere ? 'yes' : 'scoped',
        scope: everywhere
          ? []
          : [...new Map(via.flatMap((way) => way.scope).map((one) => [one.id, one])).values()],
        via,
        paths: via.length,
        standing: !ends,
        until: ends ? (via[0]?.until ?? null) : null,
        missing:
          person.name === 'Felix Aydin' && permission.id === 'agents.query'
            ? [item('permission', 'documents.read', 'Read documents')]
            : [],
        lastUsed: usedLast(person.id, permission.id),
      },
    ];
  });
}

function usedLast(person: string, permission: string): string | null {
  const days = numberOf(`${person} ${permission}`) % 130;
  return days > 122 ? null : daysAgo(days < 80 ? days % 4 : days);
}

/** Everybody in a group by any way. */
export function peopleIn(group: string): Person[] {
  return PEOPLE.filter((person) =>
    groupsOf(person).some((one) => one.id === group || one.inside.includes(group)),
  );
}

export function peopleWith(role: string): Person[] {
  return PEOPLE.filter((person) => rolesOf(person).some((edge) => edge.item.id === role));
}

export function edge(of: Item, rest: Partial<EdgeView> = {}): EdgeView {
  return { item: of, through: [], source: 'SCIM', since: daysAgo(182), until: null, holds: true, ...rest };
}

/** Groups somebody is in, direct ones first. */
export function memberships(person: Person): EdgeView[] {
  const direct = groupsOf(person);
  const nested = direct.flatMap((inner) =>
    ALL_GROUPS.filter((group) => inner.inside.includes(group.id) && !direct.includes(group)).map((group) =>
      edge(groupItem(group), { through: [groupItem(inner)] }),
    ),
  );
  const once = nested.filter((one, at) => nested.findIndex((other) => other.item.id === one.item.id) === at);
  return [...direct.map((group) => edge(groupItem(group), { source: group.source })), ...once];
}

/** Roles somebody has, direct ones first. */
export function rolesOf(person: Person): EdgeView[] {
  const direct = rolesByName(person).map(({ role, ...rest }) => edge(roleItem(role), rest));
  const through = memberships(person).flatMap(({ item: group }) =>
    (ALL_GROUPS.find((one) => one.id === group.id)?.roles ?? []).map((role) =>
      edge(roleItem(role), { through: [group] }),
    ),
  );
  return [...direct, ...through];
}
