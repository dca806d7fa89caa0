/** How long events stay, as it is typed: whole numbers from one on, or nothing for no limit. */
import type { AuditRetention } from '../../../host/host';

/** The largest number that can be kept. */
const MOST = 4_294_967_295;

export function limitOf(typed: string): number | null {
  const text = typed.trim();
  return text === '' ? null : Number(text);
}

function isLimit(typed: string): boolean {
  const text = typed.trim();
  return text === '' || (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST);
}

/** What is wrong with what was typed; nothing when it can be kept to. */
export function problemOf(days: string, mib: string): string | undefined {
  if (!isLimit(days)) return 'Days are a whole number from 1 on, or empty for no limit.';
  if (!isLimit(mib)) return 'MiB are a whole number from 1 on, or empty for no limit.';
  return undefined;
}

export function sameRetention(one: AuditRetention | undefined, other: AuditRetention): boolean {
  return one !== undefined && one.days === other.days && one.mib === other.mib;
}
