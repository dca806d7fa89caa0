/** When a tenant is read again by itself. */
import type { TenantSummary } from '../../../host/host';

const MINUTE = 60_000;

export type ScheduleChoice = { minutes: number | null; label: string; detail: string };

export const SCHEDULES: readonly ScheduleChoice[] = [
  { minutes: null, label: 'Never', detail: 'Only when you ask for it' },
  { minutes: 15, label: 'Every 15 minutes', detail: 'While something is being moved' },
  { minutes: 60, label: 'Every hour', detail: 'For a live tenant that is watched' },
  { minutes: 240, label: 'Every 4 hours', detail: 'Twice in a working day' },
  { minutes: 1440, label: 'Every day', detail: 'For the state of this morning' },
];

type Scheduled = Pick<TenantSummary, 'scheduleMinutes' | 'lastAttempt' | 'snapshot'>;

/** When it is due next; nothing without a schedule. A failed attempt counts: it is tried again in its turn. */
export function nextReading(tenant: Scheduled, now: Date): Date | undefined {
  if (tenant.scheduleMinutes === null) return undefined;
  const last = tenant.lastAttempt?.at ?? tenant.snapshot?.takenAt;
  const since = last === undefined ? Number.NaN : new Date(last).getTime();
  if (Number.isNaN(since)) return now;
  return new Date(Math.max(now.getTime(), since + tenant.scheduleMinutes * MINUTE));
}
