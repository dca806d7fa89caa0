import { describe, expect, it } from 'vitest';
import { isSoon, nearTo, untilText } from './moments';

const now = '2026-11-12T10:42:00';

describe('moments', () => {
  it('are said as people say them', () => {
    expect(nearTo('2026-11-12T00:01:00', now)).toBe('today');
    expect(nearTo('2026-11-12T23:59:00', now)).toBe('today 23:59');
    expect(nearTo('2026-11-11T23:59:00', now)).toBe('yesterday');
    expect(nearTo('2026-11-13T01:00:00', now)).toBe('tomorrow');
    expect(nearTo('2026-08-16T12:00:00', now)).toBe('88 days ago');
    expect(nearTo('2026-11-15T12:00:00', now)).toBe('in 3 days');
    expect(nearTo('2026-07-01T12:00:00', now)).toBe('4 months ago');
    expect(nearTo('2023-11-12T12:00:00', now)).toBe('3 years ago');
    expect(nearTo('nonsense', now)).toBe('');
  });
  it('end at an hour of the same day, or on another', () => {
    expect(untilText('2026-11-12T11:20:00', now)).toBe('11:20');
    expect(untilText('2026-11-28T11:20:00', now)).toBe('28 Nov 2026');
  });
  it('are soon only when they are to come', () => {
    expect(isSoon('2026-11-20T00:00:00', now, 14)).toBe(true);
    expect(isSoon('2026-11-10T00:00:00', now, 14)).toBe(false);
    expect(isSoon('2027-11-20T00:00:00', now, 14)).toBe(false);
  });
});
