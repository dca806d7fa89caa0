/** Today, schedules, storage and what changed between snapshots, for the fake. */
import type {
  Backup,
  ChangedPermission,
  ChangedSince,
  Diff,
  Ending,
  Item,
  Pyramid,
  PyramidLevel,
  SeverityCounts,
  SeverityLevel,
  SnapshotInfo,
  TenantSummary,
  Today,
} from '../bindings';
import type { Host } from '../host';
import { holds } from './access';
import { FINDINGS } from './findings';
import { PERMISSIONS } from './meridian';
import { PEOPLE } from './people';
import { minutesFromNow } from './tenants';

type Answer = <T>(what: string, value: () => T) => Promise<T>;
type Around = {
  ask: URLSearchParams;
  snapshots(): SnapshotInfo[];
  tenant(name: string): TenantSummary;
};

const DAY = 24 * 60;
const LEVELS = ['view', 'diagnose', 'correct', 'override', 'policy', 'destructive'] as const;
const SEVERITIES: readonly SeverityLevel[] = ['critical', 'high', 'medium', 'low'];

export function todayFakes(
  answer: Answer,
  around: Around,
): Pick<Host, 'today' | 'setSchedule' | 'storage' | 'backup' | 'pyramid' | 'diff'> {
  const { ask, snapshots, tenant } = around;
  const copy = (at: string, kib: number): Backup => ({
    path: `/home/ines/.local/share/steward/backups/steward-${at.slice(0, 19).replace(/[-:]/g, '')}Z.db`,
    at,
    kib,
  });
  let backups = [copy(minutesFromNow(-3 * DAY), 18_204), copy(minutesFromNow(-24 * DAY), 17_530)];
  return {
    today: (name) =>
      answer('today', () => (ask.get('today') === 'clear' ? clear(snapshots()) : busy(name, around))),
    setSchedule: (name, minutes) =>
      answer('schedule', () => Object.assign(tenant(name), { scheduleMinutes: minutes })),
    storage: () =>
      answer('storage', () => ({
        path: '/home/ines/.local/share/steward',
        kib: 18_436,
        snapshots: snapshots().length * 2,
        entries: 1_284,
        schema: 7,
        backups,
        damage: ask.has('damage') ? ['row 3 missing from index snapshot_by_tenant'] : [],
      })),
    backup: (out) =>
      answer('backup', () => {
        const own = copy(minutesFromNow(0), 18_436);
        if (out !== null) return { ...own, path: out };
        backups = [own, ...backups];
        return own;
      }),
    pyramid: () => answer('pyramid', pyramid),
    diff: (_name, before, after) => answer('diff', () => diffOf(snapshots(), before, after)),
  };
}

function busy(name: string, { ask, snapshots }: Around): Today {
  const [now, last] = snapshots();
  const baseline = snapshots().find((one) => one.baseline);
  const findings = ask.get('findings') === 'none' ? [] : FINDINGS;
  const quiet = ask.has('quiet');
  return {
    at: new Date().toISOString(),
    snapshot: now?.hash ?? '',
    counts: countsOf(findings),
    what: SEVERITIES.map((severity) =>
      [...new Set(findings.filter((one) => one.severity === severity).map((one) => one.checkTitle))].slice(
        0,
        2,
      ),
    ),
    ending: endings(),
    endingTotal: endings().length,
    changed: last && !ask.has('first') ? since(last, 0) : null,
    drift: baseline && baseline !== last && baseline !== now && !ask.has('first') ? since(baseline, 2) : null,
    pyramid: pyramid(),
    adoption: {
      people: PEOPLE.length,
      active: PEOPLE.filter((one) => one.active).length,
      signedIn: quiet ? null : 318,
      recent: quiet ? null : 271,
      mfa: name === 'practice' || quiet ? null : 362,
    },
    licences: quiet
      ? []
      : [
          { licence: licence('Admin'), seats: 40, held: 31, idle: 2 },
          { licence: licence('Builder'), seats: 120, held: 84, idle: 36 },
          { licence: licence('Member'), seats: 450, held: 396, idle: 11 },
          { licence: licence('Viewer'), seats: null, held: 12, idle: null },
        ],
  };
}

/** Nothing needs anybody, and nothing moved. */
function clear(snapshots: SnapshotInfo[]): Today {
  const [now, last] = snapshots;
  const baseline = snapshots.find((one) => one.baseline);
  const nothing = { added: 0, removed: 0, gained: 0, lost: 0, top: [] };
  return {
    at: new Date().toISOString(),
    snapshot: now?.hash ?? '',
    counts: { critical: 0, high: 0, medium: 0, low: 0 },
    what: [[], [], [], []],
    ending: [],
    endingTotal: 0,
    changed: last ? { before: last, ...nothing } : null,
    drift: baseline && baseline !== now && baseline !== last ? { before: baseline, ...nothing } : null,
    pyramid: pyramid(),
    adoption: { people: 412, active: 406, signedIn: 396, recent: 388, mfa: 406 },
    licences: [{ licence: licence('Member'), seats: 450, held: 396, idle: 0 }],
  };
}

const licence = (name: string): Item => ({ kind: 'licence', id: name.toLowerCase(), name });

function countsOf(findings: typeof FINDINGS): SeverityCounts {
  const of = (severity: SeverityLevel) => findings.filter((one) => one.severity === severity).length;
  return { critical: of('critical'), high: of('high'), medium: of('medium'), low: of('low') };
}

function person(name: string): Item {
  const found = PEOPLE.find((one) => one.name === name);
  return { kind: 'person', id: found?.id ?? name, name };
}

function permission(id: string): Item {
  const found = PERMISSIONS.find((one) => one.id === id);
  return { kind: 'permission', id, name: found?.name ?? id };
}

function endings(): Ending[] {
  return [
    {
      whose: person('Marek Lindqvist'),
      what: { kind: 'role', id: 'data-restorer', name: 'Data rescue, case by case' },
      source: 'NW-4821',
      until: minutesFromNow(38),
      loses: [permission('data.restore'), permission('data.export')],
      losesTotal: 2,
      worst: 'override',
      people: 1,
    },
    {
      whose: person('Aoife Byrne'),
      what: permission('users.impersonate'),
      source: 'NW-4830',
      until: minutesFromNow(63),
      loses: [permission('users.impersonate')],
      losesTotal: 1,
      worst: 'override',
      people: 1,
    },
    {
      whose: { kind: 'group', id: 'g-data-ingestor', name: 'Data Ingestor team' },
      what: { kind: 'role', id: 'data-ingestor', name: 'Data Ingestor' },
      source: 'SCIM',
      until: minutesFromNow(3 * DAY + 90),
      loses: ['files.write', 'documents.read', 'indexes.inspect'].map(permission),
      losesTotal: 5,
      worst: 'correct',
      people: 12,
    },
    {
      whose: person('Lena Vogt'),
      what: { kind: 'group', id: 'g-knowledge-curator', name: 'Knowledge Curator team' },
      source: 'SCIM',
      until: minutesFromNow(6 * DAY),
      loses: [],
      losesTotal: 0,
      worst: null,
      people: 0,
    },
    {
      whose: person('Felix Aydin'),
      what: { kind: 'role', id: 'model-tester', name: 'Model Tester' },
      source: 'Hana Sato',
      until: minutesFromNow(12 * DAY),
      loses: ['agents.query', 'agents.trace'].map(permission),
      losesTotal: 4,
      worst: 'diagnose',
      people: 1,
    },
  ];
}

type Moved = [string, number, number];
const MOVED: readonly Moved[] = [
  ['roles.assign', 1, 0],
  ['data.export', 3, 1],
  ['users.reset-mfa', 0, 2],
  ['files.write', 8, 0],
  ['documents.read', 9, 1],
  ['environments.delete', 0, 1],
];

/** What moved, in numbers; further back, more did. */
function since(before: SnapshotInfo, more: number): ChangedSince {
  const top = MOVED.map(
    ([id, gained, lost]): ChangedPermission => ({
      permission: permission(id),
      consequence: PERMISSIONS.find((one) => one.id === id)?.consequence ?? 'view',
      gained: gained === 0 ? 0 : gained + more,
      lost,
    }),
  ).sort((a, b) => LEVELS.indexOf(b.consequence) - LEVELS.indexOf(a.consequence));
  return {
    before,
    added: 4 + more,
    removed: 1,
    gained: top.reduce((sum, one) => sum + one.gained, 0),
    lost: top.reduce((sum, one) => sum + one.lost, 0),
    top,
  };
}

function pyramid(): Pyramid {
  const active = PEOPLE.filter((one) => one.active);
  const levels = LEVELS.map((consequence): PyramidLevel => {
    const permissions = PERMISSIONS.filter((one) => one.consequence === consequence);
    const people = active.filter((one) => permissions.some((each) => holds(one.roles, each.id))).length;
    const temporary = consequence === 'override' ? 11 : consequence === 'policy' ? 1 : 0;
    return { consequence, permissions: permissions.length, people, standing: people - temporary, temporary };
  });
  const inversions = levels.slice(1).flatMap((upper, at) => {
    const lower = levels[at];
    return lower && upper.people > lower.people
      ? [
          {
            upper: upper.consequence,
            lower: lower.consequence,
            upperPeople: upper.people,
            lowerPeople: lower.people,
          },
        ]
      : [];
  });
  const everything = active.filter((one) => PERMISSIONS.every((each) => holds(one.roles, each.id)));
  return {
    at: new Date().toISOString(),
    people: active.length,
    levels,
    inversions,
    everything: everything.map((one) => person(one.name)),
    everythingCount: everything.length,
  };
}

/** Made by rote from what moved, with people of the fake tenant. */
function diffOf(snapshots: SnapshotInfo[], from: string | null, to: string | null): Diff {
  const after = snapshots.find((one) => one.hash === to) ?? snapshots[0];
  const before = snapshots.find((one) => one.hash === from) ?? snapshots.find((one) => one.baseline);
  if (!after || !before) throw new Error('the fake has no such snapshot');
  const changed = since(before, 2);
  const same = before.hash === after.hash;
  const some = (count: number, skip: number) =>
    PEOPLE.slice(skip, skip + count).map((one) => person(one.name));
  const changes = (side: 'gained' | 'lost', skip: number) =>
    changed.top
      .filter((one) => one[side] > 0)
      .map((one) => ({
        permission: one.permission,
        consequence: one.consequence,
        people: some(one[side], skip),
        count: one[side],
      }));
  const group = (id: string, name: string): Item => ({ kind: 'group', id, name });
  return {
    before,
    after,
    added: same
      ? []
      : [
          ...some(3, 60),
          group('g-rotterdam', 'Rotterdam night desk'),
          { kind: 'role', id: 'dock', name: 'Dock lead' },
        ],
    removed: same ? [] : [person('Nuno Aalto')],
    gained: same ? [] : changes('gained', 40),
    lost: same ? [] : changes('lost', 80),
    edges: same
      ? []
      : [
          ...some(8, 40).map((from) => ({
            added: true,
            from,
            to: group('g-rotterdam', 'Rotterdam night desk'),
            label: 'member of',
          })),
          {
            added: true,
            from: group('g-rotterdam', 'Rotterdam night desk'),
            to: { kind: 'role' as const, id: 'data-ingestor', name: 'Data Ingestor' },
            label: 'has role',
          },
          { added: true, from: person('Dana Whitfield'), to: permission('data.export'), label: 'grants' },
          {
            added: false,
            from: person('Ravi Menon'),
            to: { kind: 'role' as const, id: 'workspace-owner', name: 'Workspace Owner' },
            label: 'has role',
          },
        ],
    edgesTotal: same ? 0 : 11,
    gainedTotal: same ? 0 : changed.gained,
    lostTotal: same ? 0 : changed.lost,
  };
}
