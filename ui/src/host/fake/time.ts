/** Time travel in the fake tenant: every cell came to be the same way, and one decision would come out otherwise now. */
import type { CellChange, CellHistory, LedgerEntry, Redecision, RowKind } from '../bindings';
import type { Host } from '../host';
import { NOW } from './access';
import { whyOf } from './why';

type Answer = <T>(what: string, value: () => T) => Promise<T>;

export function timeFakes(answer: Answer): Pick<Host, 'cellHistory' | 'cancelHistory' | 'redecide'> {
  return {
    cellHistory: (_name, rows, subject, permission) =>
      answer('history', () => historyOf(rows, subject, permission)),
    cancelHistory: async () => undefined,
    redecide: (log, number) => answer('redecide', () => redecided(log ?? LOG, number)),
  };
}

const LOG = 'steward/7c1de4a05b';
const THEN = '4be90c71a2d85f36';
const IN_FORCE = 'd90a44c7e15b2f08';

function entry(number: number, operation: string, at: string): LedgerEntry {
  return {
    log: LOG,
    number,
    hash: '0c51b7e29a44',
    previous: '9f3ca71e55d0',
    at,
    who: 'op-3f9a',
    onBehalfOf: null,
    proposedBy: null,
    operation,
    consequence: 'diagnose',
    object: null,
    tenant: { id: 't-1', name: 'northwind', environment: 'live' },
    surface: 'window',
    reason: null,
    policyVersion: THEN,
    policies: ['administrator-runs'],
    confirmation: 'none',
    approval: { state: 'not-required', required: 0, request: null, approvers: [] },
    changes: [],
    outcome: 'done',
    code: null,
    correlation: '5d7712aa90be',
  };
}

function historyOf(rows: RowKind, subject: string, permission: string): CellHistory {
  const why = whyOf(rows, subject, permission);
  const held = why.paths.length > 0;
  const verb = rows === 'people' ? 'hold' : 'give';
  const first: CellChange = {
    kind: 'first',
    statement: `${why.person.name} did not ${verb} ${why.permission.name} at the first reading`,
    from: null,
    to: '2026-10-13T08:00:00Z',
    byTime: false,
    before: null,
    after: 'no',
    scopeBefore: [],
    scopeAfter: [],
    gained: [],
    lost: [],
    deniesGained: [],
    deniesLost: [],
    snapshot: '1b20fe4417a9d3c1',
    entries: [entry(1, 'tenant.add', '2026-10-13T08:00:00Z')],
    entriesTotal: 1,
    events: [],
    eventsTotal: 0,
  };
  const gained: CellChange = {
    ...first,
    kind: 'gained',
    statement: `${why.person.name} came to ${verb} ${why.permission.name}`,
    from: '2026-10-13T08:00:00Z',
    to: '2026-11-08T10:42:00Z',
    before: 'no',
    after: why.decision,
    gained: why.paths,
    snapshot: '5d7712aa90be4c37',
    entries: [entry(12, 'tenant.refresh', '2026-11-08T10:42:00Z')],
    events: [
      {
        id: 'event/204',
        at: '2026-11-03T09:00:00Z',
        who: 'Hana Sato',
        title: 'role.permission.add',
        object: 'Model Tester',
        outcome: 'success',
      },
    ],
    eventsTotal: 1,
  };
  return {
    subject: why.person,
    permission: why.permission,
    changes: held ? [gained, first] : [first],
    snapshots: 3,
    knownFrom: '2026-10-13T08:00:00Z',
    older: false,
    entriesHidden: false,
    eventsHidden: false,
  };
}

function redecided(log: string, number: number): Redecision {
  const of = { ...entry(number, 'tenant.refresh', NOW), log };
  const recorded = { policyVersion: THEN, allowed: true, policies: ['administrator-runs'] };
  return {
    entry: of,
    question: {
      operator: of.who,
      name: 'Ines Okafor',
      roles: ['administrator'],
      rolesOnRecord: true,
      operation: of.operation,
      tenant: 't-1',
      tenantName: 'northwind',
      environment: 'live',
      surface: 'window',
    },
    recorded,
    ofThen: recorded,
    ofNow: { policyVersion: IN_FORCE, allowed: false, policies: ['no-refresh-at-night'] },
    agrees: true,
    differences: [
      'Then it was allowed; the policies in force now say: refused.',
      'It is determined by `administrator-runs` then, and by `no-refresh-at-night` now.',
    ],
    unknown: [],
  };
}
