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

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY_CLOCK = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const YEAR = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });

/** Words along the bottom: shares of the width, and what stands there. */
export function ticksOf(drawn: AuditHistogram, count = 5): { at: number; text: string }[] {
  const span = drawn.buckets.length * drawn.bucketSeconds;
  const format = span <= 3 * 86_400 ? CLOCK : span <= 700 * 86_400 ? DATE : YEAR;
  let day = '';
  return Array.from({ length: count }, (_, index) => {
    const at = index / (count - 1);
    const moment = new Date(Date.parse(drawn.from) + at * span * 1000);
    const isNewDay = format === CLOCK && moment.toDateString() !== day;
    day = moment.toDateString();
    return { at, text: (isNewDay ? DAY_CLOCK : format).format(moment).replace(',', '') };
  });
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
