/** An entry as one sentence: who did what. Pure. */
import type { AuditRow } from '../../../host/host';
import { objectText, partyText } from './words';

/** What was done, by Steward's own operations; looking is on record only when it was refused. */
const DID: Readonly<Record<string, string>> = {
  'access.export': 'exported access to a file',
  'audit.export': 'exported entries of the audit trail',
  'audit.import': 'read an audit log in',
  'audit.preview': 'looked into an audit log',
  'audit.retention': 'set how long events of audit logs stay',
  'audit.save-question': 'kept or dropped a question',
  'evidence.create': 'wrote a bundle of evidence',
  'evidence.disclose': 'wrote a bundle of evidence with personal values',
  'finding.dismiss': 'dismissed a finding',
  'finding.restore': 'brought a dismissed finding back',
  'ledger.begin': 'began the ledger',
  'ledger.key-lost': 'replaced a key that was lost',
  'ledger.rotate-key': 'signed the ledger with a new key',
  'operator.join': 'used the workspace for the first time',
  'operator.set-roles': 'gave an operator other roles',
  'person.forget': 'erased what was kept about somebody who left',
  'policy.set': 'replaced the policies for operators',
  'secrets.unlock': 'opened the file with tokens',
  'snapshot.baseline': 'chose another baseline',
  'tenant.add': 'added a tenant',
  'tenant.practice': 'made the practice tenant',
  'tenant.preview': 'looked into a file',
  'tenant.refresh': 'read a tenant again',
  'tenant.remove': 'removed a tenant',
  'tenant.schedule': 'set how often a tenant is read again',
  'tenant.test': 'tested a connection',
  'tenant.token': 'replaced the token of a tenant',
  'workspace.backup': 'made a copy of the workspace',
};

/** `Elena Rossi dismissed a finding`, `Marek Lindqvist: Export data, Warehouse EU`. */
export function sentenceOf(row: AuditRow): string {
  const { source, operation, title, outcome } = row;
  const who = row.who && partyText(row.who);
  if (who === null) return `${title} ${objectText(row.object)}`.trim();
  if (source === 'tenant' || operation === 'unreadable')
    return `${who}: ${[title, objectText(row.object)].filter(Boolean).join(', ')}`;
  const deed = title.charAt(0).toLowerCase() + title.slice(1);
  switch (outcome) {
    case 'denied':
      return `${who} was not allowed to ${deed}`;
    case 'failure':
      return `${who} tried to ${deed}`;
    case 'intent':
      return `${who} began to ${deed}`;
    default:
      return DID[operation] === undefined ? `${who}: ${title}` : `${who} ${DID[operation]}`;
  }
}
