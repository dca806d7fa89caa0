import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Countdown } from './countdown';

/** The page as far as a countdown looks at it. */
class Seen extends EventTarget {
  hidden = false;

  show(hidden: boolean) {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

const MINUTE = 60_000;
const UNTIL = '2026-11-12T11:20:00Z';
const page = () => new Seen() as Seen & Document;

/** Minutes that are told, in order; undefined is the end. */
function listen(countdown: Countdown): (number | undefined)[] {
  const told: (number | undefined)[] = [];
  countdown.subscribe(() => told.push(countdown.get()));
  return told;
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-12T10:42:40Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('tells at 10, 5 and 1 minute, to the second, and is silent at the end', () => {
  const told = listen(new Countdown(UNTIL, page()));
  vi.advanceTimersByTime(27 * MINUTE + 19_999);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([10]);
  vi.advanceTimersByTime(5 * MINUTE - 1);
  expect(told).toEqual([10]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([10, 5]);
  vi.advanceTimersByTime(4 * MINUTE);
  expect(told).toEqual([10, 5, 1]);
  vi.advanceTimersByTime(MINUTE);
  expect(told).toEqual([10, 5, 1, undefined]);
  expect(vi.getTimerCount()).toBe(0);
});

test('does not repeat what is on the screen when one comes', () => {
  vi.setSystemTime('2026-11-12T11:13:00Z');
  const countdown = new Countdown(UNTIL, page());
  const told = listen(countdown);
  expect(countdown.get()).toBeUndefined();
  vi.advanceTimersByTime(2 * MINUTE);
  expect(told).toEqual([5]);
});

test('tells the last of what passed while the page was hidden, and sets no timer meanwhile', () => {
  const seen = page();
  const told = listen(new Countdown(UNTIL, seen));
  seen.show(true);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(34 * MINUTE);
  expect(told).toEqual([]);
  seen.show(false);
  expect(told).toEqual([5]);
});

test('waits for what ends in months without running at once', () => {
  const told = listen(new Countdown('2027-02-12T11:20:00Z', page()));
  vi.advanceTimersByTime(1);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(Date.parse('2027-02-12T11:10:00Z') - Date.now());
  expect(told).toEqual([10]);
});

test('is silent about what is over, and about no moment', () => {
  for (const until of ['2026-11-12T10:00:00Z', 'soon']) {
    expect(listen(new Countdown(until, page()))).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  }
});

test('who leaves is told nothing more', () => {
  const told = vi.fn();
  new Countdown(UNTIL, page()).subscribe(told)();
  vi.advanceTimersByTime(60 * MINUTE);
  expect(told).not.toHaveBeenCalled();
});
