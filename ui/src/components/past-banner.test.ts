import { expect, test } from 'vitest';
import type { Basis } from '../host/host';
import { pastText } from './PastBanner';

const basis: Basis = {
  snapshot: 'aa',
  readAt: '2026-05-02T10:00:00Z',
  firstRead: '2026-04-01T10:00:00Z',
  nextRead: '2026-05-04T10:00:00Z',
  tense: 'past',
};

test('the past says what it rests on and from when nothing is known', () => {
  const text = pastText('2026-05-03T12:00:00Z', basis);
  expect(text).toMatch(/^You see the past, 3 May 2026, \d\d:\d\d: what the reading of 2 May 2026/);
  expect(text).toContain('The next one, of 4 May 2026');
  expect(text).toContain('Nothing is known from before 1 Apr 2026');
  expect(pastText('2026-05-03T12:00:00Z', { ...basis, nextRead: null })).toContain('It is the newest.');
});

test('what is still to come is said to be', () => {
  expect(pastText('2027-05-03T12:00:00Z', { ...basis, tense: 'ahead' })).toContain(
    'You look ahead to 3 May 2027',
  );
});

test('before the answer came nothing is promised', () => {
  expect(pastText('2026-05-03T12:00:00Z', undefined)).toMatch(/^You see another moment: 3 May 2026/);
});
