import { expect, it } from 'vitest';
import type { AuditRow } from '../../../host/host';
import { sentenceOf } from './sentence';

const row = (part: Partial<AuditRow>) =>
  ({
    source: 'steward',
    operation: 'finding.dismiss',
    title: 'Put a finding out of sight until a date',
    outcome: 'success',
    who: { id: 'a1', name: 'Elena Rossi', kind: 'person', forgotten: false, item: null },
    object: { kind: 'finding', id: '9f3c', name: null, forgotten: false, item: null },
    ...part,
  }) as AuditRow;

it('says who did what', () => {
  expect(sentenceOf(row({}))).toBe('Elena Rossi dismissed a finding');
  expect(sentenceOf(row({ outcome: 'denied' }))).toBe(
    'Elena Rossi was not allowed to put a finding out of sight until a date',
  );
  expect(sentenceOf(row({ outcome: 'failure', operation: 'tenant.test', title: 'Test a connection' }))).toBe(
    'Elena Rossi tried to test a connection',
  );
  expect(sentenceOf(row({ who: null }))).toBe('Put a finding out of sight until a date 9f3c');
});

it('leaves what was done in a tenant in the words of its product', () => {
  const object = { kind: 'datastore', id: 'd1', name: 'Warehouse EU', forgotten: false, item: null };
  expect(sentenceOf(row({ source: 'tenant', operation: 'data.export', title: 'Export data', object }))).toBe(
    'Elena Rossi: Export data, Warehouse EU',
  );
});
