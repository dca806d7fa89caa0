/** Words of how a cell came to be. */
import { dayAndTime } from '../../../components/text';
import type { CellChange, CellEvent, GrantPath, LedgerEntry } from '../../../host/host';

/** When a change happened, as exactly as the readings know it. */
export function whenWords({ from, to, byTime }: Pick<CellChange, 'from' | 'to' | 'byTime'>): string {
  if (from === null) return `${dayAndTime(to)}, first seen`;
  return byTime ? dayAndTime(to) : `Between ${dayAndTime(from)} and ${dayAndTime(to)}`;
}

/** A derivation on one line, with the objects it is limited to and its end. */
export function wayWords({ steps, scope, until }: GrantPath): string {
  const way = steps.map((step) => step.item.name).join(' → ');
  const on = scope.length > 0 ? ` on ${scope.map((object) => object.name).join(', ')}` : '';
  return `${way}${on}${until ? `, until ${dayAndTime(until)}` : ''}`;
}

const DEEDS: Record<string, string> = {
  'tenant.refresh': 'Found by the reading of',
  'tenant.add': 'Found when the tenant was added,',
  'tenant.practice': 'Found when the practice tenant was made,',
};

/** An entry of the ledger that stands beside a change. */
export function recordedWords(entry: Pick<LedgerEntry, 'operation' | 'at' | 'number' | 'log'>): string {
  const { operation, at, number, log } = entry;
  const deed = DEEDS[operation] ?? `Recorded: ${operation},`;
  return `${deed} ${dayAndTime(at)}; entry ${number} of ${log}`;
}

const ENDED: Record<CellEvent['outcome'], string> = {
  success: '',
  failure: ', which failed',
  denied: ', which was refused',
  intent: ', which was begun',
  unknown: '',
};

/** An event of the tenant's own log that stands beside a change. */
export function heardWords({ title, object, who, at, outcome }: CellEvent): string {
  const by = who === null ? '' : ` by ${who}`;
  return `In the tenant’s log: ${[title, object].filter(Boolean).join(' ')}${by}, ${dayAndTime(at)}${ENDED[outcome]}`;
}
