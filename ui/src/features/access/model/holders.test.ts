import { describe, expect, it } from 'vitest';
import { barHeight, shortCount } from './holders';

describe('barHeight', () => {
  it('gives the heights of the pictures', () => {
    const heights = [412, 37, 5, 30, 7, 10, 2].map((count) => barHeight(count, 412, 24));
    expect(heights).toEqual([24, 14, 7, 14, 8, 10, 4]);
  });

  it('shows a single holder among many, and none as nothing', () => {
    expect(barHeight(1, 1_000_000, 24)).toBe(2);
    expect(barHeight(0, 412, 24)).toBe(0);
    expect(barHeight(0, 0, 24)).toBe(0);
  });
});

describe('shortCount', () => {
  it('fits twenty pixels', () => {
    expect([0, 412, 999, 1000, 3477, 9949, 9950, 99_999, 1_200_000].map(shortCount)).toEqual([
      '0',
      '412',
      '999',
      '1.0k',
      '3.5k',
      '9.9k',
      '10k',
      '100k',
      '1.2M',
    ]);
  });
});
