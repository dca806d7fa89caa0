import { describe, expect, it } from 'vitest';
import type { FindingView } from '../../../host/host';
import { dayFrom, dismissalProblem, hasMoved, offeredDays } from './dismissal';

const today = new Date(2026, 10, 12, 23, 59);

describe('dayFrom', () => {
  it('counts days of the calendar, over months and years', () => {
    expect(dayFrom(today, 1)).toBe('2026-11-13');
    expect(dayFrom(today, 30)).toBe('2026-12-12');
    expect(dayFrom(today, 90)).toBe('2027-02-10');
  });
});

describe('offeredDays', () => {
  it('lets a critical finding rest a week at most', () => {
    expect(offeredDays('critical')).toEqual([7]);
    expect(offeredDays('low')).toEqual([7, 30, 90, 180, 365]);
  });
});

describe('dismissalProblem', () => {
  it('is silent when all is there', () => {
    expect(dismissalProblem('known to the owner', '2026-12-12', 'high', today)).toBeUndefined();
  });
  it('wants a reason', () => {
    expect(dismissalProblem('  ', '2026-12-12', 'high', today)?.field).toBe('reason');
    expect(dismissalProblem('x ', '2026-12-12', 'high', today)?.text).toContain('3 letters or more');
    expect(dismissalProblem('old', '2026-12-12', 'high', today)).toBeUndefined();
  });
  it('wants a day after today', () => {
    expect(dismissalProblem('known', '2026-11-12', 'high', today)?.field).toBe('returns');
    for (const day of ['', '12/12/2026', '2026-11-31'])
      expect(dismissalProblem('known', day, 'high', today)?.text, day).toContain('such as 2026-12-22');
  });
  it('wants a day that the severity allows', () => {
    expect(dismissalProblem('known', '2026-11-19', 'critical', today)).toBeUndefined();
    expect(dismissalProblem('known', '2026-11-20', 'critical', today)?.field).toBe('returns');
  });
});

describe('hasMoved', () => {
  const saw = { key: 'k', title: 'Nine people hold it', count: 9, severity: 'high' } as FindingView;
  it('notices what is settled, and what is more than was seen', () => {
    expect(hasMoved(saw, { ...saw, firstSeen: '2026-11-12' })).toBe(false);
    expect(hasMoved(saw, undefined)).toBe(true);
    expect(hasMoved(saw, { ...saw, count: 10 })).toBe(true);
    expect(hasMoved(saw, { ...saw, severity: 'critical' })).toBe(true);
  });
});
