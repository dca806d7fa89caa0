import { describe, expect, it } from 'vitest';
import { FindingsPage, readScreens } from './screens';

describe('the screens that are not shown first', () => {
  it('are left alone while something is awaited, and when the window goes away', async () => {
    const ending = new AbortController();
    let asked = 0;
    await readScreens(() => {
      asked += 1;
      if (asked === 2) ending.abort();
      return true;
    }, ending.signal);
    expect(asked).toBe(2);
    expect(FindingsPage).toHaveProperty('preload', expect.any(Function));
  });
});
