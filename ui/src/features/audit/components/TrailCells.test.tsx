import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { AuditRow } from '../../../host/host';
import { ClassCell, MomentCell } from './TrailCells';

const row: AuditRow = {
  id: 'w1/1',
  source: 'steward',
  at: '1970-01-01T00:00:00Z',
  who: null,
  operation: 'unreadable',
  title: 'An entry that cannot be read',
  consequence: 'destructive',
  object: null,
  tenant: '',
  surface: '',
  approval: null,
  outcome: 'unknown',
  code: 'unreadable',
  policyVersion: '',
  number: 1,
  hash: '8086',
  correlation: '',
};

it('says of an entry that cannot be read neither when it was nor how grave', () => {
  expect(renderToStaticMarkup(<MomentCell row={row} clock="date" />)).toContain('not told');
  expect(renderToStaticMarkup(<MomentCell row={row} clock="date" />)).not.toContain('Jan');
  expect(renderToStaticMarkup(<ClassCell row={row} />)).not.toContain('svg');
  const read: AuditRow = { ...row, operation: 'audit.search', consequence: 'correct' };
  expect(renderToStaticMarkup(<MomentCell row={read} clock="date" />)).toContain('Jan');
  expect(renderToStaticMarkup(<ClassCell row={read} />)).toContain('svg');
});
