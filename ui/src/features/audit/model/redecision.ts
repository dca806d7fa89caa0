/** Words of a past decision that was evaluated again. */
import type { Redecided, Redecision, RedecisionQuestion } from '../../../host/host';

/** Where an entry stands in the ledger. */
export interface LedgerPlace {
  log: string;
  number: number;
}

/** The place that the id of a row stands for: the name of a log, `/`, a number; none for events of a tenant. */
export function ledgerPlaceOf(id: string): LedgerPlace | undefined {
  const cut = id.lastIndexOf('/');
  const [log, digits] = [id.slice(0, cut), id.slice(cut + 1)];
  if (cut <= 0 || log === 'event' || !/^\d+$/.test(digits)) return undefined;
  return { log, number: Number(digits) };
}

/** Who asked for what, as what, through what. */
export function askedWords(question: RedecisionQuestion): string {
  const { operator, name, roles, rolesOnRecord, operation, tenantName, tenant, environment, surface } =
    question;
  const asWhat = roles.length === 0 ? 'without a role' : `as ${roles.join(', ')}`;
  const guessed = rolesOnRecord || roles.length === 0 ? '' : ' (their roles of today)';
  const where = environment === null ? 'the workspace' : tenantName || tenant || 'a new tenant';
  return `${name ?? operator} asked for ${operation} on ${where}, ${asWhat}${guessed}, from the ${surface}.`;
}

/** `Allowed by administrator-runs`, `Refused: no policy gave leave`. */
export function decidedWords({ allowed, policies }: Redecided): string {
  if (policies.length === 0) return allowed ? 'Allowed' : 'Refused: no policy gave leave';
  return `${allowed ? 'Allowed' : 'Refused'} by ${policies.join(', ')}`;
}

/** What came of it, in one sentence. */
export function verdictWords({ agrees, ofThen, ofNow }: Redecision): string {
  if (agrees === null) return 'Whether the policies of its time give what is on record cannot be known.';
  if (!agrees) return 'The policies of its time do not give what is on record.';
  const now = ofNow && ofThen && ofNow.allowed !== ofThen.allowed;
  return now
    ? 'The policies of its time give what is on record; those in force now say otherwise.'
    : 'The policies of its time give what is on record, and those in force now say the same.';
}
