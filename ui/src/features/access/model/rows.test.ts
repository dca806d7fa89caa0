import { describe, expect, it } from 'vitest';
import { longestRowsInWords, rowAt, rowsInWords, scrollInto, visibleRows } from './rows';

describe('visibleRows', () => {
  it('counts rows that are partly in sight', () => {
    expect(visibleRows(412, 0, 510)).toEqual({ start: 0, end: 17 });
    expect(visibleRows(412, 15, 510)).toEqual({ start: 0, end: 18 });
    expect(visibleRows(412, 30, 510, 24)).toEqual({ start: 1, end: 23 });
    expect(visibleRows(100_000, 2_999_490, 510)).toEqual({ start: 99_983, end: 100_000 });
  });

  it('has none without rows or room', () => {
    expect(visibleRows(0, 0, 510)).toEqual({ start: 0, end: 0 });
    expect(visibleRows(10, 0, 0)).toEqual({ start: 0, end: 0 });
  });
});

describe('rowAt', () => {
  it('is -1 outside', () => {
    expect(rowAt(3, 0)).toBe(0);
    expect(rowAt(3, 89.9)).toBe(2);
    expect(rowAt(3, 90)).toBe(-1);
    expect(rowAt(3, -1)).toBe(-1);
  });
});

describe('rowsInWords', () => {
  it('names the rows that are wholly in sight', () => {
    expect(rowsInWords(412, 0, 510)).toBe('Rows 1–17 of 412');
    expect(rowsInWords(412, 15, 510)).toBe('Rows 2–17 of 412');
    expect(rowsInWords(3, 0, 510)).toBe('Rows 1–3 of 3');
    expect(rowsInWords(0, 0, 510)).toBe('No rows');
    expect(rowsInWords(100_000, 2_999_490, 510)).toBe('Rows 99,984–100,000 of 100,000');
  });

  it('never takes more room than its longest', () => {
    for (const count of [0, 1, 17, 100, 2_500, 100_000]) {
      const { length } = longestRowsInWords(count);
      for (let top = 0; top < count * 30; top += 30 * Math.ceil(count / 50)) {
        expect(rowsInWords(count, top, 510).length).toBeLessThanOrEqual(length);
      }
    }
  });
});

describe('scrollInto', () => {
  it('moves as little as it can', () => {
    expect(scrollInto(300, 30, 0, 500)).toBe(0);
    expect(scrollInto(480, 30, 0, 500)).toBe(10);
    expect(scrollInto(30, 30, 300, 500)).toBe(30);
    expect(scrollInto(30, 30, 300, 500, 60)).toBe(0);
  });
});
