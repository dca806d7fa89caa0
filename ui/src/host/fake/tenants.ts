/** Tenants of the fake workspace, and what the address of the page can ask of them. */
import type { Progress, SnapshotInfo, TenantCounts, TenantSummary, TestStep, Workspace } from '../bindings';

const counts: TenantCounts = {
  people: 412,
  groups: 38,
  roles: 14,
  permissions: 46,
  objects: 23,
  memberships: 1204,
  assignments: 96,
  grants: 271,
};

export const NO_COUNTS: TenantCounts = {
  people: 0,
  groups: 0,
  roles: 0,
  permissions: 0,
  objects: 0,
  memberships: 0,
  assignments: 0,
  grants: 0,
};

export const SNAPSHOTS: SnapshotInfo[] = [
  {
    hash: '9f3ca71e55d0c2aa',
    takenAt: new Date(Date.now() - 240_000).toISOString(),
    baseline: false,
    counts,
  },
  { hash: '1b20fe4417a9d3c1', takenAt: '2026-10-13T08:00:00Z', baseline: true, counts },
];

export function practice(name: string): TenantSummary {
  return {
    name,
    displayName: 'Northwind practice',
    product: 'Meridian',
    kind: 'practice',
    environment: 'practice',
    address: '',
    snapshot: SNAPSHOTS[0] ?? null,
    counts,
    lastAttempt: null,
    stale: false,
    scheduleMinutes: null,
  };
}

export function live(name: string, stale: boolean): TenantSummary {
  return {
    ...practice(name),
    displayName: 'Northwind Logistics',
    kind: 'scim',
    environment: 'live',
    address: 'https://meridian.example/scim/v2/northwind',
    lastAttempt: {
      at: new Date(Date.now() - 240_000).toISOString(),
      ok: !stale,
      error: stale
        ? {
            code: 'unauthorised',
            message: 'the server refused the token',
            meaning: '',
            hint: 'make a new token and enter it',
            details: ['401 Unauthorized'],
          }
        : null,
      problems: [],
      problemsTotal: 0,
    },
    stale,
    scheduleMinutes: null,
  };
}

export function workspaceOf(tenants: TenantSummary[], ask: URLSearchParams): Workspace {
  const locked = ask.get('secrets') === 'locked';
  return {
    path: '/home/ines/.local/share/steward',
    version: '0.1.0',
    operator: { id: 'op-7f3a', name: 'Ines Okafor', roles: ['administrator'] },
    policyVersion: '3f2a91c0',
    secrets: locked
      ? {
          kind: 'locked',
          detail: 'No keyring answers here. Tokens are kept in a file that your passphrase opens.',
        }
      : { kind: 'keyring', detail: 'Tokens are kept in the keyring of the operating system.' },
    tenants,
  };
}

const step = (id: string, title: string, value: string): TestStep => ({
  id,
  title,
  state: 'passed',
  value,
  detail: '',
  remedy: '',
});

export const TEST_STEPS: TestStep[] = [
  step('server', 'Server answers', '42 ms'),
  step('certificate', 'Certificate is trusted', 'until 14 Mar 2027'),
  step('token', 'Token is accepted', ''),
  step('people', 'People and groups can be read', '412 and 38'),
  step('roles', 'Roles and entitlements can be read', '14 and 46'),
  {
    id: 'filter',
    title: 'Filters are ignored by the server',
    state: 'warning',
    value: '',
    detail: 'everything is read each time, which takes longer',
    remedy: 'ask the vendor to honour RFC 7644 section 3.4.2.2',
  },
];

export function progress(tenant: string, stage: string, done: number, total: number | null): Progress {
  return { tenant, stage, done, total, message: stage };
}
