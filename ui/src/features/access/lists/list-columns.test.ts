import { describe, expect, it } from 'vitest';
import type { ListColumn } from '../../../host/host';
import { columnsOf, columnsWithin } from './list-columns';

const column = (id: string, title: string, holds: ListColumn['holds']): ListColumn => ({ id, title, holds });
const people = {
  kind: 'people' as const,
  columns: [
    column('title', 'Title', 'text'),
    column('department', 'Department', 'text'),
    column('roles', 'Roles', 'number'),
    column('groups', 'Groups', 'number'),
    column('permissions', 'Permissions', 'number'),
    column('gravest', 'Consequence', 'class'),
    column('last-sign-in', 'Last sign-in', 'moment'),
    column('second-factor', 'Second factor', 'flag'),
  ],
};
const ids = (width: number, sort = '') => columnsWithin(people, sort, width).map(({ id }) => id);
const wanted = (width: number) =>
  columnsOf({ ...people, columns: columnsWithin(people, '', width) }, '').reduce(
    (sum, { min }) => sum + min,
    0,
  );

describe('columnsWithin', () => {
  it('keeps all where there is room, or while the room is not known', () => {
    expect(ids(1100)).toHaveLength(8);
    expect(ids(0)).toHaveLength(8);
  });
  it('lets texts give way, the last of them first', () => {
    expect(ids(850)).not.toContain('department');
    expect(ids(850)).toContain('title');
  });
  it('leaves nothing to scroll to beside the panel of a detail', () => {
    expect(wanted(724)).toBeLessThanOrEqual(724);
    for (const id of ['roles', 'groups', 'permissions', 'gravest']) expect(ids(724)).toContain(id);
  });
  it('keeps what the list is sorted by', () => {
    expect(ids(724, 'department')).toContain('department');
  });
});
