import { expect, test } from 'vitest';
import { dayOfField, fieldOfMoment, momentOfField } from './moment';

test('a field of this computer and a moment lead to each other', () => {
  const at = momentOfField('2026-05-03 12:30');
  expect(at).toMatch(/^2026-05-0[234]T\d{2}:\d{2}:00Z$/);
  expect(fieldOfMoment(at ?? '')).toBe('2026-05-03 12:30');
  expect(momentOfField(' 2026-05-03T12:30 ')).toBe(at);
});

test('a day is written one way alone', () => {
  expect(dayOfField(' 2026-12-22 ')).toBe('2026-12-22');
  for (const text of [
    '',
    '22/12/2026',
    '12/22/2026',
    '2026-12',
    '2026-1-2',
    '2026-02-31',
    '2026-13-01',
    'soon',
  ])
    expect(dayOfField(text), text).toBeUndefined();
});

test('what is no moment is none', () => {
  for (const text of [
    '',
    'soon',
    '2026-05-03',
    '2026-05-03 25:00',
    '2026-02-31 10:00',
    '2026-05-03 10:00 11:00',
  ])
    expect(momentOfField(text), text).toBeUndefined();
  expect(fieldOfMoment('soon')).toBe('');
});
