/**
 * A host without Rust: for tests, and for `npm run dev` in a plain browser. The path of the page asks for states:
 * `/tenants=none`, `/stale`, `/unread`, `/fail=findings`, `/slow=3000`, `/secrets=locked`, `/findings=none`,
 * `/today=clear`, `/first` (one snapshot only), `/scheduled=2000` (read by its schedule then), `/quiet` (tells no
 * sign-ins), `/operator=support`, `/damage`, `/forget=open`, `/audit=none` and others of `audit.ts`.
 */
import type {
  ExportAbout,
  FileFormat,
  FindingView,
  Item,
  Progress,
  RowKind,
  SnapshotInfo,
  TenantRefreshed,
  TenantReport,
  TenantSummary,
} from '../bindings';
import { HostError } from '../error';
import type { Host } from '../host';
import { basisOf, cellsOf, headOf, NOW, rowsOf } from './access';
import { auditFakes } from './audit';
import { preview } from './files';
import { CHECKS, FINDINGS } from './findings';
import { leftFakes } from './left';
import { listFakes } from './lists';
import { PERMISSIONS, ROLES } from './meridian';
import { GROUPS, PEOPLE } from './people';
import {
  live,
  minutesFromNow,
  NO_COUNTS,
  operationsOf,
  POLICIES,
  practice,
  progress,
  SNAPSHOTS,
  TEST_STEPS,
  workspaceOf,
} from './tenants';
import { timeFakes } from './time';
import { todayFakes } from './today';
import { whatOf, whoOf, whyOf } from './why';

export function fakeHost(ask: URLSearchParams): Host {
  const tenants: TenantSummary[] =
    ask.get('tenants') === 'none' ? [] : [live('northwind', ask.has('stale')), practice('practice')];
  if (ask.has('unread')) {
    tenants.forEach((one, at) => {
      tenants[at] = { ...one, snapshot: null, counts: NO_COUNTS, lastAttempt: null };
    });
  }
  let snapshots = ask.has('first') ? SNAPSHOTS.slice(0, 1) : SNAPSHOTS;
  let dismissed: FindingView[] = ask.get('today') === 'clear' ? FINDINGS.slice(2, 3).map(settled) : [];
  const listeners = new Set<(step: Progress) => void>();
  const slow = Number(ask.get('slow') ?? 0);
  const tell = (step: Progress) => {
    for (const listener of listeners) listener(step);
  };

  async function answer<T>(what: string, value: () => T): Promise<T> {
    if (slow > 0) await wait(slow);
    if (ask.get('fail') === what) throw failure('internal', `${what} could not be answered`);
    return value();
  }

  async function read(name: string, tenant: TenantSummary): Promise<TenantReport> {
    const stop = cancelled.get(name);
    cancelled.delete(name);
    if (stop) throw failure('cancelled', 'the reading was stopped');
    for (const [stage, total] of [
      ['people', 412],
      ['groups', 38],
      ['storing', 0],
    ] as const) {
      tell(progress(name, stage, Math.round(total * 0.6), total || null));
      await wait(350);
      if (cancelled.delete(name)) throw failure('cancelled', 'the reading was stopped');
    }
    if (ask.get('fail') === 'refresh') throw failure('unreachable', 'no answer from `meridian.example`');
    const at = tenants.findIndex((one) => one.name === name);
    const attempt = {
      at: minutesFromNow(0),
      ok: true,
      error: null,
      problems: [],
      problemsTotal: 0,
      complete: true,
    };
    const now = { ...tenant, stale: false, snapshot: snapshots[0] ?? null, lastAttempt: attempt };
    tenants.splice(at < 0 ? tenants.length : at, 1, now);
    return { tenant: now, changed: at >= 0, problems: [], problemsTotal: 0, elapsedMs: 1050 };
  }
  /** What the schedule of the first tenant would do: a new snapshot, or a failure with `/fail=refresh`. */
  function scheduled(listener: (refreshed: TenantRefreshed) => void) {
    const tenant = tenants[0];
    if (!tenant) return;
    const ok = ask.get('fail') !== 'refresh';
    if (ok) snapshots = [{ ...SNAPSHOTS[0], hash: '0a55c1e07b3df246' } as SnapshotInfo, ...snapshots];
    tenants[0] = ok ? { ...tenant, snapshot: snapshots[0] ?? null } : live(tenant.name, true);
    listener({ tenant: tenant.name, ok });
  }
  async function test(name: string, url: string) {
    testStopped = false;
    for (const stage of ['server', 'certificate', 'token', 'people']) {
      tell(progress(name, stage, 0, null));
      await wait(350);
      if (testStopped) throw failure('cancelled', 'the test was stopped');
    }
    if (url.includes('nowhere')) throw failure('unreachable', `no answer from \`${url}\``);
    return { ok: true, steps: TEST_STEPS, elapsedMs: 1800 };
  }
  let testStopped = false;
  const cancelled = new Map<string, boolean>();
  const open = () =>
    (ask.get('findings') === 'none' || ask.get('today') === 'clear' ? [] : FINDINGS).filter(
      (one) => !dismissed.some((gone) => gone.key === one.key),
    );

  const audit = auditFakes(answer, { ask, tell });

  return {
    ...audit.fakes,
    ...leftFakes(answer, ask),
    ...listFakes(answer),
    ...todayFakes(answer, {
      ask,
      snapshots: () => snapshots,
      tenant: (name) => tenants.find((one) => one.name === name) ?? practice(name),
    }),
    start: () =>
      answer('start', () => ({ workspace: workspaceOf([...tenants], ask), open: null, link: null })),
    workspace: () => answer('workspace', () => workspaceOf([...tenants], ask)),
    operations: () =>
      answer('operations', () => operationsOf(ask.get('operator') ?? 'administrator', ask.get('audit'))),
    policies: () => answer('policies', () => POLICIES),
    doctor: () =>
      answer('doctor', () => [
        {
          id: 'keyring',
          title: 'Keyring answers',
          state: 'passed',
          secrets: null,
          detail: 'the Secret Service answers',
          remedy: '',
        },
        {
          id: 'disk',
          title: 'Workspace can be written',
          state: 'passed',
          secrets: null,
          detail: '',
          remedy: '',
        },
        {
          id: 'clock',
          title: 'Clock is right',
          state: 'warning',
          secrets: null,
          detail: 'it is 3 min ahead of meridian.example',
          remedy: 'let the operating system set the time',
        },
      ]),
    unlock: () => answer('unlock', () => workspaceOf([...tenants], new URLSearchParams())),

    tenants: () => answer('tenants', () => [...tenants]),
    addPractice: (name) => read(name, practice(name)),
    addFile: (name, source) =>
      read(name, { ...live(name, false), displayName: name, kind: 'file', address: source.path }),
    previewFile: (path, format, mapping) => answer('preview', () => preview(path, format, mapping)),
    addScim: (name, connection) =>
      read(name, { ...live(name, false), address: connection.url, environment: connection.environment }),
    testScim: (connection) => test('', connection.url),
    testTenant: (name) => test(name, tenants.find((one) => one.name === name)?.address ?? ''),
    setToken: () => answer('token', () => null),
    refresh: (name) => read(name, tenants.find((one) => one.name === name) ?? practice(name)),
    cancel: async (name) => {
      audit.stop(name);
      cancelled.set(name, true);
    },
    cancelTest: async () => {
      testStopped = true;
    },
    remove: (name) =>
      answer('remove', () => {
        tenants.splice(
          tenants.findIndex((one) => one.name === name),
          1,
        );
        return null;
      }),
    snapshots: () => answer('snapshots', () => snapshots),
    setBaseline: (_name, hash) =>
      answer('baseline', () => {
        snapshots = snapshots.map((one) => ({ ...one, baseline: one.hash === hash }));
        return null;
      }),

    matrixHead: (name, query) => answer('matrix', () => headOf(name, query)),
    matrixRows: (_name, query, start, count) =>
      answer('rows', () => ({ start, rows: rowsOf(query).slice(start, start + count) })),
    matrixCells: (_name, query, rowStart, rowCount, colStart, colCount) =>
      answer('cells', () => cellsOf(query, rowStart, rowCount, colStart, colCount)),
    why: (_name, person, permission, _object, at) =>
      answer('why', () => whyOf('people', person, permission, at)),
    whySubject: (_name, rows, id, permission, at) => answer('why', () => whyOf(rows, id, permission, at)),
    who: (_name, permission, _object, at) => answer('who', () => whoOf(permission, at)),
    what: (_name, person, at) => answer('what', () => whatOf(person, at)),
    compare: () =>
      answer('compare', () => ({ subjects: [], at: NOW, basis: basisOf(null), rows: [], same: 0 })),
    ...timeFakes(answer),
    surfaces: () => answer('surfaces', () => []),
    search: (_name, text, limit) => answer('search', () => find(text).slice(0, limit)),

    findings: (name) =>
      answer('findings', () => ({
        tenant: name,
        snapshot: '9f3ca71e55d0c2aa',
        at: NOW,
        basis: basisOf(null),
        open: open(),
        dismissed,
        counts: {
          critical: open().filter((one) => one.severity === 'critical').length,
          high: open().filter((one) => one.severity === 'high').length,
          medium: open().filter((one) => one.severity === 'medium').length,
          low: open().filter((one) => one.severity === 'low').length,
        },
        checks: CHECKS,
      })),
    dismiss: (_name, key, reason, returns) =>
      answer('dismiss', () => {
        const found = named(FINDINGS, key);
        const view = { ...found, back: null, dismissed: { reason, by: 'Ines Okafor', at: NOW, returns } };
        dismissed = [...dismissed, view];
        return view;
      }),
    restore: (_name, key) =>
      answer('restore', () => {
        dismissed = dismissed.filter((one) => one.key !== key);
        return named(FINDINGS, key);
      }),
    exportTo: (name, request) =>
      answer('export', () => ({
        format: request.format,
        files: [{ path: request.out ?? '', bytes: 48_212 }],
        text: null,
        about: aboutExport(name, request.rows),
      })),
    saveText: (_name, path, text) => answer('save', () => ({ path, bytes: text.length })),

    pickFile: async () => `/home/ines/${(ask.get('file') as FileFormat | null) ?? 'access'}.csv`,
    pickSave: async (suggested) => `/home/ines/${suggested}`,
    onProgress: async (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onRefreshed: async (listener) => {
      const after = Number(ask.get('scheduled') ?? 0);
      const timer = after > 0 ? setTimeout(() => scheduled(listener), after) : undefined;
      return () => clearTimeout(timer);
    },
    onOpenLink: async () => () => undefined,
  };
}

function aboutExport(tenant: string, rows: RowKind): ExportAbout {
  return {
    tenant,
    displayName: 'Northwind Logistics',
    environment: 'practice',
    product: 'Meridian',
    snapshot: '9f3ca71e55d0c2aa',
    takenAt: NOW,
    at: NOW,
    rows,
    rowCount: 14,
    columnCount: PERMISSIONS.length,
    personalData: rows === 'people',
    incomplete: null,
    madeBy: 'Steward 0.1.0',
  };
}

function settled(finding: FindingView): FindingView {
  const [at, returns] = [minutesFromNow(-3 * 1440), minutesFromNow(60 * 1440).slice(0, 10)];
  const dismissed = { reason: 'on leave until January', by: 'Ines Okafor', at, returns };
  return { ...finding, back: null, dismissed };
}

function named(findings: FindingView[], key: string): FindingView {
  const found = findings.find((one) => one.key === key);
  if (!found) throw failure('not-found', `there is no finding \`${key}\``);
  return found;
}

function find(text: string) {
  const wanted = text.toLowerCase();
  const all: { item: Item; detail: string }[] = [
    ...PEOPLE.map((one) => ({
      item: { kind: 'person' as const, id: one.id, name: one.name },
      detail: one.title,
    })),
    ...GROUPS.map((one) => ({
      item: { kind: 'group' as const, id: one.id, name: one.name },
      detail: 'SCIM',
    })),
    ...ROLES.map((one) => ({
      item: { kind: 'role' as const, id: one.id, name: one.name },
      detail: one.description,
    })),
    ...PERMISSIONS.map((one) => ({
      item: { kind: 'permission' as const, id: one.id, name: one.name },
      detail: one.description,
    })),
  ];
  return all.filter((one) => one.item.name.toLowerCase().includes(wanted));
}

export function failure(code: HostError['wire']['code'], message: string): HostError {
  return new HostError({ code, message, meaning: '', hint: 'try again', details: [] });
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
