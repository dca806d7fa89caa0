import { describe, expect, it } from 'vitest';
import { readAuditSearch } from './audit-search';

describe('readAuditSearch', () => {
  it('keeps what it understands', () => {
    const given = { q: 'who:ines', all: true, entry: 'steward-9f3c/12', do: 'import' };
    expect(readAuditSearch(given)).toEqual(given);
  });
  it('opens evidence for a control', () => {
    expect(readAuditSearch({ do: 'control-evidence' }).do).toBe('control-evidence');
  });
  it('drops what it does not', () => {
    const read = readAuditSearch({ q: ['a'], all: 'yes', entry: { id: 1 }, do: 'erase' });
    expect(Object.values(read).filter((value) => value !== undefined)).toEqual([]);
  });
  it('takes a number for a text', () => {
    expect(readAuditSearch({ q: 207 }).q).toBe('207');
  });
});
