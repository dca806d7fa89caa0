import { describe, expect, it } from 'vitest';
import { agrees, type Ids, idsAmong, NO_IDS, partOf } from './selected';

const ids = (row?: string, permission?: string): Ids => ({ row, permission });

it('knows what part is chosen', () => {
  expect([ids('a', 'p'), ids('a'), ids(undefined, 'p'), NO_IDS].map(partOf)).toEqual([
    'cell',
    'row',
    'column',
    undefined,
  ]);
});

it('leaves out a row that stands among others', () => {
  expect(idsAmong('people', { rows: 'people', row: 'a', permission: 'p' })).toEqual(ids('a', 'p'));
  expect(idsAmong('roles', { rows: 'people', row: 'a', permission: 'p' })).toEqual(ids(undefined, 'p'));
});

describe('agrees', () => {
  it('leaves the cell alone under a panel about its row or column', () => {
    expect(agrees(ids('a', 'p'), 'people', { rows: 'people', row: 'a' })).toBe(true);
    expect(agrees(ids('a', 'p'), 'people', { permission: 'p' })).toBe(true);
  });

  it('tells another person or permission from the chosen one', () => {
    expect(agrees(ids('a', 'p'), 'people', { rows: 'people', row: 'b', permission: 'p' })).toBe(false);
    expect(agrees(ids('a', 'p'), 'people', { permission: 'q' })).toBe(false);
    expect(agrees(NO_IDS, 'people', { rows: 'people', row: 'b' })).toBe(false);
  });

  it('lets no row stay chosen under a panel about somebody who is not shown', () => {
    const place = { rows: 'people', row: 'a', permission: 'p' } as const;
    expect(agrees(ids('role', 'p'), 'roles', place)).toBe(false);
    expect(agrees(ids(undefined, 'p'), 'roles', place)).toBe(true);
  });
});
