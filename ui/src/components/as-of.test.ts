import { expect, test } from 'vitest';
import type { TenantSummary } from '../host/host';
import { stateOf } from './as-of';

const takenAt = new Date(2026, 10, 12, 10, 36).toISOString();
const tenants = [
  { name: 'nw', snapshot: { takenAt } },
  { name: 'new', snapshot: null },
] as TenantSummary[];

test('every screen speaks of the reading that the tenant has, unless its address has another moment', () => {
  expect(stateOf({ tenants }, 'nw')).toBe('12 Nov 2026, 10:36');
  expect(stateOf({ tenants }, 'nw', new Date(2026, 4, 3, 12).toISOString())).toBe('3 May 2026, 12:00');
});

test('what was never read has none', () => {
  expect(stateOf({ tenants }, 'new')).toBe('');
  expect(stateOf(undefined, 'nw')).toBe('');
});
