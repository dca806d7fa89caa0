/** The drawing of when things happened: bars, marks, ticks, and the stretch that is chosen. Pure. */
import type { AuditBucket, AuditHistogram, ConsequenceClass } from '../../../host/host';
import { momentOf as written } from './span';

/** From view to destructive, as the counts of a bucket stand. */
export const CLASSES: readonly ConsequenceClass[] = [
  'view',
  'diagnose',
  'correct',
  'override',
  'policy',
  'destructive',
];

/** A stretch of buckets: the edges it begins and ends at. */
export type Stretch = { from: number; to: number };

const LENGTHS: readonly (readonly [seconds: number, one: string])[] = [
  [604_800, 'week'],
  [86_400, 'day'],
  [3600, 'hour'],
  [1800, 'half hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** `Entries per half hour`, `Entries per 5 minutes`. */
export function barsTitle(seconds: number): string {
  const [length, word] = LENGTHS.find(([length]) => seconds % length === 0) ?? [1, 'second'];
  const times = seconds / length;
  return times === 1 ? `Entries per ${word}` : `Entries per ${times} ${word}s`;
}

export function totalOf(bucket: AuditBucket): number {
  return bucket.classes.reduce((sum, count) => sum + count, bucket.other);
}

/** The moment of an edge between buckets. */
export function momentOf(drawn: AuditHistogram, edge: number): string {
  return written(Date.parse(drawn.from) + edge * drawn.bucketSeconds * 1000);
}

/** The edge nearest to a moment, within what is drawn. */
export function edgeOf(drawn: AuditHistogram, moment: string): number {
  const edge = (Date.parse(moment) - Date.parse(drawn.from)) / (drawn.bucketSeconds * 1000);
  return clamp(Math.round(edge), 0, drawn.buckets.length);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** The stretch that a question asks for, as far as it is drawn; nothing when it asks for all of it. */
export function stretchOf(
  drawn: AuditHistogram,
  since: string | null,
  until: string | null,
): Stretch | undefined {
  if (since === null && until === null) return undefined;
  const from = since === null ? 0 : edgeOf(drawn, since);
  const to = until === null ? drawn.buckets.length : edgeOf(drawn, until);
  // less than a bucket is drawn as one
  return to > from ? { from, to } : undefined;
}

/** The stretch between two edges, however they lie. At least one bucket wide. */
export function between(a: number, b: number, buckets: number): Stretch {
  const from = clamp(Math.min(a, b), 0, Math.max(0, buckets - 1));
  return { from, to: clamp(Math.max(a, b), from + 1, buckets) };
}

/** Where a key puts one end of a stretch; nothing when the key does not move. */
export function movedBy(
  key: string,
  shift: boolean,
  end: 'from' | 'to',
  stretch: Stretch,
  buckets: number,
): Stretch | undefined {
  const step = shift ? Math.max(1, Math.round(buckets / 8)) : 1;
  const [least, most] = end === 'from' ? [0, stretch.to - 1] : [stretch.from + 1, buckets];
  const now = stretch[end];
  const to = {
    ArrowLeft: now - step,
    ArrowDown: now - step,
    ArrowRight: now + step,
    ArrowUp: now + step,
    PageUp: now + Math.max(1, Math.round(buckets / 8)),
    PageDown: now - Math.max(1, Math.round(buckets / 8)),
    Home: least,
    End: most,
  }[key];
  return to === undefined ? undefined : { ...stretch, [end]: clamp(to, least, most) };
}

/** A part of a bar, in shares of the height. */
export type Part = { look: ConsequenceClass | 'other'; bottom: number; height: number };

/** The parts of a bar from the bottom up; what is there is never too low to be seen. */
export function partsOf(bucket: AuditBucket, most: number, least: number): Part[] {
  const counts = [['other', bucket.other] as const, ...CLASSES.map(countIn(bucket))];
  let bottom = 0;
  return counts.flatMap(([look, count]): Part[] => {
    if (count === 0) return [];
    const part = { look, bottom, height: Math.max(least, count / Math.max(1, most)) };
    bottom += part.height;
    return [part];
  });
}

const countIn = (bucket: AuditBucket) => (one: ConsequenceClass, at: number) =>
  [one, bucket.classes[at] ?? 0] as const;

/** Marks over bars: where something grave happened, but not so many that they say nothing. */
export function marksOf(buckets: readonly AuditBucket[], most = 12): Map<number, ConsequenceClass> {
  for (const least of [3, 4, 5]) {
    const marks = new Map<number, ConsequenceClass>();
    buckets.forEach((bucket, at) => {
      const gravest = bucket.classes.findLastIndex((count) => count > 0);
      const name = CLASSES[gravest];
      if (name && gravest >= least) marks.set(at, name);
    });
    if (marks.size <= most) return marks;
  }
  return new Map();
}

const DAY = 86_400;
const SECONDS = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const DATE = { day: 'numeric', month: 'short' } as const;
const YEAR = { month: 'short', year: 'numeric' } as const;

/** From one tick to the next: so many seconds, days of the calendar or months of it. */
type Step = { unit: 'second' | 'day' | 'month'; every: number; seconds: number };

const stepsOf = (unit: Step['unit'], length: number, times: readonly number[]): Step[] =>
  times.map((every) => ({ unit, every, seconds: every * length }));

const STEPS: readonly Step[] = [
  ...stepsOf('second', 1, [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800]),
  ...stepsOf('second', 1, [3600, 7200, 10_800, 21_600, 43_200]),
  ...stepsOf('day', DAY, [1, 2, 4, 7, 14]),
  ...stepsOf('month', 30.5 * DAY, [1, 2, 3, 6, 12, 24, 60, 120, 240, 600]),
];

/** Round moments from one on, by the clock and the calendar of this computer; the first ones may be before it. */
function roundMoments({ unit, every }: Step, from: number): (index: number) => number {
  const start = new Date(from);
  const [year, month, date] = [start.getFullYear(), start.getMonth(), start.getDate()];
  if (unit === 'second') {
    const zone = start.getTimezoneOffset() * 60_000;
    const apart = every * 1000;
    const first = Math.ceil((from - zone) / apart) * apart + zone;
    return (index) => first + index * apart;
  }
  if (unit === 'day') {
    const first = new Date(year, month, date).getTime() < from ? date + 1 : date;
    return (index) => new Date(year, month, first + index * every).getTime();
  }
  const first = Math.floor((year * 12 + month) / every) * every;
  return (index) => new Date(0, first - 1900 * 12 + index * every).getTime();
}

/** How moments so many seconds apart are told from each other, within so many seconds in all. */
function formatFor(apart: number, span: number): { format: Intl.DateTimeFormatOptions; day: boolean } {
  if (span >= 300 * DAY) return { format: YEAR, day: false };
  if (apart >= DAY) return { format: DATE, day: false };
  return { format: apart < 60 ? SECONDS : CLOCK, day: true };
}

/** Round moments along the bottom: shares of the width, and what stands there. None of them is there twice. */
export function ticksOf(drawn: AuditHistogram, most = 6): { at: number; text: string }[] {
  const span = drawn.buckets.length * drawn.bucketSeconds;
  const step = STEPS.find(({ seconds }) => span / seconds <= most - 1) ?? STEPS.at(-1);
  if (!step) return [];
  const { format, day } = formatFor(step.seconds, span);
  const plain = new Intl.DateTimeFormat('en-GB', format);
  const withDay = new Intl.DateTimeFormat('en-GB', { ...format, weekday: 'short' });
  const from = Date.parse(drawn.from);
  const momentAt = roundMoments(step, from);
  const ticks: { at: number; text: string }[] = [];
  let before = '';
  for (let index = 0; momentAt(index) <= from + span * 1000; index += 1) {
    const moment = new Date(momentAt(index));
    if (moment.getTime() < from) continue;
    // the day is said once, unless the same time comes again on another
    const isNew = day && (span > DAY || moment.toDateString() !== before);
    before = moment.toDateString();
    const at = (moment.getTime() - from) / (span * 1000);
    ticks.push({ at, text: (isNew ? withDay : plain).format(moment).replace(',', '') });
  }
  // when the clock is put back, an hour comes twice
  return ticks.filter(({ text }, index) => ticks.findIndex((tick) => tick.text === text) === index);
}

/** The part of its room that a bar takes: most of it, and never so much that it is a wall. */
export function barWidth(plotWidth: number, bars: number): number {
  return Math.min(0.88, plotWidth > 0 ? (24 * bars) / plotWidth : 1);
}

/** A stretch twice as long around a question's own, to see what lies before and after; all when it has none. */
export function around(since: string | null, until: string | null, now: Date): [string, string] | undefined {
  if (since === null) return undefined;
  const from = Date.parse(since);
  const to = until === null ? now.getTime() : Date.parse(until);
  if (!(to > from)) return undefined;
  const half = (to - from) / 2;
  return [written(from - half), written(Math.min(to + half, now.getTime()))];
}
