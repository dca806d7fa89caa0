/** When something ends, in the words of somebody who looks at a clock. */

import { day, dayAndTime, time } from './text';

const MINUTE = 60_000;
const DAY = 24 * 60;

/** At least one until it is over. */
function minutesLeft(until: string, now: Date): number {
  const left = new Date(until).getTime() - now.getTime();
  return left <= 0 ? 0 : Math.max(1, Math.round(left / MINUTE));
}

/** Whole days of the calendar from now, where this computer is. */
function daysAhead(until: string, now: Date): number {
  const midnight = (when: Date) => new Date(when).setHours(0, 0, 0, 0);
  return Math.round((midnight(new Date(until)) - midnight(now)) / (DAY * MINUTE));
}

/** `38 min left`, `5 h left`, `in 3 days`. */
export function leftText(until: string, now: Date): string {
  const minutes = minutesLeft(until, now);
  if (minutes <= 0) return 'ended';
  if (minutes <= 90) return `${minutes} min left`;
  if (minutes < DAY) return `${Math.round(minutes / 60)} h left`;
  const days = Math.max(1, daysAhead(until, now));
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

/** `at 11:20`, `tomorrow at 09:00`, `on 28 Nov 2026`. */
export function endsText(until: string, now: Date): string {
  const days = daysAhead(until, now);
  if (days <= 0) return `at ${time(until)}`;
  if (days === 1) return `tomorrow at ${time(until)}`;
  return `on ${day(until)}`;
}

/** `Thursday 12 Nov 2026, 10:42`. */
export function todayText(now: Date): string {
  const weekday = now.toLocaleDateString('en-GB', { weekday: 'long' });
  return `${weekday} ${dayAndTime(now.toISOString())}`;
}

/** Less than an hour is left. */
export function isUrgent(until: string, now: Date): boolean {
  return minutesLeft(until, now) <= 60;
}

export function isToday(until: string, now: Date): boolean {
  return daysAhead(until, now) <= 0;
}

export function isWithinDays(until: string, now: Date, days: number): boolean {
  return minutesLeft(until, now) <= days * DAY;
}

export function isOver(until: string, now: Date): boolean {
  return minutesLeft(until, now) <= 0;
}
