import { CONSEQUENCES } from '../../../components/words';
import type { Host, MatrixHead, MatrixQuery, Row, TenantSummary } from '../../../host/host';

/** 100,000 people by 2,000 permissions, made from numbers: for measuring the grid. */
const PEOPLE = 100_000;
const PERMISSIONS = 2000;
const IN_CATEGORY = 25;

function head(query: MatrixQuery): MatrixHead {
  const categories = PERMISSIONS / IN_CATEGORY;
  return {
    tenant: 'synthetic',
    snapshot: 'none',
    takenAt: '2026-11-22T10:36:00Z',
    at: '2026-11-22T10:42:00Z',
    basis: {
      snapshot: 'none',
      readAt: '2026-11-22T10:42:00Z',
      firstRead: '2026-11-22T10:42:00Z',
      nextRead: null,
      tense: 'now',
    },
    rows: query.rows,
    categories: Array.from({ length: categories }, (_, at) => ({
      id: `c${at}`,
      name: `Category ${at + 1}`,
      columns: IN_CATEGORY,
    })),
    columns: Array.from({ length: PERMISSIONS }, (_, at) => ({
      id: `p${at}`,
      name: `Permission of number ${at + 1}`,
      category: Math.floor(at / IN_CATEGORY),
      consequence: CONSEQUENCES[Math.floor((at % IN_CATEGORY) / 4.5)] ?? 'view',
      assumed: false,
      description: '',
      objectType: null,
      holders: (at * 7919) % PEOPLE,
    })),
    totalRows: PEOPLE,
    totals: { people: PEOPLE, groups: 0, roles: 0, permissions: PERMISSIONS },
    changedColumns: [],
    differences: 0,
  };
}

function rows(start: number, count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `u${start + at}`,
    name: `Given${(start + at) % 977} Family${start + at}`,
    detail: '',
    count: 1 + ((start + at) % 6),
    held: 0,
    worst: (start + at) % 11 === 0 ? 'high' : null,
    active: (start + at) % 50 !== 7,
  }));
}

/** About a fifth of the cells are held, as in a real tenant. */
function cells(rowStart: number, rowCount: number, columnStart: number, columns: number): Uint8Array {
  const bytes = new Uint8Array(rowCount * columns);
  for (let row = 0; row < rowCount; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const mixed = Math.imul((rowStart + row) * 31 + (columnStart + column) * 17, 2654435761) >>> 16;
      const at = row * columns + column;
      if (mixed % 5 === 0) bytes[at] = mixed % 35 === 0 ? 2 : mixed % 55 === 0 ? 5 : 1;
    }
  }
  return bytes;
}

const counts = {
  people: PEOPLE,
  groups: 0,
  roles: 0,
  permissions: PERMISSIONS,
  objects: 0,
  memberships: 0,
  assignments: 0,
  grants: 0,
};

function tenant(): TenantSummary {
  return {
    name: 'synthetic',
    displayName: 'Synthetic',
    product: '',
    kind: 'file',
    environment: 'practice',
    address: '',
    snapshot: { hash: 'none', takenAt: '2026-11-22T10:36:00Z', baseline: true, counts },
    counts,
    lastAttempt: null,
    stale: false,
    scheduleMinutes: null,
  };
}

/** Answers after two milliseconds, as Rust does over its channel. */
function soon<T>(value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), 2));
}

/** A host that knows one tenant, and of it only the matrix. */
export function syntheticHost(): Partial<Host> {
  return {
    workspace: async () => ({
      path: '',
      version: '',
      operator: { id: '', name: '', roles: [] },
      policyVersion: '',
      secrets: { kind: 'keyring', fileExists: false, detail: '' },
      tenants: [tenant()],
    }),
    snapshots: async () => [],
    matrixHead: async (_, query) => head(query),
    matrixRows: (_, __, start, count) => soon({ start, rows: rows(start, count) }),
    matrixCells: (_, __, rowStart, rowCount, columnStart, columnCount) =>
      soon(cells(rowStart, rowCount, columnStart, columnCount)),
  };
}
