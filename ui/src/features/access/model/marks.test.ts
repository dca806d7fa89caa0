import { describe, expect, it } from 'vitest';
import type { Item } from '../../../host/host';
import {
  ALL_MARKS,
  alsoMarked,
  comparedOf,
  countMarked,
  isMarked,
  markedWords,
  NO_MARKS,
  toggleMarked,
} from './marks';

const person = (id: string): Item => ({ kind: 'person', id, name: id.toUpperCase() });
const [a, b, c] = [person('a'), person('b'), person('c')];

describe('marks', () => {
  it('come and go', () => {
    const one = toggleMarked(NO_MARKS, a);
    expect(isMarked(one, 'a')).toBe(true);
    expect(countMarked(toggleMarked(one, a), 9)).toBe(0);
    expect(markedWords(alsoMarked(one, [a, b]), 9, 'people')).toBe('2 people marked');
  });
  it('may be all but some', () => {
    const most = toggleMarked(ALL_MARKS, a);
    expect(isMarked(most, 'a')).toBe(false);
    expect(isMarked(most, 'b')).toBe(true);
    expect(countMarked(most, 412)).toBe(411);
    expect(countMarked(alsoMarked(most, [a]), 412)).toBe(412);
    expect(countMarked(toggleMarked(most, a), 412)).toBe(412);
  });
  it('are compared, with the chosen row as the second', () => {
    const one = toggleMarked(NO_MARKS, a);
    expect(comparedOf(one, b)).toEqual([a, b]);
    expect(comparedOf(one, a)).toEqual([a]);
    expect(comparedOf(alsoMarked(one, [b]), c)).toEqual([a, b]);
    expect(comparedOf(NO_MARKS, c)).toEqual([c]);
    expect(comparedOf(ALL_MARKS, c)).toEqual([]);
  });
});
