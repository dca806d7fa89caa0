import { expect, test } from 'vitest';
import { fieldOfMoment, momentOfField } from './moment';

test('a field of this computer and a moment lead to each other', () => {
  const at = momentOfField('2026-05-03T12:30');
  expect(at).toMatch(/^2026-05-0[234]T\d{2}:\d{2}:00Z$/);
  expect(fieldOfMoment(at ?? '')).toBe('2026-05-03T12:30');
});

test('what is no moment is none', () => {
  expect(momentOfField('')).toBeUndefined();
  expect(momentOfField('soon')).toBeUndefined();
  expect(fieldOfMoment('soon')).toBe('');
});
