import { describe, expect, it } from 'vitest';
import { cellWords, isHeld, LEGEND, shapeOf, spokenCell } from './cell';

describe('a cell byte', () => {
  it.each([
    [0, 'none', ['none']],
    [1, 'granted', ['granted']],
    [2, 'scoped', ['scoped to objects']],
    [3, 'denied', ['denied']],
    [1 | 4, 'temporary', ['granted', 'temporary']],
    [2 | 4 | 8, 'missing', ['scoped to objects', 'temporary', 'missing prerequisite']],
    [1 | 16, 'add', ['granted', 'gained since the baseline']],
    [0 | 32, 'remove', ['none', 'lost since the baseline']],
    [1 | 64, 'granted', ['granted', 'has a finding']],
    [0 | 8, 'none', ['none', 'missing prerequisite']],
  ] as const)('%i is drawn as %s', (byte, glyph, words) => {
    expect(shapeOf(byte)).toBe(glyph);
    expect(cellWords(byte)).toEqual(words);
  });

  it('that changed stands first in the legend, the end of which may have no room', () => {
    expect(LEGEND.slice(0, 2)).toEqual(['add', 'remove']);
  });

  it('is held when granted or scoped', () => {
    expect([0, 1, 2, 3, 1 | 64, 3 | 4].map(isHeld)).toEqual([false, true, true, false, true, false]);
  });

  it('is spoken with its row, column and class', () => {
    expect(spokenCell('Model Tester', 'Query agents', 'view', 1 | 8)).toBe(
      'Model Tester, Query agents, view, granted, missing prerequisite',
    );
    expect(spokenCell('Model Tester', 'Query agents', 'view', undefined)).toBe(
      'Model Tester, Query agents, view, loading',
    );
  });
});
