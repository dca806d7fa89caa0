import { describe, expect, it } from 'vitest';
import { splitMatch } from './matches';

describe('splitMatch', () => {
  const pieces = (text: string, search: string) =>
    splitMatch(text, search).map((part) => (part.match ? `[${part.text}]` : part.text));
  it('finds every place without regard to case', () => {
    expect(pieces('Export exports', 'EXP')).toEqual(['[Exp]', 'ort ', '[exp]', 'orts']);
  });
  it('leaves the text whole without a search or a match', () => {
    expect(pieces('Export', ' ')).toEqual(['Export']);
    expect(pieces('Export', 'x y')).toEqual(['Export']);
  });
  it('takes no harm from letters that grow', () => {
    expect(pieces('İstanbul', 'stan').join('')).toBe('İstanbul');
  });
});
