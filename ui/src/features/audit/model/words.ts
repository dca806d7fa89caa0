/** What an entry says, in words. */

import { counted, shortHash } from '../../../components/text';
import type {
  AuditApproval,
  AuditObject,
  AuditOutcome,
  AuditParty,
  AuditRow,
  AuditValue,
} from '../../../host/host';

export const OUTCOME_WORD: Record<AuditOutcome, string> = {
  success: 'Done',
  failure: 'Failed',
  denied: 'Refused',
  intent: 'Begun',
  unknown: 'Not told',
};

const SURFACES: Readonly<Record<string, string>> = {
  window: 'Window',
  cli: 'Terminal',
  mcp: 'AI client',
  sync: 'Schedule',
};

/** Steward's own surfaces in words; others as the log calls them. */
export function surfaceText(surface: string): string {
  return SURFACES[surface] ?? surface;
}

/** Long ids, such as pseudonyms, in short. */
export function shortId(id: string): string {
  return id.length > 20 ? `${id.slice(0, 8)}…` : id;
}

/** The name, as long as it is known. */
export function partyText(party: AuditParty | null): string {
  if (party === null) return 'Not told';
  if (party.name !== null) return party.name;
  return party.forgotten ? 'Forgotten person' : shortId(party.id) || 'Not told';
}

export function objectText(object: AuditObject | null): string {
  if (object === null) return '';
  if (object.name !== null) return object.name;
  return object.forgotten ? 'forgotten person' : shortId(object.id);
}

/** How it stands with the approval in a word or two; alarming when somebody agreed to their own request. */
export function approvalText(row: Pick<AuditRow, 'approval' | 'who'>): { text: string; alarm: boolean } {
  const { approval, who } = row;
  if (approval === null) return { text: '', alarm: false };
  const agreed = approval.approvers.filter((one) => one.agreed);
  if (who !== null && agreed.some((one) => one.who.id === who.id)) return { text: 'self', alarm: true };
  return { text: stateText(approval, agreed.length), alarm: approval.state === 'break-glass' };
}

function stateText({ state, request }: AuditApproval, agreed: number): string {
  switch (state) {
    case 'not-required':
      return 'not needed';
    case 'granted':
      return request || (agreed > 0 ? counted(agreed, 'person', 'people') : 'approved');
    case 'pending':
      return 'waiting';
    default:
      return state;
  }
}

/** An entry of the ledger that cannot be read: neither its moment nor its class is known. */
export function isUnreadable({ source, operation }: Pick<AuditRow, 'source' | 'operation'>): boolean {
  return source === 'steward' && operation === 'unreadable';
}

/** What can be said of a value when it cannot be shown. */
export function hiddenText(value: AuditValue): string | undefined {
  if (value.state === 'forgotten') return 'forgotten with the person';
  return value.state === 'withheld' ? 'withheld, personal data' : undefined;
}

/** A value as it is read best: a moment in the clock of this computer, a hash by what it is recognised by. */
export function readable(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return exactly(text);
  return /^[0-9a-f]{64}$/.test(text) ? shortHash(text) : text;
}

const EXACT = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZoneName: 'short',
});
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DATE_CLOCK = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const YEAR_CLOCK = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  year: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** `Thu, 12 Nov 2026, 10:12:44.018 CET`. */
export function exactly(at: string): string {
  return formatted(EXACT, at);
}

/** How moments are said in a column: by the clock today, with the day this year, with the year beyond. */
export type Clock = 'clock' | 'date' | 'year';

export function clockFor(newest: string, oldest: string, now: Date): Clock {
  const [late, early] = [new Date(newest), new Date(oldest)];
  // a time without its day is one of today
  if ([late, early].every((one) => one.toDateString() === now.toDateString())) return 'clock';
  return [late, early].every((one) => one.getFullYear() === now.getFullYear()) ? 'date' : 'year';
}

export function momentText(at: string, clock: Clock): string {
  const text = formatted({ clock: CLOCK, date: DATE_CLOCK, year: YEAR_CLOCK }[clock], at);
  return text.replace(',', '');
}

function formatted(format: Intl.DateTimeFormat, at: string): string {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? at : format.format(moment);
}

/** An entry as a line of a table, for the clipboard. */
export function rowText(row: AuditRow): string {
  const what = `${row.title} ${objectText(row.object)}`.trim();
  const parts = [
    row.at,
    partyText(row.who),
    what,
    OUTCOME_WORD[row.outcome],
    surfaceText(row.surface),
    row.hash,
  ];
  return parts.map((part) => part.replace(/[\t\n]/g, ' ')).join('\t');
}

/** The longest that a change in a tenant takes to reach everybody, in minutes. */
const PROPAGATION = 30;

/** How many minutes a change may still be on its way to everybody in the tenant; 0 when it has arrived. */
export function propagating(row: AuditRow, now: Date): number {
  const changes = row.consequence !== null && row.consequence !== 'view' && row.consequence !== 'diagnose';
  if (row.source !== 'tenant' || row.outcome !== 'success' || !changes) return 0;
  const passed = (now.getTime() - Date.parse(row.at)) / 60_000;
  return passed >= 0 && passed < PROPAGATION ? Math.ceil(PROPAGATION - passed) : 0;
}
