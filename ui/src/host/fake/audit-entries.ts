/** Entries of the fake audit trail, made up by rote: a working day of a tenant, again and again. */
import type { AuditApproval, AuditParty, AuditRow, ConsequenceClass } from '../bindings';
import { NOW } from './access';

export type FakeEntry = { row: AuditRow; number: number };

export const CLASS_WORDS = ['view', 'diagnose', 'correct', 'override', 'policy', 'destructive'];

type Deed = [operation: string, title: string, object: string, kind: string, consequence: ConsequenceClass];

const DEEDS: readonly Deed[] = [
  ['access.export', 'Export access to a file', 'Warehouse EU', 'file', 'override'],
  ['data.restore', 'Restore data', 'customs table', 'datastore', 'override'],
  ['tenant.refresh', 'Read a tenant again', 'northwind', 'tenant', 'diagnose'],
  ['sso.certificate', 'Edit SSO', 'certificate', 'setting', 'policy'],
  ['finding.dismiss', 'Put a finding out of sight until a date', 'duties:exports', 'finding', 'correct'],
  ['access.list', 'List people, groups, roles and permissions', 'people', 'tenant', 'view'],
  ['access.why', 'See why somebody can or cannot do a thing', 'Ravi Menon', 'person', 'view'],
  ['role.assign', 'Assign role', 'Model Tester', 'role', 'policy'],
  ['api.key.rotate', 'Rotate API key', 'broker', 'key', 'override'],
  ['environment.delete', 'Delete environment', 'staging-old', 'environment', 'destructive'],
  ['invoice.correct', 'Correct invoice', 'INV-20911', 'invoice', 'correct'],
  ['user.deactivate', 'Deactivate', 'Jonas Weiss', 'person', 'correct'],
];
/** How often each deed is done: looking mostly. */
const WEIGHTS = [1, 1, 12, 1, 6, 40, 30, 2, 1, 0, 9, 5];
const PICK = DEEDS.flatMap((deed, at) => Array.from({ length: WEIGHTS[at] ?? 0 }, () => deed));

function party(
  id: string,
  name: string | null,
  kind: AuditParty['kind'] = 'person',
  forgotten = false,
): AuditParty {
  const item = kind === 'person' && name !== null ? { kind: 'person' as const, id: slug(name), name } : null;
  return { id, name, kind, forgotten, item };
}
const slug = (name: string) => name.toLowerCase().replaceAll(' ', '-');

const PARTIES = [
  party('7c1e90aa41f24e0b9d21c8f2a0b35d10', 'Marek Lindqvist'),
  party('sync', 'SCIM sync', 'service'),
  party('b02e77fc0a3b4d61a1c2e915d35a1e80', 'Tomasz Brandt'),
  party('0a3bf4b22ce798a06b1fd35a84fe37d2', 'Ines Okafor'),
  party('assistant', 'Assistant', 'assistant'),
  party('5d61f4b22ce798a06b1fd35a84fe0001', 'Hana Sato'),
  party('98a06b1fd35a84fe37d2a97d0a3bf4b2', null, 'person', true),
  party('6b1fd35a84fe37d2a97d0a3bf4b22ce7', 'Dana Whitfield'),
] as const;

const approver = PARTIES[2];

function approvalOf(consequence: ConsequenceClass, at: number): AuditApproval | null {
  const none: AuditApproval = { state: 'not-required', required: 0, request: '', approvers: [] };
  if (CLASS_WORDS.indexOf(consequence) < 3) return none;
  const agreed = { who: at % 13 === 5 ? PARTIES[7] : approver, at: NOW, agreed: true };
  if (at % 9 === 2) return { state: 'pending', required: 1, request: 'EL-209', approvers: [] };
  if (at % 9 === 4) return { state: 'break-glass', required: 1, request: '', approvers: [] };
  return { state: 'granted', required: 1, request: at % 2 === 0 ? 'EL-207' : '', approvers: [agreed] };
}

/** A number that looks like any, and is always the same for the same. */
export function hash(at: number): string {
  let text = '';
  for (let word = 0; word < 8; word += 1) {
    let mixed = Math.imul(at + 1, 2_654_435_761) ^ Math.imul(word + 1, 40_503);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_507);
    text += ((mixed ^ (mixed >>> 13)) >>> 0).toString(16).padStart(8, '0');
  }
  return text;
}

const kept = new Map<number, FakeEntry[]>();

/** So many entries, the newest first. */
export function trail(count: number): FakeEntry[] {
  const known = kept.get(count);
  if (known) return known;
  const made: FakeEntry[] = [];
  let time = Date.parse(NOW) - 11_000;
  for (let at = 0; at < count; at += 1) {
    made.push(entryAt(at, count - 1 - at, new Date(time)));
    const hour = new Date(time).getUTCHours();
    const busy = hour >= 7 && hour < 18 ? 1 : 9;
    time -= (20_000 + (Number.parseInt(hash(at).slice(0, 4), 16) % 160_000)) * busy;
  }
  kept.set(count, made);
  return made;
}

function entryAt(at: number, number: number, time: Date): FakeEntry {
  const random = Number.parseInt(hash(at).slice(8, 12), 16);
  const deed = (at < DEEDS.length ? DEEDS[at] : PICK[random % PICK.length]) ?? (DEEDS[5] as Deed);
  const [operation, title, object, kind, consequence] = deed;
  const foreign = ['invoice.correct', 'user.deactivate', 'sso.certificate', 'environment.delete'].includes(
    operation,
  );
  const who = PARTIES[(at < 8 ? at : random >> 4) % PARTIES.length] ?? PARTIES[0];
  const outcome =
    random % 41 === 7 ? 'denied' : random % 67 === 3 ? 'failure' : at === 1 ? 'success' : 'success';
  const hex = hash(at);
  const person = kind === 'person' ? { kind: 'person' as const, id: slug(object), name: object } : null;
  const role = kind === 'role' ? { kind: 'role' as const, id: slug(object), name: object } : null;
  const row: AuditRow = {
    id: foreign ? `event/${number}` : `steward/northwind-9f3c/${number}`,
    source: foreign ? 'tenant' : 'steward',
    at: time.toISOString(),
    who,
    operation,
    title: foreign ? operation : title,
    consequence,
    object: { kind, id: slug(object), name: object, forgotten: false, item: person ?? role },
    tenant: operation === 'finding.dismiss' && at % 5 === 0 ? '' : 'northwind',
    surface: foreign ? 'Meridian console' : who.kind === 'service' ? 'sync' : at % 3 === 0 ? 'cli' : 'window',
    approval: foreign ? null : approvalOf(consequence, at),
    outcome,
    code: outcome === 'failure' ? 'offline' : '',
    policyVersion: foreign ? '' : '9f3ca71e55d0',
    number,
    hash: foreign ? '' : hex,
    correlation: `r-${Math.floor(at / 4)}`,
  };
  return { row, number };
}
