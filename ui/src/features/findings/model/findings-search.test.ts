import { describe, expect, it } from 'vitest';
import { readFindingsSearch } from './findings-search';

describe('readFindingsSearch', () => {
  it('keeps what it understands', () => {
    expect(
      readFindingsSearch({ tab: 'checks', severity: ['high', 'low'], q: 'dana', finding: 'k' }),
    ).toMatchObject({
      tab: 'checks',
      severity: ['high', 'low'],
      q: 'dana',
      finding: 'k',
    });
  });
  it('drops what it does not', () => {
    const read = readFindingsSearch({ tab: '<b>', severity: ['worst', 3], check: [], group: 7, q: { a: 1 } });
    expect(Object.values(read).filter((value) => value !== undefined)).toEqual([]);
  });
  it('takes one severity without a list', () => {
    expect(readFindingsSearch({ severity: 'high' }).severity).toEqual(['high']);
  });
});
