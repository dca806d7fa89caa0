/**
 * The text form of a question, as the screen writes it: `who:ines op:tenant.* outcome:denied "billing access"`. It is
 * read by Rust alone, which answers with what it understood.
 */
import { written } from '../../../components/question';
import type { AuditAsked, AuditFilter, AuditWord } from '../../../host/host';
import { spanText } from './span';

/** Keys in the order in which they are written. */
const KEYS = [
  'who',
  'on',
  'kind',
  'op',
  'consequence',
  'outcome',
  'surface',
  'approval',
  'policy',
  'tenant',
  'source',
  'request',
];

export type Sign = 'include' | 'exclude';

export const NOTHING_ASKED: AuditAsked = { text: '', filters: [], words: [], since: null, until: null };

/** The text of a question that is there as data. */
export function textOf(asked: Omit<AuditAsked, 'text'>): string {
  const place = (filter: AuditFilter) => {
    const at = KEYS.indexOf(filter.key);
    return at < 0 ? KEYS.length : at;
  };
  const filters = [...asked.filters].sort((a, b) => place(a) - place(b));
  const terms = filters.flatMap(({ key, include, exclude }) => [
    ...listed(`${key}:`, include),
    ...listed(`-${key}:`, exclude),
  ]);
  if (asked.since !== null) terms.push(`since:${asked.since}`);
  if (asked.until !== null) terms.push(`until:${asked.until}`);
  return [...terms, ...asked.words.map(written)].join(' ');
}

function listed(start: string, words: readonly AuditWord[]): string[] {
  if (words.length === 0) return [];
  const values = words.map((word) => word.value).sort();
  return [start + values.map(written).join(',')];
}

function asText(asked: Omit<AuditAsked, 'text'>): AuditAsked {
  return { ...asked, text: textOf(asked) };
}

export function isAsked(asked: AuditAsked, key: string, value: string): Sign | undefined {
  const filter = asked.filters.find((one) => one.key === key);
  if (filter?.include.some((word) => word.value === value)) return 'include';
  return filter?.exclude.some((word) => word.value === value) ? 'exclude' : undefined;
}

/** Asks for a value, or for entries without it; asks no more when that was asked already. */
export function toggled(
  asked: AuditAsked,
  facet: { key: string; title: string },
  word: AuditWord,
  sign: Sign = 'include',
): AuditAsked {
  const { key, title } = facet;
  const before = asked.filters.find((one) => one.key === key) ?? { key, title, include: [], exclude: [] };
  const had = isAsked(asked, key, word.value) === sign;
  const without = (words: readonly AuditWord[]) => words.filter((one) => one.value !== word.value);
  const filter: AuditFilter = {
    ...before,
    include: without(before.include),
    exclude: without(before.exclude),
  };
  if (!had) filter[sign] = [...filter[sign], word];
  return replaced(asked, filter);
}

function replaced(asked: AuditAsked, filter: AuditFilter): AuditAsked {
  const others = asked.filters.filter((one) => one.key !== filter.key);
  const empty = filter.include.length + filter.exclude.length === 0;
  const at = asked.filters.findIndex((one) => one.key === filter.key);
  const filters = empty ? others : others.toSpliced(at < 0 ? others.length : at, 0, filter);
  return asText({ ...asked, filters });
}

/** The question without what it asks of one key. */
export function withoutKey(asked: AuditAsked, key: string, sign?: Sign): AuditAsked {
  const filter = asked.filters.find((one) => one.key === key);
  if (!filter) return asked;
  return replaced(asked, {
    ...filter,
    include: sign === 'exclude' ? filter.include : [],
    exclude: sign === 'include' ? filter.exclude : [],
  });
}

export function withoutWord(asked: AuditAsked, at: number): AuditAsked {
  return asText({ ...asked, words: asked.words.toSpliced(at, 1) });
}

export function withSpan(asked: AuditAsked, since: string | null, until: string | null): AuditAsked {
  return asText({ ...asked, since, until });
}

/** Everything in one request, and nothing else. */
export function requestText(correlation: string): string {
  return `request:${written(correlation)}`;
}

/** The text of a question with what was typed behind it. A beginning or end that is typed stands for the one before. */
export function withTyped(asked: AuditAsked, typed: string): string {
  const plain = typed.replace(/"(?:[^"\\]|\\.)*"?/g, '');
  const names = (pattern: RegExp) => pattern.test(plain);
  const rest = {
    ...asked,
    since: names(/(?:^|\s)(?:since|from):/i) ? null : asked.since,
    until: names(/(?:^|\s)(?:until|to):/i) ? null : asked.until,
  };
  return [textOf(rest), typed.trim()].filter(Boolean).join(' ');
}

/** A part of a question that can be taken out. */
export type Term = {
  id: string;
  /** What it is about; empty for words that are looked for everywhere. */
  title: string;
  value: string;
  exclude: boolean;
  /** As it is typed. */
  text: string;
  without: AuditAsked;
};

const CLASSES = ['view', 'diagnose', 'correct', 'override', 'policy', 'destructive'];

/** The parts of a question, but the two moments. */
export function termsOf(asked: AuditAsked): Term[] {
  const filters = asked.filters.flatMap((filter): Term[] =>
    (['include', 'exclude'] as const).flatMap((sign) => {
      const words = filter[sign];
      if (words.length === 0) return [];
      const exclude = sign === 'exclude';
      return [
        {
          id: `${sign} ${filter.key}`,
          title: filter.title,
          value: valueText(filter.key, words),
          exclude,
          text: listed(`${exclude ? '-' : ''}${filter.key}:`, words).join(''),
          without: withoutKey(asked, filter.key, sign),
        },
      ];
    }),
  );
  const words = asked.words.map(
    (word, at): Term => ({
      id: `word ${at}`,
      title: '',
      value: word,
      exclude: false,
      text: written(word),
      without: withoutWord(asked, at),
    }),
  );
  return [...filters, ...words];
}

/** The parts of a question, the time among them. */
export function termsAndSpan(asked: AuditAsked): Term[] {
  const { since, until } = asked;
  if (since === null && until === null) return termsOf(asked);
  const span: Term = {
    id: 'span',
    title: 'When',
    value: spanText(since, until),
    exclude: false,
    text: [since && `since:${since}`, until && `until:${until}`].filter(Boolean).join(' '),
    without: withSpan(asked, null, null),
  };
  return [...termsOf(asked), span];
}

/** `Override or above`, `Ines Okafor, Dana Whitfield`, `7 values`. */
function valueText(key: string, words: readonly AuditWord[]): string {
  if (key === 'consequence' && words.length > 1) {
    const places = words.map((word) => CLASSES.indexOf(word.value)).sort((a, b) => a - b);
    const lowest = places[0] ?? -1;
    const isTop = lowest >= 0 && places.length === CLASSES.length - lowest;
    const first = words.find((word) => word.value === CLASSES[lowest]);
    if (isTop && first) return `${first.label} or above`;
  }
  // somebody may have several ids: their name is said once
  const labels = [...new Set(words.map((word) => word.label || 'none'))];
  return labels.length > 3 ? `${labels.length} values` : labels.join(', ');
}

/** Whether a question asks for less than everything. */
export function narrows(asked: AuditAsked): boolean {
  return asked.filters.length + asked.words.length > 0 || asked.since !== null || asked.until !== null;
}
