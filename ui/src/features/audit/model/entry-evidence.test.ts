import { expect, it } from 'vitest';
import { evidenceOf, evidenceText } from './entry-evidence';

const row = { at: '2026-05-03T10:12:44.018123Z', operation: 'role.assign', correlation: 'r 7' };
const lone = { ...row, correlation: '' };

it('asks for the request of an entry, or for its moment', () => {
  expect(evidenceText(row)).toBe('request:"r 7"');
  expect(evidenceText(lone)).toBe(
    'op:role.assign since:2026-05-03T10:12:44.018123Z until:2026-05-03T10:12:44.019Z',
  );
  expect(evidenceText({ ...lone, operation: 'Add member', at: '2026-05-03T10:12:44Z' })).toBe(
    'op:"Add member" since:2026-05-03T10:12:44Z until:2026-05-03T10:12:44.001Z',
  );
});

it('says what goes in', () => {
  expect(evidenceOf(row, 1)).toBe('This entry alone.');
  expect(evidenceOf(row, 3)).toBe('This entry, with everything else in its request.');
  expect(evidenceOf(lone, 2)).toBe('This entry, with what was done likewise at the same moment.');
});
