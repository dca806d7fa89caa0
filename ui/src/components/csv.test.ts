import { describe, expect, it } from 'vitest';
import { csvToTabs, readCsv } from './csv';

describe('CSV', () => {
  it('is read with its quotes', () => {
    expect(readCsv('a,b\r\n"x, y","say ""no"""\n1,\n')).toEqual([
      ['a', 'b'],
      ['x, y', 'say "no"'],
      ['1', ''],
    ]);
    expect(readCsv('')).toEqual([]);
    expect(readCsv('a,')).toEqual([['a', '']]);
  });
  it('becomes lines with tabs', () => {
    expect(csvToTabs('\uFEFFa,b\n"x\ny",2')).toBe('a\tb\nx y\t2\n');
  });
});
