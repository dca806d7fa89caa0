/** The one sentence of Today, and the calm facts below it. */
import { ago, capital, count, counted, dayAndTime } from '../../../components/text';
import { isToday, isWithinDays } from '../../../components/times';
import type { ChangedSince, TenantSummary, Today } from '../../../host/host';
import { endingNow } from './ending';

const WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Small numbers are words in a sentence. */
export function inWords(value: number): string {
  return WORDS[value] ?? count(value);
}

/** What needs somebody: findings to settle within a week, and access that ends within one. */
export function needs(today: Today, now: Date): { things: number; ending: number; today: number } {
  const { rows } = endingNow(today, now);
  const week = rows.filter((one) => isWithinDays(one.until, now, 7));
  return {
    things: today.counts.critical + today.counts.high + week.length,
    ending: week.length,
    today: week.filter((one) => isToday(one.until, now)).length,
  };
}

/** Whether there is something all the same: findings that can wait, or access that ends later. */
function waits({ counts, endingTotal }: Today): boolean {
  return counts.medium + counts.low + endingTotal > 0;
}

/** `Ten things need you, two end today`. */
export function headline(today: Today, now: Date): string {
  const { things, today: soon } = needs(today, now);
  if (things === 0) return waits(today) ? 'Nothing needs you this week' : 'Nothing needs you';
  const first = inWords(things);
  const start = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  const sentence = things === 1 ? `${start} thing needs you` : `${start} things need you`;
  if (soon === 0) return sentence;
  if (soon === things) return things === 1 ? `${sentence}, it ends today` : `${sentence}, all end today`;
  return `${sentence}, ${inWords(soon)} ${soon === 1 ? 'ends' : 'end'} today`;
}

/** What the things are, the worst first: `1 critical and 2 high findings, and access ends 2 times within a week.` */
export function kinds(today: Today, now: Date): string {
  const { critical, high } = today.counts;
  const { ending } = needs(today, now);
  const grades = [critical > 0 && `${count(critical)} critical`, high > 0 && `${count(high)} high`]
    .filter(Boolean)
    .join(' and ');
  const all = [
    grades && `${grades} ${critical + high === 1 ? 'finding' : 'findings'}`,
    ending > 0 && `access ends ${times(ending)} within a week`,
  ].filter(Boolean);
  if (all.length > 0) return `${capital(all.join(', and '))}.`;
  const rest = today.counts.medium + today.counts.low;
  return rest > 0 ? `${counted(rest, 'finding')} can wait.` : '';
}

/** How old the state is, and what is different since the time before. */
export function facts(
  today: Pick<Today, 'changed'>,
  tenant: Pick<TenantSummary, 'snapshot' | 'stale'>,
  now: Date,
): string {
  return `${ageFact(tenant, now)} ${changeFact(today.changed)}`.trim();
}

function ageFact({ snapshot, stale }: Pick<TenantSummary, 'snapshot' | 'stale'>, now: Date): string {
  if (!snapshot) return '';
  if (stale) return `You see the state of ${dayAndTime(snapshot.takenAt)}, because the last reading failed.`;
  return `Read ${ago(snapshot.takenAt, now)}.`;
}

function changeFact(changed: ChangedSince | null): string {
  if (!changed) return 'There is no earlier reading to compare with.';
  const since = dayAndTime(changed.before.takenAt);
  const parts = [
    changed.gained > 0 && `gained access ${times(changed.gained)}`,
    changed.lost > 0 && `lost it ${times(changed.lost)}`,
  ].filter(Boolean);
  if (parts.length === 0) return `Nobody's access changed since ${since}.`;
  return `Since ${since} people ${parts.join(' and ').replace(/^lost it/, 'lost access')}.`;
}

function times(value: number): string {
  return value === 1 ? 'once' : counted(value, 'time');
}
