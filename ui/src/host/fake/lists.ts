/** Lists and details, for the fake. `/people=100000` makes a tenant of that many; `/none=groups` one without groups. */
import type {
  ConsequenceClass,
  Facet,
  ItemRef,
  ListCell,
  ListHead,
  ListKind,
  ListQuery,
  ListRow,
  MatrixQuery,
  SeverityLevel,
} from '../bindings';
import type { Host } from '../host';
import { NOW, rowsOf } from './access';
import {
  driftOf,
  findingsAbout,
  givenByGroup,
  groupDetail,
  permissionDetail,
  personDetail,
  presetOf,
  profileOf,
  roleDetail,
} from './details';
import {
  ALL_GROUPS,
  categoryOf,
  daysAgo,
  groupItem,
  heldBy,
  memberships,
  peopleIn,
  peopleWith,
  permissionItem,
  personItem,
  roleItem,
  rolesOf,
} from './holdings';
import { COLUMNS, FACETS } from './list-columns';
import { PERMISSIONS, ROLES } from './meridian';
import { type FakePerson, PEOPLE } from './people';

type Answer = <T>(what: string, value: () => T) => Promise<T>;
type Lists = Pick<
  Host,
  | 'listHead'
  | 'listRows'
  | 'listPosition'
  | 'exportList'
  | 'matrixPosition'
  | 'person'
  | 'group'
  | 'role'
  | 'permission'
>;

/** A row with what it can be filtered by. */
type FakeRow = ListRow & { facets: Record<string, string[]>; words: string };

const RANK: SeverityLevel[] = ['low', 'medium', 'high', 'critical'];
const CLASSES: ConsequenceClass[] = ['view', 'diagnose', 'correct', 'override', 'policy', 'destructive'];

const text = (value: string): ListCell => ({ holds: 'text', value });
const number = (value: number): ListCell => ({ holds: 'number', value });

function worstOf(id: string): SeverityLevel | null {
  const ranks = findingsAbout(id).map((finding) => RANK.indexOf(finding.severity));
  return ranks.length > 0 ? (RANK[Math.max(...ranks)] ?? null) : null;
}

function highest(held: readonly { consequence: ConsequenceClass }[]): ConsequenceClass | null {
  return CLASSES.findLast((one) => held.some((other) => other.consequence === one)) ?? null;
}

function personRow(person: FakePerson): FakeRow {
  const profile = profileOf(person);
  const held = heldBy(person);
  const roles = rolesOf(person);
  const top = highest(held);
  return {
    item: personItem(person),
    detail: person.id,
    active: person.active,
    worst: worstOf(person.id),
    cells: [
      text(profile.title ?? ''),
      text(profile.department ?? ''),
      number(roles.length),
      number(memberships(person).length),
      number(held.length),
      { holds: 'class', value: top },
      { holds: 'moment', value: profile.lastSignIn },
      { holds: 'flag', value: profile.mfa },
    ],
    facets: {
      status: [person.active ? 'active' : 'deactivated'],
      department: [profile.department ?? ''],
      gravest: [top ?? 'none'],
      secondFactor: [profile.mfa === null ? 'unknown' : profile.mfa ? 'yes' : 'no'],
      signIn: [profile.lastSignIn === null ? 'never' : profile.lastSignIn > daysAgo(30) ? 'recent' : 'older'],
    },
    words: `${person.name} ${person.id} ${profile.email} ${profile.title}`,
  };
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function groupRows(): FakeRow[] {
  return ALL_GROUPS.map((group) => {
    const given = givenByGroup(group);
    const top = highest(given);
    return {
      item: groupItem(group),
      detail: group.inside.length > 0 ? 'in All staff' : '',
      active: true,
      worst: worstOf(group.id),
      cells: [
        text(group.source),
        number(peopleIn(group.id).length),
        number(ALL_GROUPS.filter((one) => one.inside.includes(group.id)).length),
        number(group.roles.length),
        number(given.length),
        { holds: 'class', value: top },
      ],
      facets: { source: [group.source], gravest: [top ?? 'none'] },
      words: `${group.name} ${group.id}`,
    };
  });
}

function roleRows(): FakeRow[] {
  return ROLES.map((role) => {
    const held = PERMISSIONS.filter((one) => role.permissions.includes(one.id));
    const top = highest(held);
    const drift = driftOf(role.id);
    return {
      item: roleItem(role.id),
      detail: role.description,
      active: true,
      worst: worstOf(role.id),
      cells: [
        number(peopleWith(role.id).length),
        number(ALL_GROUPS.filter((group) => group.roles.includes(role.id)).length),
        number(held.length),
        number(drift.added.length),
        { holds: 'class', value: top },
      ],
      facets: { preset: [presetOf(role.id) ? 'preset' : 'own'], gravest: [top ?? 'none'] },
      words: `${role.name} ${role.id} ${role.description}`,
    };
  });
}

function permissionRows(): FakeRow[] {
  return PERMISSIONS.map((one) => {
    const roles = ROLES.filter((role) => role.permissions.includes(one.id));
    const holders = PEOPLE.filter((person) => heldBy(person).some((held) => held.permission.id === one.id));
    return {
      item: permissionItem(one),
      detail: one.description,
      active: true,
      worst: worstOf(one.id),
      cells: [
        text(categoryOf(one)),
        { holds: 'class', value: one.consequence },
        number(holders.length),
        number(roles.length),
        number(Math.round(holders.length * 0.9)),
        { holds: 'moment', value: daysAgo(roles.length % 5) },
      ],
      facets: { category: [categoryOf(one)], class: [one.consequence] },
      words: `${one.name} ${one.id} ${one.description}`,
    };
  });
}

/** What the address of the page asks of the fake. */
function asked(): URLSearchParams {
  return new URLSearchParams(typeof window === 'undefined' ? '' : window.location.pathname.slice(1));
}

/** More people than the fake has: the same ones again, with a number. */
function crowd(rows: FakeRow[], size: number): FakeRow[] {
  return Array.from({ length: size }, (_, at) => {
    const row = rows[at % rows.length] as FakeRow;
    if (at < rows.length) return row;
    const name = `${row.item.name} ${at}`;
    return { ...row, item: { ...row.item, name, id: `${row.item.id}.${at}` }, worst: null, words: name };
  });
}

const kept = new Map<ListKind, FakeRow[]>();

function allOf(kind: ListKind): FakeRow[] {
  if (asked().get('none') === kind) return [];
  const rows = kept.get(kind) ?? made(kind);
  kept.set(kind, rows);
  return rows;
}

function made(kind: ListKind): FakeRow[] {
  switch (kind) {
    case 'people':
      return crowd(PEOPLE.map(personRow), Number(asked().get('people') ?? PEOPLE.length));
    case 'groups':
      return groupRows();
    case 'roles':
      return roleRows();
    case 'permissions':
      return permissionRows();
  }
}

function within(query: ListQuery): Set<string> | undefined {
  if (!query.within) return undefined;
  const { kind, id } = query.within;
  if (kind === 'permission') return new Set(permissionDetail(id).holders.map((one) => one.person.id));
  // everybody who is active has the one licence of the fake
  if (kind === 'licence') return new Set(PEOPLE.filter((one) => one.active).map((one) => one.id));
  const people = kind === 'group' ? peopleIn(id) : peopleWith(id);
  return new Set(people.map((person) => person.id));
}

function fits(row: FakeRow, query: ListQuery, without?: string): boolean {
  const chosen = query.facets.filter((choice) => choice.facet !== without);
  return (
    row.words.toLowerCase().includes(query.search.toLowerCase()) &&
    (!query.onlyFindings || row.worst !== null) &&
    chosen.every(({ facet, values }) => row.facets[facet]?.some((value) => values.includes(value)))
  );
}

function matching(query: ListQuery, without?: string): FakeRow[] {
  const members = within(query);
  return allOf(query.kind).filter(
    (row) => (!members || members.has(row.item.id)) && fits(row, query, without),
  );
}

const sorted = new Map<string, FakeRow[]>();

function rowsFor(query: ListQuery): FakeRow[] {
  const key = JSON.stringify(query);
  const rows = sorted.get(key) ?? inOrder(query);
  sorted.set(key, rows);
  return rows;
}

function inOrder(query: ListQuery): FakeRow[] {
  const at = COLUMNS[query.kind].findIndex(([id]) => id === query.sort);
  const by = (row: FakeRow): string | number => (at < 0 ? row.item.name : weight(row.cells[at]));
  const way = query.descending ? -1 : 1;
  return matching(query).sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
    return order === 0 ? a.item.name.localeCompare(b.item.name) : order * way;
  });
}

function weight(cell: ListCell | undefined): string | number {
  if (cell?.holds === 'class') return cell.value ? CLASSES.indexOf(cell.value) : -1;
  if (cell?.holds === 'flag') return typeof cell.value === 'boolean' ? Number(cell.value) : -1;
  return cell?.value ?? '';
}

function facetsOf(query: ListQuery): Facet[] {
  const ids = Object.keys(allOf(query.kind)[0]?.facets ?? {});
  return ids.map((id) => {
    const tally = new Map<string, number>();
    for (const row of matching(query, id))
      for (const value of row.facets[id] ?? []) tally.set(value, (tally.get(value) ?? 0) + 1);
    const values = [...tally].map(([value, count]) => ({ value, label: labelOf(id, value), count }));
    return {
      id,
      title: FACETS[id]?.title ?? id,
      values: values.sort((a, b) => b.count - a.count).slice(0, 100),
    };
  });
}

function labelOf(facet: string, value: string): string {
  const isClass = CLASSES.some((one) => one === value);
  return FACETS[facet]?.labels?.[value] ?? (isClass ? capital(value) : value === 'none' ? 'Nothing' : value);
}

function headFor(query: ListQuery): ListHead {
  return {
    kind: query.kind,
    snapshot: '9f3ca71e55d0',
    at: NOW,
    total: allOf(query.kind).length,
    shown: rowsFor(query).length,
    columns: COLUMNS[query.kind].map(([id, title, holds]) => ({ id, title, holds })),
    facets: facetsOf(query),
    within: query.within && { ...query.within, name: nameWithin(query.within) },
  };
}

function nameWithin({ kind, id }: ItemRef): string {
  const lists: Partial<Record<ItemRef['kind'], ListKind>> = {
    group: 'groups',
    role: 'roles',
    permission: 'permissions',
  };
  const list = lists[kind];
  return (list && allOf(list).find((row) => row.item.id === id)?.item.name) ?? id;
}

function csvOf(query: ListQuery, only: string[]): string {
  const rows = rowsFor(query).filter((row) => only.length === 0 || only.includes(row.item.id));
  const quoted = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const head = ['Name', 'Id', ...COLUMNS[query.kind].map(([, title]) => title)];
  const lines = rows.map((row) => [row.item.name, row.item.id, ...row.cells.map((cell) => cell.value)]);
  return [head, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

export function listFakes(answer: Answer): Lists {
  return {
    listHead: (_name, query) => answer('list', () => headFor(query)),
    listRows: (_name, query, start, count) =>
      answer('list', () => ({
        start,
        rows: rowsFor(query)
          .slice(start, start + count)
          .map(plain),
      })),
    listPosition: (_name, query, id) => answer('position', () => positionOf(rowsFor(query), id)),
    exportList: (name, query, only, format, out) =>
      answer('export', () => ({
        format,
        files: out === null ? [] : [{ path: out, bytes: 18_212 }],
        text: out === null ? csvOf(query, only) : null,
        about: {
          tenant: name,
          displayName: 'Northwind Logistics',
          environment: 'practice',
          product: 'Meridian',
          snapshot: '9f3ca71e55d0c2aa',
          takenAt: NOW,
          at: NOW,
          rows: query.kind === 'permissions' ? 'roles' : query.kind,
          rowCount: only.length || rowsFor(query).length,
          columnCount: COLUMNS[query.kind].length,
          personalData: query.kind === 'people',
          incomplete: null,
          madeBy: 'Steward 0.1.0',
        },
      })),
    matrixPosition: (_name, query: MatrixQuery, id) =>
      answer('position', () => {
        const at = rowsOf(query).findIndex((row) => row.id === id);
        return at < 0 ? null : at;
      }),
    person: (_name, id, at) => answer('person', () => personDetail(id, at)),
    group: (_name, id) => answer('group', () => groupDetail(id)),
    role: (_name, id) => answer('role', () => roleDetail(id)),
    permission: (_name, id) => answer('permission', () => permissionDetail(id)),
  };
}

function positionOf(rows: readonly FakeRow[], id: string): number | null {
  const at = rows.findIndex((row) => row.item.id === id);
  return at < 0 ? null : at;
}

function plain({ item, detail, active, worst, cells }: FakeRow): ListRow {
  return { item, detail, active, worst, cells };
}
