import { describe, expect, it } from 'vitest';
import type { AuditHistogram } from '../../../host/host';
import {
  around,
  barsTitle,
  barWidth,
  between,
  edgeOf,
  marksOf,
  momentOf,
  movedBy,
  partsOf,
  stretchOf,
  ticksOf,
} from './histogram';

const bucket = (...classes: number[]) => ({
  classes: Array.from({ length: 6 }, (_, at) => classes[at] ?? 0),
  other: 0,
});

const drawn: AuditHistogram = {
  from: '2026-11-11T10:00:00.000Z',
  until: '2026-11-12T10:00:00.000Z',
  bucketSeconds: 1800,
  buckets: Array.from({ length: 48 }, (_, at) => bucket(at)),
  tookMs: 3,
};

it('says how long a bar is', () => {
  expect(barsTitle(1800)).toBe('Entries per half hour');
  expect(barsTitle(300)).toBe('Entries per 5 minutes');
  expect(barsTitle(60)).toBe('Entries per minute');
  expect(barsTitle(21_600)).toBe('Entries per 6 hours');
  expect(barsTitle(604_800)).toBe('Entries per week');
});

describe('edges', () => {
  it('are moments, both ways', () => {
    expect(momentOf(drawn, 2)).toBe('2026-11-11T11:00:00Z');
    expect(edgeOf(drawn, '2026-11-11T11:00:00Z')).toBe(2);
    expect(edgeOf(drawn, '2020-01-01T00:00:00Z')).toBe(0);
    expect(edgeOf(drawn, '2030-01-01T00:00:00Z')).toBe(48);
  });
  it('mark what a question asks for', () => {
    expect(stretchOf(drawn, null, null)).toBeUndefined();
    expect(stretchOf(drawn, '2026-11-11T22:00:00Z', null)).toEqual({ from: 24, to: 48 });
    expect(stretchOf(drawn, null, '2026-11-11T22:00:00Z')).toEqual({ from: 0, to: 24 });
    expect(stretchOf(drawn, '2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z')).toBeUndefined();
  });
  it('are taken in any order, and never the same', () => {
    expect(between(9, 4, 48)).toEqual({ from: 4, to: 9 });
    expect(between(7, 7, 48)).toEqual({ from: 7, to: 8 });
    expect(between(48, 48, 48)).toEqual({ from: 47, to: 48 });
    expect(between(-3, 99, 48)).toEqual({ from: 0, to: 48 });
  });
});

describe('keys on a handle', () => {
  const stretch = { from: 10, to: 20 };
  it('move it by one, or by more', () => {
    expect(movedBy('ArrowLeft', false, 'from', stretch, 48)).toEqual({ from: 9, to: 20 });
    expect(movedBy('ArrowRight', true, 'to', stretch, 48)).toEqual({ from: 10, to: 26 });
    expect(movedBy('Home', false, 'from', stretch, 48)).toEqual({ from: 0, to: 20 });
    expect(movedBy('End', false, 'to', stretch, 48)).toEqual({ from: 10, to: 48 });
  });
  it('never carry it over the other', () => {
    expect(movedBy('PageUp', false, 'from', { from: 18, to: 20 }, 48)).toEqual({ from: 19, to: 20 });
    expect(movedBy('Home', false, 'to', stretch, 48)).toEqual({ from: 10, to: 11 });
  });
  it('that mean something else do nothing', () => {
    expect(movedBy('Enter', false, 'from', stretch, 48)).toBeUndefined();
  });
});

describe('bars', () => {
  it('stand on each other, and are never too low to be seen', () => {
    const [view, grave] = partsOf(bucket(99, 0, 0, 1), 100, 0.05);
    expect(view).toEqual({ look: 'view', bottom: 0, height: 0.99 });
    expect(grave).toEqual({ look: 'override', bottom: 0.99, height: 0.05 });
    expect(partsOf(bucket(), 100, 0.05)).toEqual([]);
  });
  it('are marked where something grave happened', () => {
    const marks = marksOf([bucket(5), bucket(5, 0, 0, 1), bucket(0, 0, 0, 1, 1), bucket(0, 0, 0, 0, 0, 1)]);
    expect([...marks]).toEqual([
      [1, 'override'],
      [2, 'policy'],
      [3, 'destructive'],
    ]);
  });
  it('are marked for the gravest alone when there would be too many', () => {
    const many = Array.from({ length: 20 }, () => bucket(0, 0, 0, 1));
    expect(marksOf(many).size).toBe(0);
    expect([...marksOf([...many, bucket(0, 0, 0, 0, 1)])]).toEqual([[20, 'policy']]);
  });
});

it('draws bars as wide as there is room, but no walls', () => {
  expect(barWidth(960, 48)).toBe(0.88);
  expect(barWidth(960, 1)).toBe(0.025);
  expect(barWidth(0, 1)).toBe(0.88);
});

it('names round moments along the bottom, and the day once', () => {
  const texts = ticksOf(drawn).map((tick) => tick.text);
  expect(texts.length).toBeGreaterThanOrEqual(4);
  for (const text of texts) expect(text).toMatch(/(00|06|12|18):00$/);
  expect(texts[0]).toMatch(/^[A-Z][a-z]{2} \d\d:\d\d$/);
  expect(texts.filter((text) => /^[A-Z]/.test(text)).length).toBe(2);
  const days = ticksOf({ ...drawn, bucketSeconds: 3 * 3600 }).map((tick) => tick.text);
  expect(days.slice(0, 2)).toEqual(['12 Nov', '14 Nov']);
  const years = ticksOf({ ...drawn, bucketSeconds: 604_800 * 4 });
  expect(years[0]?.text).toMatch(/^Jan 2027$/);
});

it('never names two moments alike, however short or long the stretch', () => {
  for (const span of [1, 2, 5, 60, 120, 239, 300, 3600, 86_400, 90_000, 172_800, 259_200, 300_000, 604_800]) {
    // a day, a year and two years later the clock and the date are the same again
    for (const seconds of [span, span * 30, span * 365, span * 730]) {
      const ticks = ticksOf({ ...drawn, bucketSeconds: seconds, buckets: [bucket()] });
      const texts = ticks.map(({ text }) => text);
      expect(new Set(texts).size, `${seconds} s: ${texts}`).toBe(texts.length);
      expect(texts.length, `${seconds} s: ${texts}`).toBeGreaterThanOrEqual(2);
      expect(texts.length, `${seconds} s: ${texts}`).toBeLessThanOrEqual(6);
      for (const { at } of ticks) expect(at >= 0 && at <= 1, `${seconds} s`).toBe(true);
    }
  }
  const minute = ticksOf({ ...drawn, bucketSeconds: 60, buckets: [bucket()] });
  expect(minute.map(({ text }) => text.slice(-2))).toEqual(['00', '15', '30', '45', '00']);
  const days = ticksOf({ ...drawn, bucketSeconds: 172_800, buckets: [bucket()] });
  for (const { text } of days) expect(text).toMatch(/^(Wed|Thu|Fri) \d\d:\d\d$/);
});

describe('around', () => {
  const now = new Date('2026-11-12T12:00:00Z');
  it('is as much before and after, but not what is to come', () => {
    expect(around('2026-11-10T00:00:00Z', '2026-11-11T00:00:00Z', now)).toEqual([
      '2026-11-09T12:00:00Z',
      '2026-11-11T12:00:00Z',
    ]);
    expect(around('2026-11-12T10:00:00Z', null, now)).toEqual([
      '2026-11-12T09:00:00Z',
      '2026-11-12T12:00:00Z',
    ]);
  });
  it('is everything without a beginning', () => {
    expect(around(null, null, now)).toBeUndefined();
    expect(around('2026-11-13T00:00:00Z', '2026-11-12T00:00:00Z', now)).toBeUndefined();
  });
});
