import { describe, expect, it } from 'vitest';
import { layoutColumns } from './columns';
import { blockEdge, boxOf, type MoveContext, moveBy, type Position, toggleMark } from './keyboard';

const layout = layoutColumns(
  [0, 0, 0, 1, 1].map((category) => ({ category })),
  [{ name: 'A' }, { name: 'B' }],
);
// A run of yes in rows 2 to 4 and row 8 of every column; rows from 9 on are not known yet.
const context: MoveContext = {
  rows: 12,
  layout,
  page: 5,
  held: (row) => (row > 8 ? undefined : (row >= 2 && row <= 4) || row === 8),
};
const at = (row: number, column: number): Position => ({ row, column });
const press = (from: Position, key: string, command = false) =>
  moveBy(from, { key, command, shift: false }, context);

describe('moveBy', () => {
  it('moves by one and stays inside', () => {
    expect(press(at(0, 0), 'ArrowDown')).toEqual(at(1, 0));
    expect(press(at(0, 0), 'ArrowUp')).toEqual(at(0, 0));
    expect(press(at(0, 4), 'ArrowRight')).toEqual(at(0, 4));
    expect(press(at(3, 2), 'j')).toEqual(at(4, 2));
    expect(press(at(3, 2), 'k')).toEqual(at(2, 2));
  });

  it('moves to edges', () => {
    expect(press(at(3, 2), 'Home')).toEqual(at(3, 0));
    expect(press(at(3, 2), 'End')).toEqual(at(3, 4));
    expect(press(at(3, 2), 'Home', true)).toEqual(at(0, 0));
    expect(press(at(3, 2), 'End', true)).toEqual(at(11, 4));
    expect(press(at(3, 2), 'PageDown')).toEqual(at(8, 2));
    expect(press(at(3, 2), 'PageUp')).toEqual(at(0, 2));
    expect(press(at(3, 0), 'ArrowRight', true)).toEqual(at(3, 2));
    expect(press(at(3, 3), 'ArrowLeft', true)).toEqual(at(3, 0));
  });

  it('leaves other keys alone, and an empty grid too', () => {
    expect(press(at(0, 0), 'x')).toBeUndefined();
    expect(
      moveBy(at(0, 0), { key: 'End', command: false, shift: false }, { ...context, rows: 0 }),
    ).toBeUndefined();
  });
});

describe('blockEdge', () => {
  it.each([
    [0, 2],
    [2, 4],
    [4, 8],
    [8, 9],
    [11, 11],
  ])('goes down from %i to %i', (from, to) => {
    expect(blockEdge(at(from, 0), 1, context)).toBe(to);
  });

  it.each([
    [8, 4],
    [4, 2],
    [2, 0],
    [0, 0],
  ])('goes up from %i to %i', (from, to) => {
    expect(blockEdge(at(from, 0), -1, context)).toBe(to);
  });
});

describe('selection', () => {
  it('has a box whichever corner came first', () => {
    expect(boxOf(at(4, 1), at(2, 3))).toEqual({ top: 2, left: 1, bottom: 4, right: 3 });
  });

  it('marks at most four rows', () => {
    const mark = (id: string) => ({ id, name: id });
    let marks: readonly { id: string; name: string }[] = [];
    for (const id of ['a', 'b', 'c', 'd', 'e']) marks = toggleMark(marks, mark(id));
    expect(marks.map((one) => one.id)).toEqual(['a', 'b', 'c', 'd']);
    expect(toggleMark(marks, mark('b')).map((one) => one.id)).toEqual(['a', 'c', 'd']);
  });
});
