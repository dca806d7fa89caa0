/** Moments as people say them in a table; the full moment stands in the title. */
import { counted, day, time } from './text';

const DAY = 86_400_000;

/** `today`, `today 11:20` when it is still to come, `yesterday`, `88 days ago`, `3 months ago`, `2 years ago`; `tomorrow`, `in 3 days` for what is to come. */
export function nearTo(when: string, now: string): string {
  const days = daysBetween(when, now);
  if (Number.isNaN(days)) return '';
  if (days === 0) return Date.parse(when) > Date.parse(now) ? `today ${time(when)}` : 'today';
  if (days === 1) return 'yesterday';
  if (days === -1) return 'tomorrow';
  return days > 0 ? `${span(days)} ago` : `in ${span(-days)}`;
}

/** When something ends: `08:42` on the day that is spoken of, `28 Nov 2026` on another. */
export function untilText(until: string, at: string): string {
  return daysBetween(until, at) === 0 ? time(until) : day(until);
}

/** Whole days of the calendar from a moment to another, where this computer is. */
function daysBetween(when: string, now: string): number {
  return Math.round((midnight(now) - midnight(when)) / DAY);
}

function midnight(when: string): number {
  return new Date(when).setHours(0, 0, 0, 0);
}

function span(days: number): string {
  if (days < 100) return counted(days, 'day');
  if (days < 730) return counted(Math.round(days / 30.44), 'month');
  return counted(Math.round(days / 365.25), 'year');
}

/** Whether a moment is to come and so near that it is worth a word. */
export function isSoon(when: string, now: string, days: number): boolean {
  const left = -daysBetween(when, now);
  return left >= 0 && left <= days;
}
