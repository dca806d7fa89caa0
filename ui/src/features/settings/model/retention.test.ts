import { describe, expect, it } from 'vitest';
import { retentionText } from '../../../components/retention';
import { limitOf, problemOf, sameRetention } from './retention';

describe('how long events stay', () => {
  it('is typed as whole numbers from one on, or nothing', () => {
    expect(problemOf('', '')).toBeUndefined();
    expect(problemOf(' 365 ', '2048')).toBeUndefined();
    for (const wrong of ['0', '-1', '1.5', 'a year', '1e3', '4294967296']) {
      expect(problemOf(wrong, ''), wrong).toMatch(/^Days/);
      expect(problemOf('', wrong), wrong).toMatch(/^MiB/);
    }
    expect(limitOf(' 30 ')).toBe(30);
    expect(limitOf(' ')).toBeNull();
  });
  it('is said in words', () => {
    expect(retentionText({ days: null, mib: null })).toBe('for good');
    expect(retentionText({ days: 1, mib: null })).toBe('1 day');
    expect(retentionText({ days: 365, mib: 2048 })).toBe('365 days, and no more than 2,048 MiB');
  });
  it('is the same when both limits are', () => {
    expect(sameRetention({ days: 1, mib: null }, { days: 1, mib: null })).toBe(true);
    expect(sameRetention({ days: 1, mib: null }, { days: null, mib: 1 })).toBe(false);
    expect(sameRetention(undefined, { days: null, mib: null })).toBe(false);
  });
});
