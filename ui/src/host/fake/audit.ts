/**
 * The audit trail, for the fake. `/audit=none` has nothing on record, `/audit=many` 200,000 entries, `/audit=never` was
 * never verified, `/audit=since` has newer entries, `/audit=gone` fewer than when it was verified, `/audit=faults` was
 * changed by somebody, `/audit=refused` is an operator who may not look, `/audit=own` has entries of Steward alone.
 */
import type {
  AuditAsked,
  AuditEntryDetail,
  AuditFacet,
  AuditHistogram,
  AuditImportPreview,
  AuditPage,
  AuditQuestion,
  AuditRetention,
  AuditRetentionPlan,
  AuditRow,
  AuditState,
  AuditVerifyReport,
  Progress,
  SavedQuestion,
} from '../bindings';
import { HostError } from '../error';
import type { Host } from '../host';
import { detailOf } from './audit-detail';
import { CLASS_WORDS, type FakeEntry, trail } from './audit-entries';
import { answers, askedOf, KEYS, TITLES, wordIn } from './audit-question';
import { CONTROLS } from './controls';
import { SNAPSHOTS } from './tenants';

type Answer = <T>(what: string, value: () => T) => Promise<T>;
type Tell = (step: Progress) => void;

const LOG = 'steward/northwind-9f3c';
const KEY = 'steward/northwind-9f3c+7a11e0c4+AQ9f3ca71e55d0c2aa41d0e2b67c19a8f30b54c7a805f1d2e0';
const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

export function auditFakes(answer: Answer, { ask, tell }: { ask: URLSearchParams; tell: Tell }) {
  const kind = ask.get('audit');
  const all = kind === 'none' ? [] : trail(kind === 'many' ? 200_000 : 1286);
  const entries = kind === 'own' ? all.filter((one) => one.row.source === 'steward') : all;
  let retention: AuditRetention = { days: 365, mib: null };
  const own = entries.filter((one) => one.row.source === 'steward').length;
  const then = own + (kind === 'gone' ? 12 : kind === 'since' ? -12 : 0);
  let verified = kind === 'never' ? null : verifiedOf(then, kind === 'faults');
  let questions: SavedQuestion[] = [
    saved('Refused in the last days', 'outcome:denied', true),
    saved('Everything grave', 'consequence:destructive,override,policy', true),
    saved('Exports by people', 'op:access.export -who:sync', false),
  ];
  const stopped = new Set<string>();

  const scoped = (question: AuditQuestion) =>
    entries.filter((one) => question.tenant === null || one.row.tenant !== '');
  const found = (question: AuditQuestion, without?: string) => {
    const asked = understood(question);
    return scoped(question).filter((one) => answers(one, asked, without));
  };

  async function work(name: string, stage: string, total: number) {
    stopped.delete(name);
    for (let step = 1; step <= 5; step += 1) {
      tell({ tenant: name, stage, done: Math.round((total * step) / 5), total, message: stage });
      await wait(160);
      if (stopped.delete(name)) throw wrong('cancelled', 'it was stopped', 'start again when there is time');
    }
  }

  const fakes: Pick<Host, Extract<keyof Host, `audit${string}` | `evidence${string}`>> = {
    auditState: () => answer('audit-state', () => stateOf(entries, verified, retention)),
    auditSearch: (question, toward, place, limit) =>
      answer('audit', () => pageOf(found(question), scoped(question).length, question, toward, place, limit)),
    auditFacets: (question, limit) =>
      answer('audit-facets', () => ({
        total: found(question).length,
        facets: KEYS.filter(
          (key) => key !== 'request' && !(key === 'tenant' && question.tenant !== null),
        ).map((key) => facetOf(key, found(question, key), understood(question), limit)),
        tookMs: 4,
      })),
    auditHistogram: (question, from, until, buckets) =>
      answer('audit-histogram', () => histogramOf(found(question, 'time'), from, until, buckets)),
    auditComplete: (question, cursor) =>
      answer('audit-complete', () => completionOf(question.text, cursor, scoped(question))),
    auditShow: (id) =>
      answer('audit-show', () => {
        const entry = entries.find((one) => one.row.id === id);
        if (!entry) throw wrong('not-found', `there is no entry \`${id}\``, 'look for it in the list');
        return detailOf(entry, entries, {
          log: LOG,
          key: KEY,
          snapshot: SNAPSHOTS[1] ?? null,
        }) satisfies AuditEntryDetail;
      }),
    auditVerify: async () => {
      await work('audit verify', 'verifying', entries.length);
      verified = verifiedOf(own, kind === 'faults');
      return answer('audit-verify', () => reportOf(own, kind === 'faults'));
    },
    auditImportPreview: (_tenant, path, mapping) =>
      answer('audit-preview', () => previewOf(path, mapping, entries, planOf(retention))),
    auditImport: async () => {
      await work('audit import', 'reading', 1204);
      return answer('audit-import', () => ({
        added: 1187,
        known: 12,
        repeated: 0,
        differs: 1,
        differing: DIFFERING,
        leftOut: 5,
        removed: 0,
        sealed: [`${LOG}/${entries.length}`],
        problems: PROBLEMS,
        problemsTotal: PROBLEMS.length,
        tookMs: 812,
      }));
    },
    auditQuestions: () => answer('audit-questions', () => questions),
    auditSaveQuestion: (name, question) =>
      answer('audit-save', () => {
        const kept = saved(name, understood(question).text, false);
        questions = [...questions.filter((one) => one.name !== name), kept];
        return kept;
      }),
    auditRemoveQuestion: (name) =>
      answer('audit-remove', () => {
        questions = questions.filter((one) => one.name !== name);
        return null;
      }),
    auditRetention: (wanted) => answer('audit-retention', () => planOf(wanted ?? retention)),
    auditSetRetention: (wanted) =>
      answer('audit-retention', () => {
        retention = wanted;
        return planOf(wanted);
      }),
    auditExport: (question, format, disclose, out) =>
      answer('audit-export', () => ({
        format,
        entries: found(question).length,
        personalData: disclose && format !== 'ocsf',
        file: out === null ? null : { path: out, bytes: 214_212 },
        text: null,
      })),
    evidenceControls: () => answer('evidence-controls', () => [...CONTROLS]),
    evidenceCreate: (question, control, disclose, out) =>
      answer('evidence', () => {
        const wanted = CONTROLS.find((one) => one.id === control)?.question ?? '';
        const inIt = found({ ...question, text: `${wanted} ${question.text}`.trim() });
        const events = inIt.filter((one) => one.row.source === 'tenant').length;
        return {
          file: { path: out, bytes: 318_440 },
          sha256: '41d0e2b67c19a8f30b549f3ca71e55d0c2aac7a805f1d2e06e91774c5d7712aa',
          entries: inIt.length - events,
          leftOut: 2,
          supporting: events > 0 ? 1 : 0,
          events,
          eventsLeftOut: 0,
          treeSize: entries.length,
          key: KEY,
          disclosed: disclose,
        };
      }),
  };
  return { fakes, stop: (name: string) => stopped.add(name) };
}

function wrong(code: HostError['wire']['code'], message: string, hint: string): HostError {
  return new HostError({ code, message, meaning: '', hint, details: [] });
}

function understood(question: AuditQuestion): AuditAsked {
  const asked = askedOf(question.text);
  if ('problem' in asked) throw wrong('bad-input', asked.problem, asked.hint);
  return asked;
}

function saved(name: string, text: string, builtIn: boolean): SavedQuestion {
  return {
    name,
    text,
    by: builtIn ? '' : 'Ines Okafor',
    at: builtIn ? null : '2026-11-02T09:00:00Z',
    builtIn,
  };
}

function verifiedOf(entries: number, faults: boolean): AuditState['verified'] {
  return { at: '2026-11-12T09:30:00Z', holds: !faults, faults: faults ? 3 : 0, entries };
}

function stateOf(
  entries: readonly FakeEntry[],
  verified: AuditState['verified'],
  retention: AuditRetention,
): AuditState {
  const own = entries.filter((one) => one.row.source === 'steward').length;
  return {
    entries: own,
    head: entries[0]?.row.hash ?? null,
    events: entries.length - own,
    kib: Math.round((entries.length - own) / 4),
    oldest: entries.at(-1)?.row.at ?? null,
    newest: entries[0]?.row.at ?? null,
    verified: entries.length === 0 ? null : verified,
    retention,
  };
}

function pageOf(
  found: readonly FakeEntry[],
  all: number,
  question: AuditQuestion,
  toward: 'older' | 'newer',
  place: string | null,
  limit: number,
): AuditPage {
  const at = place === null ? undefined : found.findIndex((one) => one.row.id === place);
  const from =
    toward === 'older'
      ? at === undefined
        ? 0
        : at + 1
      : Math.max(0, (at === undefined ? found.length : at) - limit);
  const to = toward === 'older' ? from + limit : at === undefined ? found.length : at;
  const rows = found.slice(from, to).map((one) => one.row);
  return {
    asked: understood(question),
    rows,
    newer: from > 0 ? (rows[0]?.id ?? null) : null,
    older: to < found.length ? (rows.at(-1)?.id ?? null) : null,
    total: found.length,
    all,
    tookMs: 6,
  };
}

function facetOf(key: string, found: readonly FakeEntry[], asked: AuditAsked, limit: number): AuditFacet {
  const counts = new Map<string, number>();
  const labels = new Map<string, string>();
  for (const entry of found) {
    const { value, label } = wordIn(entry, key);
    counts.set(value, (counts.get(value) ?? 0) + 1);
    labels.set(value, label);
  }
  const wanted = asked.filters.find((one) => one.key === key);
  for (const word of [...(wanted?.include ?? []), ...(wanted?.exclude ?? [])]) {
    if (counts.has(word.value) || word.value.includes('*')) continue;
    counts.set(word.value, 0);
    labels.set(word.value, word.label);
  }
  const values = [...counts].map(([value, count]) => ({
    value,
    label: labels.get(value) || 'Not told',
    count,
  }));
  values.sort((a, b) =>
    key === 'consequence'
      ? CLASS_WORDS.indexOf(a.value) - CLASS_WORDS.indexOf(b.value)
      : b.count - a.count || a.label.localeCompare(b.label),
  );
  return { key, title: TITLES[key] ?? key, distinct: values.length, values: values.slice(0, limit) };
}

const LENGTHS = [60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800, 2_419_200];

function histogramOf(
  found: readonly FakeEntry[],
  from: string | null,
  until: string | null,
  most: number,
): AuditHistogram {
  const first = Date.parse(from ?? found.at(-1)?.row.at ?? '2026-11-12T00:00:00Z');
  const last = Date.parse(until ?? found[0]?.row.at ?? '2026-11-12T10:00:00Z') + 1;
  const length = LENGTHS.find((one) => (last - first) / one / 1000 <= most - 1) ?? 2_419_200;
  const step = length * 1000;
  const begin = Math.floor(first / step) * step;
  const buckets = Array.from({ length: Math.max(1, Math.ceil((last - begin) / step)) }, () => ({
    classes: [0, 0, 0, 0, 0, 0],
    other: 0,
  }));
  for (const { row } of found) {
    const bucket = buckets[Math.floor((Date.parse(row.at) - begin) / step)];
    if (!bucket) continue;
    const at = CLASS_WORDS.indexOf(row.consequence ?? '');
    if (at < 0) bucket.other += 1;
    else bucket.classes[at] = (bucket.classes[at] ?? 0) + 1;
  }
  return {
    from: new Date(begin).toISOString(),
    until: new Date(begin + buckets.length * step).toISOString(),
    bucketSeconds: length,
    buckets,
    tookMs: 3,
  };
}

function completionOf(text: string, cursor: number, entries: readonly FakeEntry[]) {
  const typed = [...text].slice(0, cursor).join('');
  const term = /(\S*)$/.exec(typed)?.[1] ?? '';
  const [, sign = '', key, value = ''] = /^(-?)(?:([a-z]+):)?(.*)$/.exec(term) ?? [];
  if (key === undefined) {
    const keys = [...KEYS, 'since', 'until'].filter((one) => one.startsWith(value.toLowerCase()));
    return {
      from: cursor - term.length,
      to: cursor,
      candidates: keys.map((one) => ({
        insert: `${sign}${one}:`,
        label: `${sign}${one}:`,
        detail: TITLES[one] ?? '',
      })),
    };
  }
  const words = new Map(entries.map((one) => wordIn(one, key)).map((one) => [one.value, one.label]));
  const wanted = value.toLowerCase();
  return {
    from: cursor - value.length,
    to: cursor,
    candidates: [...words]
      .filter(([word, label]) => word !== '' && `${word} ${label}`.toLowerCase().includes(wanted))
      .slice(0, 8)
      .map(([word, label]) => ({ insert: word, label, detail: label === word ? '' : word })),
  };
}

function reportOf(entries: number, broken: boolean): AuditVerifyReport {
  return {
    at: new Date().toISOString(),
    tookMs: 640,
    holds: !broken,
    ledger: {
      holds: !broken,
      before: 4,
      faults: [],
      logs: [
        {
          log: LOG,
          entries,
          signed: entries,
          unsigned: 0,
          away: '',
          checkpoints: 4,
          keys: [
            { key: `${LOG}+11aa22bb+AQ0a3b77fc`, from: 0, until: 400 },
            { key: KEY, from: 400, until: null },
          ],
          compared: 'kept',
          open: 0,
          faults: broken
            ? [
                {
                  fault: 'changed',
                  entry: 1277,
                  message: 'entry 1277 was changed: its hash is 41d0e2b6, recorded was 9f3ca71e',
                },
                { fault: 'missing', entry: 1240, message: 'entries 1240 to 1242 are missing' },
              ]
            : [],
          more: 0,
        },
      ],
    },
    batches: 2,
    events: 620,
    faults: broken
      ? [{ fault: 'changed', entry: `${LOG}/1201`, message: 'event 17 of the batch was changed' }]
      : [],
    notKept: null,
  };
}

const PROBLEMS = [
  {
    level: 'warning' as const,
    code: 'no-time',
    place: 'okta-system-log.jsonl:41:1 published',
    message: 'the event has no time that can be read: `yesterday`',
    hint: 'write it as RFC 3339, such as `2026-05-03T10:00:00Z`',
  },
  {
    level: 'warning' as const,
    code: 'json',
    place: 'okta-system-log.jsonl:77:118',
    message: 'the line is no JSON: a quote is not closed',
    hint: 'export the log again, or mend the line',
  },
];

const DIFFERING = [{ id: '6f1c0b52-a7d1', line: 118 }];

function previewOf(
  path: string | null,
  mapping: string | null,
  entries: readonly FakeEntry[],
  removes: AuditRetentionPlan,
): AuditImportPreview {
  const okta = { id: 'okta', name: 'Okta System Log', events: 1199 };
  const sample: AuditRow[] = entries
    .filter((one) => one.row.source === 'tenant')
    .slice(0, 5)
    .map((one) => one.row);
  return {
    path: path ?? 'practice log (made up)',
    kib: 1412,
    format: path?.endsWith('.csv') ? 'csv' : 'json',
    whole: true,
    mappings: [mapping === null ? okta : { ...okta, id: mapping, name: mapping }],
    choices: [
      okta,
      { id: 'github', name: 'GitHub audit log', events: 0 },
      { id: 'entra', name: 'Entra ID', events: 0 },
    ],
    fields: [
      { title: 'When', from: 'published', personal: false },
      { title: 'Who', from: 'actor.alternateId', personal: true },
      { title: 'Operation', from: 'eventType', personal: false },
      { title: 'On what', from: 'target.0.alternateId', personal: true },
      { title: 'Outcome', from: 'outcome.result', personal: false },
      { title: 'Network address', from: 'client.ipAddress', personal: true },
    ],
    unused: ['debugContext.debugData.requestUri', 'securityContext.isp'],
    unusedTotal: 2,
    zoneless: 3,
    sample,
    events: 1199,
    known: 12,
    repeated: 0,
    differs: 1,
    differing: DIFFERING,
    leftOut: 5,
    earliest: '2026-10-03T08:12:00Z',
    latest: '2026-11-12T08:44:00Z',
    problems: PROBLEMS,
    problemsTotal: PROBLEMS.length,
    removes,
  };
}

function planOf(retention: AuditRetention): AuditRetentionPlan {
  const removes = retention.days !== null && retention.days < 90 ? 212 : retention.mib === 1 ? 90 : 0;
  return {
    retention,
    events: 664,
    kib: 1320,
    removes,
    freesKib: removes * 2,
    earliest: removes > 0 ? '2026-11-09T08:12:00Z' : null,
    latest: removes > 0 ? '2026-11-10T08:12:00Z' : null,
    classes:
      removes > 0
        ? [
            { consequence: 'override', count: 7 },
            { consequence: 'view', count: removes - 7 },
          ]
        : [],
    token: `plan-${removes}`,
  };
}
