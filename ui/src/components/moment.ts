/** The moment that a screen is about: now, or another one that stands in its address as `?at=`. */
import { createContext, useContext } from 'react';

const Moment = createContext<string | undefined>(undefined);

/** Says of which moment all below it speaks; now when its value is left out. */
export const MomentProvider = Moment.Provider;

/** The moment that is shown, as the address has it; nothing when that is now. */
export function useMoment(): string | undefined {
  return useContext(Moment);
}

/** What a field for date and time of this computer says, as a moment; nothing when it is none. */
export function momentOfField(value: string): string | undefined {
  const date = new Date(value);
  return value === '' || Number.isNaN(date.getTime()) ? undefined : withoutFraction(date);
}

/** A moment as a field for date and time of this computer has it. */
export function fieldOfMoment(at: string | Date): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const two = (number: number) => String(number).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function withoutFraction(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
