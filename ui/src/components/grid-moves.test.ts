import { describe, expect, it } from 'vitest';
import { lineFor, stepLine } from './grid-moves';

// head, a, b, head, c
const isHead = (line: number) => line === 0 || line === 3;
const lines = { count: 5, page: 2, isHead };
const plain = { count: 100_000, page: 20 };

describe('moving over lines', () => {
  it('passes over heads', () => {
    expect(lineFor('ArrowDown', 2, lines)).toBe(4);
    expect(lineFor('ArrowUp', 4, lines)).toBe(2);
    expect(lineFor('Home', 4, lines)).toBe(1);
    expect(lineFor('PageUp', 4, lines)).toBe(2);
    expect(lineFor('PageDown', 1, lines)).toBe(4);
  });
  it('begins at the ends and stays there', () => {
    expect(lineFor('ArrowDown', -1, lines)).toBe(1);
    expect(lineFor('ArrowUp', -1, lines)).toBe(4);
    expect(lineFor('ArrowUp', 1, lines)).toBe(1);
    expect(lineFor('ArrowDown', 4, lines)).toBe(4);
    expect(stepLine(-1, 1, { count: 1, page: 1, isHead: () => true })).toBe(-1);
  });
  it('takes far steps', () => {
    expect(lineFor('End', 3, plain)).toBe(99_999);
    expect(lineFor('PageDown', 99_990, plain)).toBe(99_999);
    expect(lineFor('PageUp', 5, plain)).toBe(0);
  });
  it('leaves other keys and empty lists alone', () => {
    expect(lineFor('x', 3, plain)).toBeUndefined();
    expect(lineFor('End', -1, { count: 0, page: 5 })).toBeUndefined();
  });
});
