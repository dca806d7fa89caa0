/** From when to when: what is offered, and how it is said. */

export const SPANS: readonly { text: string; hours: number | null }[] = [
  { text: 'Last hour', hours: 1 },
  { text: 'Last 24 hours', hours: 24 },
  { text: 'Last 7 days', hours: 7 * 24 },
  { text: 'Last 30 days', hours: 30 * 24 },
  { text: 'Last year', hours: 365 * 24 },
  { text: 'Any time', hours: null },
];

/** A moment as a question has it: to the second, in UTC. */
export function momentOf(milliseconds: number): string {
  const whole = Math.floor(milliseconds / 1000) * 1000;
  return new Date(whole).toISOString().replace('.000Z', 'Z');
}

/** The beginning of a day on this computer. */
export function atBegin(day: string): string {
  return momentOf(new Date(`${day}T00:00`).getTime());
}

/** The end of a day on this computer: the beginning of the next, wherever the clock is changed. */
export function atEnd(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return momentOf(new Date(year, month - 1, date + 1).getTime());
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

function isMidnight(moment: Date): boolean {
  return moment.getHours() + moment.getMinutes() + moment.getSeconds() === 0;
}

function text(moment: Date): string {
  const day = moment.getFullYear() === new Date().getFullYear() ? SHORT : DAY;
  return isMidnight(moment) ? day.format(moment) : `${day.format(moment)}, ${CLOCK.format(moment)}`;
}

/** `Any time`, `Since 3 May, 10:00`, `3 May`, `3 May – 5 May`, `Until 5 May`. */
export function spanText(since: string | null, until: string | null): string {
  if (since === null && until === null) return 'Any time';
  const from = since === null ? undefined : new Date(since);
  const to = until === null ? undefined : new Date(until);
  // a day that is over at midnight is named itself, not the day after
  const last = to && isMidnight(to) ? new Date(to.getFullYear(), to.getMonth(), to.getDate() - 1) : to;
  if (!from || !last) return from ? `Since ${text(from)}` : `Until ${text(last as Date)}`;
  if (isMidnight(from) && from.toDateString() === last.toDateString() && isMidnight(last)) return text(from);
  if (from.toDateString() === last.toDateString()) return `${text(from)} – ${CLOCK.format(last)}`;
  return `${text(from)} – ${text(last)}`;
}
