import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CalmStore } from './calm-store';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function heard(store: CalmStore<{ top: number }>): number[] {
  const tops: number[] = [];
  store.subscribe(() => tops.push(store.get().top));
  return tops;
}

test('a change after a rest is told at once', () => {
  const store = new CalmStore({ top: 0 });
  const tops = heard(store);
  store.set({ top: 30 });
  expect(tops).toEqual([30]);
});

test('a change in every frame is told eight times a second, and where it came to rest', () => {
  const store = new CalmStore({ top: 0 });
  const tops = heard(store);
  for (let frame = 1; frame <= 60; frame += 1) {
    store.set({ top: frame });
    vi.advanceTimersByTime(1000 / 60);
  }
  expect(tops.length).toBeGreaterThanOrEqual(7);
  expect(tops.length).toBeLessThanOrEqual(9);
  vi.advanceTimersByTime(125);
  expect(tops.at(-1)).toBe(60);
});

test('what was told is what is read, so that all words speak of one state', () => {
  const store = new CalmStore({ top: 0 });
  store.set({ top: 1 });
  store.set({ top: 2 });
  expect(store.get()).toEqual({ top: 1 });
});

test('what cannot wait is told at once, and not told again', () => {
  const store = new CalmStore({ top: 0 });
  const tops = heard(store);
  store.set({ top: 1 });
  store.set({ top: 2 });
  store.set({ top: 3 }, true);
  vi.advanceTimersByTime(1000);
  expect(tops).toEqual([1, 3]);
});

test('what is as before is not told', () => {
  const store = new CalmStore({ top: 0 });
  const tops = heard(store);
  store.set({ top: 0 }, true);
  store.set({ top: 1 });
  store.set({ top: 2 });
  store.set({ top: 1 });
  vi.advanceTimersByTime(1000);
  expect(tops).toEqual([1]);
});
