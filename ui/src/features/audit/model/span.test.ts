import { describe, expect, it } from 'vitest';
import { atBegin, atEnd, momentOf, spanText } from './span';

const year = new Date().getFullYear();
const at = (month: number, day: number, hour = 0, minute = 0, of = year) =>
  momentOf(new Date(of, month - 1, day, hour, minute).getTime());

it('writes moments to the second', () => {
  expect(momentOf(Date.parse('2026-05-03T10:00:00.999Z'))).toBe('2026-05-03T10:00:00Z');
});

describe('days of this computer', () => {
  it('begin and end at its midnight', () => {
    expect(atBegin('2026-05-03')).toBe(at(5, 3, 0, 0, 2026));
    expect(atEnd('2026-05-03')).toBe(at(5, 4, 0, 0, 2026));
    expect(atEnd('2026-12-31')).toBe(at(1, 1, 0, 0, 2027));
  });
});

describe('spanText', () => {
  it('says what is shown', () => {
    expect(spanText(null, null)).toBe('Any time');
    expect(spanText(at(5, 3, 10), null)).toBe('Since 3 May, 10:00');
    expect(spanText(null, at(5, 6))).toBe('Until 5 May');
    expect(spanText(at(5, 3), at(5, 4))).toBe('3 May');
    expect(spanText(at(5, 3), at(5, 6))).toBe('3 May – 5 May');
    expect(spanText(at(5, 3, 10, 12), at(5, 3, 11))).toBe('3 May, 10:12 – 11:00');
    expect(spanText(at(5, 3, 0, 0, 2019), null)).toBe('Since 3 May 2019');
  });
});
