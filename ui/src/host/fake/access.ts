/** Who can do what in the fake tenant: roles by rote, enough to draw the matrix. */
import type { Basis, Column, MatrixHead, MatrixQuery, Row, SeverityLevel } from '../bindings';
import { FINDINGS } from './findings';
import { CATEGORIES, PERMISSIONS, ROLES } from './meridian';
import { GROUPS, PEOPLE } from './people';

export const NOW = '2026-11-12T10:42:00Z';

/** When the fake tenant was read. It looked the same each time. */
const READ = ['2026-10-13T08:00:00Z', '2026-11-08T10:42:00Z', '2026-11-12T10:36:00Z'] as const;

/** What an answer about a moment rests on; the first reading where there was none yet. */
export function basisOf(at: string | null | undefined): Basis {
  const before = READ.filter((one) => Date.parse(one) <= Date.parse(at ?? NOW));
  const place = Math.max(0, before.length - 1);
  return {
    snapshot: '9f3ca71e55d0',
    readAt: READ[place] ?? NOW,
    firstRead: READ[0],
    nextRead: READ[place + 1] ?? null,
    tense: at ? 'past' : 'now',
  };
}

type Subject = { id: string; name: string; detail: string; roles: string[]; count: number; active: boolean };

const given = new Map(ROLES.map((role) => [role.id, new Set(role.permissions)]));

export function holds(roles: readonly string[], permission: string): boolean {
  return roles.some((role) => given.get(role)?.has(permission) ?? false);
}

function subjects(kind: MatrixQuery['rows']): Subject[] {
  switch (kind) {
    case 'people':
      return PEOPLE.map((one) => ({ ...one, detail: one.title, count: one.roles.length }));
    case 'groups':
      return GROUPS.map((one) => ({ ...one, detail: 'SCIM', active: true, count: membersOf(one.roles[0]) }));
    case 'roles':
      return ROLES.map((one) => ({
        ...one,
        detail: one.description,
        roles: [one.id],
        active: true,
        count: membersOf(one.id),
      }));
  }
}

function membersOf(role: string | undefined): number {
  return PEOPLE.filter((person) => role !== undefined && person.roles.includes(role)).length;
}

export function columnsOf(query: MatrixQuery): Column[] {
  return PERMISSIONS.filter(
    (one) =>
      (query.categories.length === 0 || query.categories.includes(one.category)) &&
      (query.consequences.length === 0 || query.consequences.includes(one.consequence)),
  ).map((one) => ({
    id: one.id,
    name: one.name,
    category: CATEGORIES.findIndex(([id]) => id === one.category),
    consequence: one.consequence,
    assumed: false,
    description: one.description,
    objectType: null,
    holders: PEOPLE.filter((person) => person.active && holds(person.roles, one.id)).length,
  }));
}

export function rowsOf(query: MatrixQuery): (Row & { roles: string[] })[] {
  const text = query.search.toLowerCase();
  const rows = subjects(query.rows)
    .filter((one) => `${one.name} ${one.id} ${one.detail}`.toLowerCase().includes(text))
    .map((one) => ({
      id: one.id,
      name: one.name,
      detail: one.detail,
      count: one.count,
      held: PERMISSIONS.filter((permission) => holds(one.roles, permission.id)).length,
      worst: worstOf(one.id),
      active: one.active,
      roles: one.roles,
    }))
    .filter((one) => !query.onlyFindings || one.worst !== null);
  if (query.sort === 'name') return rows.sort((a, b) => a.name.localeCompare(b.name));
  return rows;
}

const RANK: SeverityLevel[] = ['low', 'medium', 'high', 'critical'];

function worstOf(id: string): SeverityLevel | null {
  const about = FINDINGS.filter((finding) => finding.subjects.some((subject) => subject.id === id));
  const ranks = about.map((finding) => RANK.indexOf(finding.severity));
  return ranks.length > 0 ? (RANK[Math.max(...ranks)] ?? null) : null;
}

export function headOf(tenant: string, query: MatrixQuery): MatrixHead {
  const columns = columnsOf(query);
  return {
    tenant,
    snapshot: '9f3ca71e55d0',
    takenAt: '2026-11-12T10:36:00Z',
    at: query.at ?? NOW,
    basis: basisOf(query.at),
    rows: query.rows,
    categories: CATEGORIES.map(([id, name], index) => ({
      id,
      name,
      columns: columns.filter((column) => column.category === index).length,
    })),
    columns,
    totalRows: rowsOf(query).length,
    totals: {
      people: PEOPLE.length,
      groups: GROUPS.length,
      roles: ROLES.length,
      permissions: PERMISSIONS.length,
    },
    changedColumns: [],
    differences: 0,
  };
}

/** One byte a cell, as Rust sends them. */
export function cellsOf(
  query: MatrixQuery,
  rowStart: number,
  rowCount: number,
  colStart: number,
  colCount: number,
) {
  const rows = rowsOf(query).slice(rowStart, rowStart + rowCount);
  const columns = columnsOf(query).slice(colStart, colStart + colCount);
  const bytes = rows.flatMap((row, at) =>
    columns.map((column, c) => byteOf(row, column, rowStart + at, colStart + c)),
  );
  return Uint8Array.from(bytes);
}

function byteOf(
  row: { id: string; roles: string[]; active: boolean },
  column: Column,
  at: number,
  c: number,
): number {
  if (!row.active || !holds(row.roles, column.id)) return 0;
  const missing = row.id === 'model-tester' && column.id === 'agents.query' ? 8 : 0;
  const scoped = (at * 7 + c * 3) % 11 === 0 && column.consequence !== 'view' ? 2 : 1;
  const temporary = column.consequence === 'override' && at % 3 === 1 ? 4 : 0;
  return scoped | temporary | missing;
}
