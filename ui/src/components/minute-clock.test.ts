import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MinuteClock } from './minute-clock';

/** The page as far as the clock looks at it. */
class Seen extends EventTarget {
  hidden = false;

  show(hidden: boolean) {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

const page = () => new Seen() as Seen & Document;
const timeOf = (clock: MinuteClock) => clock.get().toISOString().slice(11, 19);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-12T10:42:40Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('tells once a minute, when the minute turns', () => {
  const clock = new MinuteClock(page());
  const told = vi.fn();
  clock.subscribe(told);
  told.mockClear();
  vi.advanceTimersByTime(19_000);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(told).toHaveBeenCalledTimes(1);
  expect(timeOf(clock)).toBe('10:43:00');
  vi.advanceTimersByTime(600_000);
  expect(told).toHaveBeenCalledTimes(11);
});

test('all that listen share one timer, and the last to leave stops it', () => {
  const clock = new MinuteClock(page());
  const leave = [clock.subscribe(vi.fn()), clock.subscribe(vi.fn()), clock.subscribe(vi.fn())];
  expect(vi.getTimerCount()).toBe(1);
  for (const stop of leave) stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('stands still while the page is hidden and is right as soon as it is seen', () => {
  const seen = page();
  const clock = new MinuteClock(seen);
  const told = vi.fn();
  clock.subscribe(told);
  told.mockClear();
  seen.show(true);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(3_600_000);
  expect(told).not.toHaveBeenCalled();
  seen.show(false);
  expect(told).toHaveBeenCalledTimes(1);
  expect(timeOf(clock)).toBe('11:42:40');
});

test('whoever begins to listen gets the time of that moment', () => {
  const clock = new MinuteClock(page());
  vi.advanceTimersByTime(86_400_000);
  clock.subscribe(vi.fn());
  expect(clock.get().toISOString()).toBe('2026-11-13T10:42:40.000Z');
});
