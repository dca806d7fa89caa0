/** The text form of questions, read as far as the fake needs it; Rust reads it for real. */
import type { AuditAsked, AuditFilter } from '../bindings';
import { type FakeEntry, trail } from './audit-entries';

export const TITLES: Readonly<Record<string, string>> = {
  who: 'Who',
  on: 'On what',
  kind: 'Kind of object',
  op: 'Operation',
  consequence: 'Consequence',
  outcome: 'Outcome',
  surface: 'Surface',
  approval: 'Approval',
  policy: 'Policy version',
  tenant: 'Tenant',
  source: 'Record',
  request: 'Request',
  since: 'Not before a day or moment',
  until: 'Up to a day, or before a moment',
};
export const KEYS = Object.keys(TITLES).slice(0, 12);

export type Problem = { problem: string; hint: string };

const TERM = /(-?)(?:([a-zA-Z]+):)?((?:"(?:[^"\\]|\\.)*"|[^\s",]+|,)*)/g;

export function askedOf(text: string): AuditAsked | Problem {
  const filters = new Map<string, AuditFilter>();
  const asked: AuditAsked = { text: '', filters: [], words: [], since: null, until: null };
  if ((text.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1) {
    return { problem: 'column 1: the quote is not closed', hint: 'write `"` at its end' };
  }
  for (const [all, sign, key, raw = ''] of text.matchAll(TERM)) {
    if (all === '') continue;
    const values = [...raw.matchAll(/"((?:[^"\\]|\\.)*)"|([^",]+)/g)].map(
      ([, quoted, plain]) => quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '',
    );
    if (key === undefined) {
      asked.words.push(values.join(','));
    } else if (key === 'since' || key === 'until') {
      const moment = new Date(raw);
      if (Number.isNaN(moment.getTime())) {
        return {
          problem: `\`${raw}\` is no moment`,
          hint: `write a day or a moment, such as \`${key}:2026-05-03\``,
        };
      }
      asked[key] = moment.toISOString();
    } else if (!KEYS.includes(key)) {
      return {
        problem: `column ${text.indexOf(key) + 1}: there is no key \`${key}\``,
        hint: 'did you mean `who`?',
      };
    } else {
      const filter = filters.get(key) ?? { key, title: TITLES[key] ?? key, include: [], exclude: [] };
      for (const given of values) {
        const value = PEOPLES[`${key}:${given}`] ?? idOf(key, given);
        filter[sign === '-' ? 'exclude' : 'include'].push({ value, label: labelOf(key, value) });
      }
      filters.set(key, filter);
    }
  }
  const { since, until } = asked;
  if (since !== null && until !== null && since >= until) {
    return {
      problem: `the question ends at \`${until}\`, which is not after its beginning \`${since}\``,
      hint: 'nothing can answer that: swap the two moments, or leave one out',
    };
  }
  asked.filters = KEYS.flatMap((key) => filters.get(key) ?? []);
  asked.text = canonical(asked);
  return asked;
}

/** What people say for a word that is kept. */
const PEOPLES: Readonly<Record<string, string>> = {
  'outcome:refused': 'denied',
  'approval:waiting': 'pending',
  'approval:approved': 'granted',
  'approval:none': 'not-required',
};

/** A name stands for an id. */
function idOf(key: string, given: string): string {
  const known = trail(1286).map((one) => wordIn(one, key));
  if (known.some((one) => one.value === given)) return given;
  return known.find((one) => one.label.toLowerCase().includes(given.toLowerCase()))?.value ?? given;
}

function labelOf(key: string, value: string): string {
  return (
    trail(1286)
      .map((one) => wordIn(one, key))
      .find((one) => one.value === value)?.label ?? value
  );
}

function canonical(asked: AuditAsked): string {
  const quoted = (value: string) =>
    value !== '' && !value.startsWith('-') && !/[\s"\\,:]/.test(value)
      ? value
      : `"${value.replace(/["\\]/g, '\\$&')}"`;
  const list = (sign: string, key: string, words: AuditFilter['include']) =>
    words.length === 0
      ? []
      : [
          `${sign}${key}:${words
            .map((word) => word.value)
            .sort()
            .map(quoted)
            .join(',')}`,
        ];
  return [
    ...asked.filters.flatMap((one) => [
      ...list('', one.key, one.include),
      ...list('-', one.key, one.exclude),
    ]),
    ...(asked.since ? [`since:${asked.since}`] : []),
    ...(asked.until ? [`until:${asked.until}`] : []),
    ...asked.words.map(quoted),
  ].join(' ');
}

const OUTCOMES: Readonly<Record<string, string>> = { success: 'Done', failure: 'Failed', denied: 'Refused' };
const APPROVALS: Readonly<Record<string, string>> = {
  'not-required': 'Not needed',
  pending: 'Waiting',
  granted: 'Approved',
  'break-glass': 'Break-glass',
};
const SURFACES: Readonly<Record<string, string>> = {
  window: 'Steward window',
  cli: 'Steward terminal',
  sync: 'Schedule',
};

export function wordIn({ row }: FakeEntry, key: string): { value: string; label: string } {
  const same = (value: string) => ({ value, label: value });
  switch (key) {
    case 'who':
      return { value: row.who?.id ?? '', label: row.who?.name ?? 'Forgotten person' };
    case 'on':
      return { value: row.object?.id ?? '', label: row.object?.name ?? '' };
    case 'kind':
      return same(row.object?.kind ?? '');
    case 'op':
      return { value: row.operation, label: row.title };
    case 'consequence': {
      const word = row.consequence ?? '';
      return { value: word, label: word.charAt(0).toUpperCase() + word.slice(1) };
    }
    case 'outcome':
      return { value: row.outcome, label: OUTCOMES[row.outcome] ?? row.outcome };
    case 'surface':
      return { value: row.surface, label: SURFACES[row.surface] ?? row.surface };
    case 'approval': {
      const word = row.approval?.state ?? '';
      return { value: word, label: APPROVALS[word] ?? '' };
    }
    case 'policy':
      return same(row.policyVersion);
    case 'tenant':
      return same(row.tenant);
    case 'source':
      return { value: row.source, label: row.source === 'steward' ? 'Steward' : 'Tenant’s own log' };
    default:
      return same(row.correlation);
  }
}

/** Whether an entry answers; without what is asked of one key, or of `time`, when that is named. */
export function answers(entry: FakeEntry, asked: AuditAsked, without?: string): boolean {
  const at = Date.parse(entry.row.at);
  const inTime =
    without === 'time' ||
    ((asked.since === null || at >= Date.parse(asked.since)) &&
      (asked.until === null || at < Date.parse(asked.until)));
  const fits = (pattern: string, value: string) =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(value);
  return (
    inTime &&
    asked.filters.every(({ key, include, exclude }) => {
      if (key === without) return true;
      const { value } = wordIn(entry, key);
      return (
        (include.length === 0 || include.some((word) => fits(word.value, value))) &&
        !exclude.some((word) => fits(word.value, value))
      );
    }) &&
    asked.words.every((word) => {
      const { row } = entry;
      const hay = `${row.title} ${row.operation} ${row.object?.name} ${row.who?.name} ${row.code}`;
      return hay.toLowerCase().includes(word.toLowerCase());
    })
  );
}
