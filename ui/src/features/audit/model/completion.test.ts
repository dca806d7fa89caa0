import { describe, expect, it } from 'vitest';
import { charactersBefore, offerFor, taken } from './completion';

describe('taking an offer', () => {
  it('puts it in the place of what was typed', () => {
    expect(taken('op:ten', { from: 3, to: 6 }, 'tenant.add')).toEqual({
      text: 'op:tenant.add',
      cursor: 13,
      open: false,
    });
  });
  it('keeps what stands behind it', () => {
    expect(taken('wh billing', { from: 0, to: 2 }, 'who:')).toEqual({
      text: 'who: billing',
      cursor: 4,
      open: true,
    });
  });
  it('counts characters, not halves of them', () => {
    expect(charactersBefore('👩‍💻 op:', 6)).toBe([...'👩‍💻 '].length);
    expect(taken('😀 who:in', { from: 6, to: 8 }, 'ines').text).toBe('😀 who:ines');
  });
});

describe('keys among the offers', () => {
  it('go round, by way of what was typed', () => {
    expect(offerFor('ArrowDown', -1, 3)).toBe(0);
    expect(offerFor('ArrowDown', 2, 3)).toBe(-1);
    expect(offerFor('ArrowUp', -1, 3)).toBe(2);
    expect(offerFor('ArrowUp', 0, 3)).toBe(-1);
  });
  it('do nothing when there is nothing, or mean something else', () => {
    expect(offerFor('ArrowDown', -1, 0)).toBeUndefined();
    expect(offerFor('Enter', 0, 3)).toBeUndefined();
  });
});
