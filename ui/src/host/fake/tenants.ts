/** Tenants of the fake workspace, and what the address of the page can ask of them. */
import type {
  ConsequenceClass,
  OperationInfo,
  PolicyView,
  Progress,
  SnapshotInfo,
  TenantCounts,
  TenantSummary,
  TestStep,
  Workspace,
} from '../bindings';

/** A moment so many minutes after now, or before. */
export function minutesFromNow(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

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

const DAY = 24 * 60;

const snapshot = (hash: string, minutes: number, less: number, baseline = false): SnapshotInfo => ({
  hash,
  takenAt: minutesFromNow(minutes),
  baseline,
  counts: {
    ...counts,
    people: counts.people - less,
    groups: counts.groups - Math.ceil(less / 9),
    memberships: counts.memberships - less * 3,
    assignments: counts.assignments - less,
  },
});

/** Newest first. */
export const SNAPSHOTS: SnapshotInfo[] = [
  snapshot('9f3ca71e55d0c2aa', -6, 0),
  snapshot('c04b19e2773fd581', -DAY - 95, 2),
  snapshot('5d7712aa90be4c37', -4 * DAY, 3),
  snapshot('e81f6630bd42a9c5', -11 * DAY - 200, 7),
  snapshot('1b20fe4417a9d3c1', -30 * DAY - 162, 9, true),
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
      at: minutesFromNow(stale ? -2 : -6),
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
      complete: true,
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
    operator: { id: 'op-7f3a', name: 'Ines Okafor', roles: [ask.get('operator') ?? 'administrator'] },
    policyVersion: '3f2a91c0',
    secrets: locked
      ? {
          kind: 'locked',
          fileExists: true,
          detail: 'No keyring answers here. Tokens are kept in a file that your passphrase opens.',
        }
      : {
          kind: 'keyring',
          fileExists: false,
          detail: 'Tokens are kept in the keyring of the operating system.',
        },
    tenants,
  };
}

type Named = [name: string, title: string, consequence: ConsequenceClass];

const OPERATIONS: readonly Named[] = [
  ['workspace.read', 'See the workspace, its tenants and its operators', 'view'],
  ['workspace.doctor', 'See what works on this machine', 'view'],
  ['workspace.backup', 'Make a copy of the workspace', 'correct'],
  ['secrets.unlock', 'Open the file with tokens under a passphrase', 'diagnose'],
  ['record.read', 'Read the ledger and verify it', 'view'],
  ['operator.join', 'Use the workspace for the first time', 'diagnose'],
  ['operator.set-roles', 'Give an operator other roles', 'policy'],
  ['person.kept', 'See what is kept about somebody who left a tenant', 'view'],
  ['person.forget', 'Erase what is kept about somebody who left a tenant', 'destructive'],
  ['policy.read', 'Read the policies for operators', 'view'],
  ['policy.set', 'Replace the policies for operators', 'policy'],
  ['tenant.practice', 'Make the practice tenant', 'correct'],
  ['tenant.add', 'Add a tenant', 'correct'],
  ['tenant.test', 'Test a connection', 'diagnose'],
  ['tenant.token', 'Replace the token of a tenant', 'correct'],
  ['tenant.refresh', 'Read a tenant again', 'diagnose'],
  ['tenant.schedule', 'Read a tenant again every so often', 'correct'],
  ['tenant.remove', 'Remove a tenant with its snapshots', 'destructive'],
  ['snapshot.read', 'See the snapshots of a tenant', 'view'],
  ['snapshot.baseline', 'Measure differences against another snapshot', 'correct'],
  ['access.matrix', 'See the permission matrix', 'view'],
  ['access.why', 'See why somebody can or cannot do a thing', 'view'],
  ['access.diff', 'See what changed between two snapshots', 'view'],
  ['access.export', 'Export access to a file', 'override'],
  ['finding.read', 'See the findings', 'view'],
  ['finding.dismiss', 'Put a finding out of sight until a date', 'correct'],
  ['finding.restore', 'Bring a dismissed finding back', 'correct'],
  ['audit.search', 'Search the audit trail', 'view'],
  ['audit.import', 'Read an audit log in', 'correct'],
  ['audit.save-question', 'Keep a question under a name', 'correct'],
  ['audit.retention', 'Set how long events of audit logs stay', 'destructive'],
  ['audit.export', 'Export entries of the audit trail to a file', 'override'],
  ['evidence.create', 'Write a bundle of evidence', 'override'],
  ['evidence.disclose', 'Write a bundle of evidence with personal values', 'override'],
];

const LOOKING: readonly ConsequenceClass[] = ['view', 'diagnose'];
const MAY: Record<string, (consequence: ConsequenceClass) => boolean> = {
  administrator: () => true,
  support: (consequence) => LOOKING.includes(consequence),
  observer: (consequence) => consequence === 'view',
};

export function operationsOf(operator: string, audit: string | null): OperationInfo[] {
  const isAudit = (name: string) => /^(record|audit|evidence)\./.test(name);
  return OPERATIONS.map(([name, title, consequence]) => ({
    name,
    title,
    consequence,
    object: name.split('.')[0] ?? '',
    approvals: 0,
    allowed: (MAY[operator]?.(consequence) ?? false) && !(audit === 'refused' && isAudit(name)),
    roles: Object.keys(MAY).filter((role) => MAY[role]?.(consequence)),
  }));
}

export const POLICIES: PolicyView[] = [
  {
    id: 'observer-looks',
    annotation: 'Everybody who uses the workspace sees the state of things',
    text: `@id("observer-looks")
@about("Everybody who uses the workspace sees the state of things")
permit (principal in Role::"observer", action in Action::"view", resource);`,
  },
  {
    id: 'support-looks-closer',
    annotation: 'Support reads tenants again and tests connections',
    text: `@id("support-looks-closer")
@about("Support reads tenants again and tests connections")
permit (principal in Role::"support", action in [Action::"view", Action::"diagnose"], resource);`,
  },
  {
    id: 'trainer-practises',
    annotation: 'Trainers do anything reversible with practice tenants',
    text: `@id("trainer-practises")
@about("Trainers do anything reversible with practice tenants")
permit (
  principal in Role::"trainer",
  action in [Action::"diagnose", Action::"correct", Action::"access.export"],
  resource is Tenant
)
when { resource.environment == "practice" };`,
  },
  {
    id: 'administrator-runs',
    annotation: 'Administrators do everything',
    text: `@id("administrator-runs")
@about("Administrators do everything")
permit (
  principal in Role::"administrator",
  action in
    [
      Action::"view",
      Action::"diagnose",
      Action::"correct",
      Action::"override",
      Action::"policy",
      Action::"destructive"
    ],
  resource
);`,
  },
  {
    id: 'assistants-never-decide',
    annotation: 'Assistants and automation read and explain; they change nothing and export nothing',
    text: `@id("assistants-never-decide")
@about("Assistants and automation read and explain; they change nothing and export nothing")
forbid (principal, action, resource)
when { context.surface == "assistant" }
unless { action in [Action::"view", Action::"diagnose"] };`,
  },
];

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
