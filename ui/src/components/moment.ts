/** The moment that a screen is about: now, or another one that stands in its address as `?at=`. */
import { createContext, useContext } from 'react';
import { isoDay } from './text';

const Moment = createContext<string | undefined>(undefined);

/** Says of which moment all below it speaks; now when its value is left out. */
export const MomentProvider = Moment.Provider;

/** The moment that is shown, as the address has it; nothing when that is now. */
export function useMoment(): string | undefined {
  return useContext(Moment);
}

/** The day in a field, as `2026-11-12`; nothing when it is none. */
export function dayOfField(text: string): string | undefined {
  const day = text.trim();
  return dateOf(day, '00:00') && day;
}

/** What a field such as `2026-11-12 10:42` says on this computer, as a moment; nothing when it is none. */
export function momentOfField(text: string): string | undefined {
  const [day = '', time = '', ...more] = text.trim().split(/[ T]+/);
  const date = more.length === 0 ? dateOf(day, time) : undefined;
  return date && withoutFraction(date);
}

/** A moment as a field for day and time of this computer has it. */
export function fieldOfMoment(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const two = (number: number) => String(number).padStart(2, '0');
  return `${isoDay(date)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

function dateOf(day: string, time: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return undefined;
  const date = new Date(`${day}T${time}`);
  // the 31st of a month of 30 days is none, and not the 1st of the next
  return isoDay(date) === day ? date : undefined;
}

function withoutFraction(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
