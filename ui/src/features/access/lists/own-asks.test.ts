import { expect, test } from 'vitest';
import { seen } from './own-asks';

test('an own text that arrives late leaves what was typed since', () => {
  expect(seen(['m', 'ma'], 'm')).toEqual({ asks: ['ma'], fromOutside: false });
});

test('a text that was passed over is settled with the one after it', () => {
  expect(seen(['m', 'ma', 'mar'], 'ma')).toEqual({ asks: ['mar'], fromOutside: false });
});

test('a cleared field is an own text as well', () => {
  expect(seen(['m', undefined], undefined)).toEqual({ asks: [], fromOutside: false });
});

test('a text nobody asked for comes from outside, and ends the waiting for others', () => {
  expect(seen(['m'], 'Rotterdam')).toEqual({ asks: [], fromOutside: true });
  expect(seen([], undefined)).toEqual({ asks: [], fromOutside: true });
});
