/** When a dismissed finding comes back. */
import { dayOfField } from '../../../components/moment';
import { isoDay } from '../../../components/text';
import type { FindingView, SeverityLevel } from '../../../host/host';

/** A critical finding may rest a week, no longer. */
export const LONGEST_DAYS: Record<SeverityLevel, number> = { critical: 7, high: 180, medium: 365, low: 365 };

/** A shorter reason says nothing to whoever looks at it later. */
export const SHORTEST_REASON = 3;

/** Offered lengths in days, none longer than the severity allows. */
export function offeredDays(severity: SeverityLevel): number[] {
  return [7, 30, 90, 180, 365].filter((days) => days <= LONGEST_DAYS[severity]);
}

/** The day so many days from now, as `2026-12-22`. */
export function dayFrom(today: Date, days: number): string {
  return isoDay(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days));
}

/** Why the finding cannot be dismissed like this, or nothing. */
export function dismissalProblem(
  reason: string,
  returns: string,
  severity: SeverityLevel,
  today: Date,
): { field: 'reason' | 'returns'; text: string } | undefined {
  if (reason.trim().length < SHORTEST_REASON)
    return {
      field: 'reason',
      text: `Say why in ${SHORTEST_REASON} letters or more, for whoever looks at this later.`,
    };
  if (dayOfField(returns) === undefined)
    return { field: 'returns', text: 'Write the day on which it comes back, such as 2026-12-22.' };
  if (returns < dayFrom(today, 1))
    return { field: 'returns', text: 'It comes back tomorrow at the earliest.' };
  if (returns > dayFrom(today, LONGEST_DAYS[severity])) {
    return {
      field: 'returns',
      text: `A ${severity} finding may rest ${LONGEST_DAYS[severity]} days at most.`,
    };
  }
  return undefined;
}

/** Whether a finding is another than was seen when somebody began to write: settled, or more or less than it was. */
export function hasMoved(saw: FindingView, now: FindingView | undefined): boolean {
  if (now === undefined) return true;
  return now.title !== saw.title || now.count !== saw.count || now.severity !== saw.severity;
}
