/** What verifying came to, in words: what holds, what does not and where, and with what keys were compared. */
import { count, counted } from '../../../components/text';
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
  | { kind: 'broken'; faults: number; at: string }
  | { kind: 'part'; unsigned: number; at: string }
  | { kind: 'whole'; at: string; entries: number };

/** How it stands: the report when there is one, else what is known from the last time. */
export function verdictOf(
  report: AuditVerifyReport | undefined,
  state: AuditState | undefined,
): Verdict | undefined {
  if (report) {
    const { at } = report;
    if (!report.holds) return { kind: 'broken', faults: faultCount(report), at };
    const unsigned = report.ledger.logs.reduce((sum, log) => sum + log.unsigned, 0);
    if (unsigned > 0) return { kind: 'part', unsigned, at };
    const entries = report.ledger.logs.reduce((sum, log) => sum + log.entries, 0);
    return { kind: 'whole', at, entries };
  }
  if (!state || state.entries + state.events === 0) return undefined;
  if (!state.verified) return { kind: 'never' };
  const { at, holds, faults, entries } = state.verified;
  return holds ? { kind: 'whole', at, entries } : { kind: 'broken', faults, at };
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

/** `from number 0 to 1,024`, `from number 1,025 on`. */
export function rangeText(key: LogReport['keys'][number]): string {
  const from = `From entry ${count(key.from)}`;
  return key.until === null ? `${from} on, in use` : `${from} to ${count(Math.max(key.from, key.until - 1))}`;
}
