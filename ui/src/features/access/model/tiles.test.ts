import { describe, expect, it, vi } from 'vitest';
import { TileCache } from './tiles';

function setup(capacity = 4, parallel = 2) {
  const calls: number[] = [];
  const answers = new Map<number, { resolve: (value: string) => void; reject: (error: Error) => void }>();
  let now = 0;
  const changed = vi.fn();
  const cache = new TileCache<string>(
    {
      changed,
      fetch: (key) => {
        calls.push(key);
        return new Promise((resolve, reject) => answers.set(key, { resolve, reject }));
      },
    },
    { capacity, parallel, now: () => now },
  );
  return {
    cache,
    calls,
    changed,
    tick: (ms: number) => {
      now += ms;
    },
    answer: async (key: number) => {
      answers.get(key)?.resolve(`tile ${key}`);
      await Promise.resolve();
      await Promise.resolve();
    },
    fail: async (key: number) => {
      answers.get(key)?.reject(new Error('gone'));
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('TileCache', () => {
  it('fetches each tile once, however often it is wanted', async () => {
    const { cache, calls, answer, changed } = setup();
    cache.want([1]);
    cache.want([1]);
    void cache.load(1);
    expect(calls).toEqual([1]);
    await answer(1);
    expect(cache.get(1)).toBe('tile 1');
    expect(changed).toHaveBeenCalledTimes(1);
    cache.want([1]);
    expect(calls).toEqual([1]);
  });

  it('drops from the queue what is no longer wanted', async () => {
    const { cache, calls, answer } = setup();
    cache.want([1, 2, 3, 4, 5]);
    expect(calls).toEqual([1, 2]);
    cache.want([8, 9]);
    await answer(1);
    await answer(2);
    expect(calls).toEqual([1, 2, 8, 9]);
  });

  it('lets the least recently used go', async () => {
    const { cache, answer } = setup(2, 9);
    cache.want([1, 2]);
    await answer(1);
    await answer(2);
    cache.get(1);
    cache.want([1, 3]);
    await answer(3);
    expect([1, 2, 3].map((key) => cache.peek(key))).toEqual(['tile 1', undefined, 'tile 3']);
    expect(cache.size).toBe(2);
  });

  it('tells for how long a tile has been missed', async () => {
    const { cache, tick, answer } = setup();
    cache.want([1]);
    tick(160);
    cache.want([1]);
    expect(cache.missedFor(1)).toBe(160);
    expect(cache.missedFor(2)).toBe(0);
    await answer(1);
    expect(cache.missedFor(1)).toBe(0);
  });

  it('fetches nothing after a failure until it is told to', async () => {
    const { cache, fail, answer, calls } = setup();
    cache.want([1]);
    await fail(1);
    expect(cache.failure).toBeInstanceOf(Error);
    cache.want([1, 2]);
    expect(calls).toEqual([1]);
    cache.retry();
    expect(calls).toEqual([1, 1, 2]);
    await answer(1);
    expect(cache.failure).toBeUndefined();
    expect(cache.peek(1)).toBe('tile 1');
  });
});
