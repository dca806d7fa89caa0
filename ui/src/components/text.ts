/** Words and numbers for people. */

/** `Model Tester` → `MT`; one word gives its first two letters. A number or a code such as `u0123` has none. */
export function initials(name: string): string {
  const [first = '', second] = name.split(/[\s._@-]+/).filter(Boolean);
  const words = second === undefined ? [first] : [first, second];
  if (words.some((word) => !/^\P{N}*\p{L}\P{N}*$/u.test(word))) return '';
  const each = second === undefined ? 2 : 1;
  const letters = words.flatMap((word) => [...word].filter((sign) => /\p{L}/u.test(sign)).slice(0, each));
  return letters.join('').toUpperCase();
}

// made once: making one takes longer than a hundred uses of it, and tables use them for every cell
const NUMBER = new Intl.NumberFormat('en');
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export function count(value: number): string {
  return NUMBER.format(value);
}

/** `1 person`, `412 people`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** How long ago, in one unit: `just now`, `4 min ago`, `3 days ago`. */
export function ago(then: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - new Date(then).getTime()) / 60_000);
  if (Number.isNaN(minutes)) return '';
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  return `${counted(Math.floor(hours / 24), 'day')} ago`;
}

/** `12 Nov 2026`. */
export function day(when: string): string {
  return formatted(DAY, when);
}

/** `2026-11-12`, in the calendar of this computer. */
export function isoDay(day: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** `12 Nov 2026, 10:42`. */
export function dayAndTime(when: string): string {
  return `${day(when)}, ${time(when)}`;
}

/** `10:42`. */
export function time(when: string): string {
  return formatted(TIME, when);
}

function formatted(format: Intl.DateTimeFormat, when: string): string {
  // a day of the calendar begins where this computer is, not in Greenwich
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(when) ? `${when}T00:00` : when);
  return Number.isNaN(date.getTime()) ? when : format.format(date);
}

/** `9f3c·a71e`: enough of a hash to recognise it. */
export function shortHash(hash: string): string {
  const hex = hash.replace(/^[^:]*:/, '');
  return `${hex.slice(0, 4)}·${hex.slice(4, 8)}`;
}

/** A text whose hashes are as short as elsewhere in the window. */
export function withShortHashes(text: string): string {
  return text.replace(/\b[0-9a-f]{64}\b/g, shortHash);
}

/** A text whose moments, `2026-11-22T11:20:00Z` or `2026-11-22 at 11:20 UTC`, are as elsewhere in the window. */
export function withMoments(text: string): string {
  return text
    .replace(/\b(\d{4}-\d{2}-\d{2}) at (\d{2}:\d{2}) UTC\b/g, '$1T$2:00Z')
    .replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})/g, (when) => dayAndTime(when));
}

/** `1.8 s`, `420 ms`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** How much room something takes: `840 KiB`, `1.2 MiB`, `1.2 GiB`. */
export function sizeText(kib: number): string {
  if (kib < 1024) return `${count(kib)} KiB`;
  if (kib < 1024 * 1024) return `${(kib / 1024).toFixed(kib < 10 * 1024 ? 1 : 0)} MiB`;
  return `${(kib / 1024 / 1024).toFixed(1)} GiB`;
}

/** The size of a file. */
export function fileSize(bytes: number): string {
  return sizeText(Math.ceil(bytes / 1024));
}

/** Addresses in a message, as their server: `https://a.example/scim/v2/Users` becomes `a.example`. */
export function withoutAddresses(text: string): string {
  return text.replace(/https?:\/\/([^\s/`]+)[^\s`]*/g, '$1');
}

/** `held by` → `Held by`. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
