import { describe, expect, it } from 'vitest';
import { nextZoom, readZoom } from './zoom';
import { scaledQuery } from './zoom-media';

describe('the size of everything', () => {
  it('goes up and down in steps and stays at the ends', () => {
    expect(nextZoom(100, 1)).toBe(110);
    expect(nextZoom(200, 1)).toBe(200);
    expect(nextZoom(100, -1)).toBe(100);
  });
  it('is read as if from a stranger', () => {
    expect(readZoom('150')).toBe(150);
    expect(readZoom('1e9')).toBe(100);
    expect(readZoom(null)).toBe(100);
  });
});

describe('media queries', () => {
  it('ask for the width of the page, not of the window', () => {
    expect(scaledQuery('(max-width: 899px)', 2)).toBe('(max-width: 1798px)');
    expect(scaledQuery('(width<=1279px) and (height<=759.5px)', 2)).toBe(
      '(width<=2558px) and (height<=1519px)',
    );
    expect(scaledQuery('(forced-colors: active)', 2)).toBe('(forced-colors: active)');
  });
});
