/** What verifying came to, in words: what holds, what does not and where, and with what keys were compared. */
import { count, counted, dayAndTime } from '../../../components/text';
import type { AuditState, AuditVerifyReport, KeySource, LogReport } from '../../../host/host';

/** Something that does not hold, and the entry at which it is. */
export type Fault = { id: string; fault: string; message: string; entry: string };

/** Id of an entry of the ledger. */
export function entryId(log: string, number: number): string {
  return `${log}/${number}`;
}

/** Everything that was found, in the order of the logs. Faults of no single log are at no entry. */
export function faultsOf(report: AuditVerifyReport): Fault[] {
  const logs = report.ledger.logs.flatMap(({ log, faults }) =>
    faults.map((one) => ({ ...one, entry: entryId(log, one.entry) })),
  );
  const whole = report.ledger.faults.map((one) => ({ ...one, entry: '' }));
  return [...logs, ...whole, ...report.faults].map((one, at) => ({ ...one, id: `${at} ${one.entry}` }));
}

/** How many faults there are, those that are not listed among them. */
export function faultCount(report: AuditVerifyReport): number {
  return report.ledger.logs.reduce((sum, log) => sum + log.more, faultsOf(report).length);
}

export type Verdict =
  | { kind: 'never' }
  /** `first` is the first place, where it is known: the last time alone says only how many. */
  | { kind: 'broken'; faults: number; at: string; first: Fault | undefined }
  /** Fewer entries are here than there were when it held. */
  | { kind: 'fewer'; missing: number; at: string }
  /** What was there then holds; `since` entries were written after it. */
  | { kind: 'whole'; at: string; unsigned: number; since: number };

/** How it stands: the report of this window or what is known from the last time, whichever is newer. */
export function verdictOf(
  report: AuditVerifyReport | undefined,
  state: AuditState | undefined,
): Verdict | undefined {
  const known = state?.verified ?? undefined;
  if (report && !(known && Date.parse(known.at) > Date.parse(report.at))) {
    const { at } = report;
    const [first] = faultsOf(report);
    if (!report.holds) return { kind: 'broken', faults: faultCount(report), at, first };
    const unsigned = report.ledger.logs.reduce((sum, log) => sum + log.unsigned, 0);
    return held({ at, unsigned }, entriesOf(report), known?.at === at ? state : undefined);
  }
  if (!state || (!known && state.entries + state.events === 0)) return undefined;
  if (!known) return { kind: 'never' };
  const { at, holds, faults, entries } = known;
  if (!holds) return { kind: 'broken', faults, at, first: undefined };
  return held({ at, unsigned: 0 }, entries, state);
}

function entriesOf(report: AuditVerifyReport): number {
  return report.ledger.logs.reduce((sum, log) => sum + log.entries, 0);
}

/** What held then, against what is here now. A state from before it was verified says nothing. */
function held(
  then: { at: string; unsigned: number },
  entries: number,
  state: AuditState | undefined,
): Verdict {
  const now = state?.entries ?? entries;
  if (now < entries) return { kind: 'fewer', missing: entries - now, at: then.at };
  return { kind: 'whole', ...then, since: now - entries };
}

/** `Verified 12 Nov, 10:42`, and what that does not speak of; nothing where a banner speaks. */
export function heldText(verdict: Verdict | undefined): string {
  if (verdict?.kind !== 'whole') return '';
  const { at, unsigned, since } = verdict;
  const rest = [since > 0 && `${count(since)} since`, unsigned > 0 && `${count(unsigned)} not signed yet`];
  return [`Verified ${dayAndTime(at)}`, ...rest.filter((part) => part !== false)].join(', ');
}

/** `entry 1,277`: the place of a fault; empty when it is at none. */
export function placeText({ entry }: Pick<Fault, 'entry'>): string {
  const number = Number(entry.split('/').at(-1));
  return entry === '' || Number.isNaN(number) ? '' : `entry ${count(number)}`;
}

/** `All 48,131 entries are signed` and its like. */
export function signedText(log: LogReport): string {
  if (log.entries === 0) return 'No entry yet';
  if (log.signed === 0) return `None of ${counted(log.entries, 'entry', 'entries')} is signed`;
  if (log.unsigned === 0 && log.signed === log.entries)
    return `Signed up to number ${count(log.signed - 1)}, the newest`;
  const left = counted(log.unsigned, 'entry is', 'entries are');
  return `Signed up to number ${count(log.signed - 1)}; ${left} not yet signed`;
}

const COMPARED: Record<KeySource, string> = {
  given: 'The key in use is the one that was given.',
  kept: 'The key in use was compared with the one that this computer keeps.',
  workspace: 'The key was compared with nothing outside of the workspace. Compare it with the one you noted.',
};

export function comparedText(source: KeySource): string {
  return COMPARED[source];
}

/** `Key for entries 0 to 1,024`, `Key in use since entry 1,025`. */
export function rangeText(key: LogReport['keys'][number]): string {
  if (key.until === null) return `Key in use since entry ${count(key.from)}`;
  return `Key for entries ${count(key.from)} to ${count(Math.max(key.from, key.until - 1))}`;
}
