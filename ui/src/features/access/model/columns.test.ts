import { describe, expect, it } from 'vitest';
import {
  categoryEdge,
  columnAt,
  lastColumnBefore,
  layoutColumns,
  leaningRoom,
  visibleColumns,
  wholeColumns,
} from './columns';

const categories = [{ name: 'Users' }, { name: 'Data' }, { name: 'Empty' }, { name: 'Agents' }];
const columns = [0, 0, 0, 1, 1, 3].map((category) => ({ category }));
const layout = layoutColumns(columns, categories);

describe('layoutColumns', () => {
  it('puts a gap between categories and leaves empty ones out', () => {
    expect([...layout.offsets]).toEqual([0, 20, 40, 66, 86, 112, 132]);
    expect(
      layout.blocks.map((block) => [block.name, block.first, block.end, block.left, block.width]),
    ).toEqual([
      ['Users', 0, 3, 0, 60],
      ['Data', 3, 5, 66, 40],
      ['Agents', 5, 6, 112, 20],
    ]);
    expect(layout.width).toBe(132);
  });

  it('lays out nothing', () => {
    const nothing = layoutColumns([], categories);
    expect(nothing.width).toBe(0);
    expect(visibleColumns(nothing, 0, 500)).toEqual({ start: 0, end: 0 });
  });

  it('is 944 wide for the 46 columns in five categories of the pictures', () => {
    const sizes = [10, 9, 10, 8, 9];
    const many = sizes.flatMap((size, category) => Array.from({ length: size }, () => ({ category })));
    expect(
      layoutColumns(
        many,
        sizes.map(String).map((name) => ({ name })),
      ).width,
    ).toBe(944);
  });
});

describe('finding columns', () => {
  it('agrees with a walk over all columns', () => {
    for (let x = -5; x < 150; x += 1) {
      let last = -1;
      for (let column = 0; column < layout.count; column += 1) {
        if ((layout.offsets[column] ?? 0) <= x) last = column;
      }
      expect(lastColumnBefore(layout, x)).toBe(last);
    }
  });

  it('finds none in a gap', () => {
    expect(columnAt(layout, 59.9)).toBe(2);
    expect(columnAt(layout, 60)).toBe(-1);
    expect(columnAt(layout, 65.9)).toBe(-1);
    expect(columnAt(layout, 66)).toBe(3);
    expect(columnAt(layout, -1)).toBe(-1);
    expect(columnAt(layout, 132)).toBe(-1);
  });

  it('gives the columns of a window', () => {
    expect(visibleColumns(layout, 0, 40)).toEqual({ start: 0, end: 2 });
    expect(visibleColumns(layout, 10, 40)).toEqual({ start: 0, end: 3 });
    expect(visibleColumns(layout, 62, 1000)).toEqual({ start: 2, end: 6 });
    expect(visibleColumns(layout, 66, 20, 8)).toEqual({ start: 0, end: 6 });
    expect(wholeColumns(layout, 10, 60)).toBe(2);
  });
});

describe('categoryEdge', () => {
  it('stops at the edges of a category, then of the next', () => {
    expect(categoryEdge(layout, 0, 1)).toBe(2);
    expect(categoryEdge(layout, 2, 1)).toBe(4);
    expect(categoryEdge(layout, 5, 1)).toBe(5);
    expect(categoryEdge(layout, 4, -1)).toBe(3);
    expect(categoryEdge(layout, 3, -1)).toBe(0);
    expect(categoryEdge(layout, 0, -1)).toBe(0);
  });
});

describe('leaningRoom', () => {
  it('is what the longest of the last labels reaches out', () => {
    expect(leaningRoom(layout, () => 0)).toBe(4);
    expect(leaningRoom(layout, (column) => (column === 0 ? 200 : 0))).toBe(92);
  });
});
