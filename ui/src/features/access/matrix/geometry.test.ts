import { describe, expect, it } from 'vitest';
import { layoutColumns } from '../model/columns';
import { LABEL_ANGLE } from '../model/labels';
import {
  columnEdge,
  footerTop,
  HEADER,
  HEADER_LEAST,
  headOf,
  LABEL_INDENT,
  measures,
  NAME_WIDTH,
  nearestEdge,
  sameTarget,
  sharedHeight,
  targetAt,
  uncut,
  type View,
} from './geometry';

const layout = layoutColumns(
  [0, 0, 1].map((category) => ({ category })),
  [{ name: 'A' }, { name: 'B' }],
);
const view: View = {
  names: NAME_WIDTH,
  width: 600,
  height: 500,
  left: 0,
  top: 0,
  rows: 4,
  row: 30,
  head: headOf(HEADER),
  footer: false,
  scrolls: true,
};
const at = (x: number, y: number, of: View = view) => targetAt(of, layout, x, y);

describe('targetAt', () => {
  it('finds cells and names', () => {
    expect(at(NAME_WIDTH + 1, HEADER + 1)).toEqual({ part: 'cell', row: 0, column: 0 });
    expect(at(NAME_WIDTH + 47, HEADER + 95)).toEqual({ part: 'cell', row: 3, column: 2 });
    expect(at(NAME_WIDTH - 1, HEADER + 31)).toEqual({ part: 'name', row: 1 });
  });

  it('finds nothing in gaps, below the rows, in the corner and outside', () => {
    const points: [number, number][] = [
      [NAME_WIDTH + 43, HEADER + 1],
      [NAME_WIDTH + 1, HEADER + 121],
      [10, 10],
      [-1, 200],
      [700, 200],
    ];
    for (const [x, y] of points) expect(at(x, y).part).toBe('elsewhere');
  });

  it('follows the scroll position', () => {
    const scrolled = { ...view, left: 20, top: 30 };
    expect(at(NAME_WIDTH + 1, HEADER + 1, scrolled)).toEqual({ part: 'cell', row: 1, column: 1 });
  });

  it('finds no cell where its glyph would be cut, which is not drawn', () => {
    expect(at(NAME_WIDTH + 1, HEADER + 1, { ...view, left: 8 })).toEqual({ part: 'elsewhere' });
    expect(at(NAME_WIDTH + 1, HEADER + 1, { ...view, left: 3 })).toMatchObject({ column: 0 });
    expect(uncut(layout, { start: 0, end: 3 }, 8)).toEqual({ start: 1, end: 3 });
    expect(uncut(layout, { start: 1, end: 3 }, 20)).toEqual({ start: 1, end: 3 });
    expect(uncut(layout, { start: 0, end: 0 }, 8)).toEqual({ start: 0, end: 0 });
  });

  it('comes to rest where a column begins', () => {
    expect([0, 1, 20, 21, 41, 46].map((left) => columnEdge(layout, left))).toEqual([0, 20, 20, 46, 46, 46]);
    expect(columnEdge(layout, 47)).toBe(66);
  });

  it('rests on the nearest column where it is dragged to', () => {
    const lefts = [0, 9, 10, 11, 29, 31, 40, 46, 55, 57];
    expect(lefts.map((left) => nearestEdge(layout, left))).toEqual([0, 0, 0, 20, 20, 46, 46, 46, 46, 66]);
  });

  it('finds a label along its lean, and by the glyph at its foot', () => {
    const foot = NAME_WIDTH + LABEL_INDENT + 20;
    const x = foot + Math.cos(LABEL_ANGLE) * 90;
    const y = view.head.foot - Math.sin(LABEL_ANGLE) * 90;
    expect(at(x, y)).toEqual({ part: 'label', column: 1 });
    expect(at(NAME_WIDTH + 30, HEADER - 8)).toEqual({ part: 'label', column: 1 });
  });

  it('finds the bars of holders, after the rows or at the bottom', () => {
    const withBars = { ...view, footer: true };
    expect(footerTop(withBars)).toBe(HEADER + 120);
    expect(at(NAME_WIDTH + 5, HEADER + 130, withBars)).toEqual({ part: 'label', column: 0 });
    const many = { ...withBars, rows: 100 };
    expect(footerTop(many)).toBe(456);
    expect(at(NAME_WIDTH + 5, 455, many)).toEqual({ part: 'cell', row: 9, column: 0 });
    expect(at(NAME_WIDTH + 5, 460, many)).toEqual({ part: 'label', column: 0 });
  });
});

describe('a grid of little height', () => {
  const shared = (height: number, rows = 14) => {
    const { head, row, footer } = sharedHeight(height, rows, true);
    return { head: head.height, row, footer, bar: head.bar !== undefined };
  };
  it('gives up the bars, then length of labels, then categories and height of rows, and keeps eight rows', () => {
    expect(shared(600)).toEqual({ head: HEADER, row: 30, footer: true, bar: true });
    expect(shared(457)).toEqual({ head: HEADER, row: 30, footer: false, bar: true });
    expect(shared(400)).toEqual({ head: 160, row: 30, footer: false, bar: true });
    expect(shared(350)).toEqual({ head: 110, row: 30, footer: false, bar: false });
    expect(shared(315)).toEqual({ head: 123, row: 24, footer: false, bar: true });
    expect(shared(268)).toEqual({ head: HEADER_LEAST, row: 24, footer: false, bar: false });
    expect(shared(100)).toEqual({ head: HEADER_LEAST, row: 24, footer: false, bar: false });
  });
  it('takes nothing for rows that are not there', () => {
    expect(shared(320, 3)).toEqual({ head: HEADER, row: 30, footer: true, bar: true });
  });
  it('finds what is under a point where rows are lower', () => {
    const low = { ...view, ...sharedHeight(268, 14, false), height: 268, rows: 14 };
    expect(at(NAME_WIDTH + 1, HEADER_LEAST + 24, low)).toEqual({ part: 'cell', row: 1, column: 0 });
    expect(at(NAME_WIDTH + 1, HEADER_LEAST - 4, low)).toEqual({ part: 'label', column: 0 });
  });
});

it('tells targets apart', () => {
  expect(sameTarget({ part: 'name', row: 1 }, { part: 'name', row: 1 })).toBe(true);
  expect(sameTarget({ part: 'name', row: 1 }, { part: 'name', row: 2 })).toBe(false);
  expect(sameTarget({ part: 'elsewhere' }, { part: 'label', column: 0 })).toBe(false);
});

it('widens the names into spare room, and scrolls only when columns do not fit', () => {
  expect(measures(1000, 900, 60)).toEqual({ names: 216, wide: 1176, scrolls: true });
  expect(measures(1000, 780, 60)).toEqual({ names: 216, wide: 1000, scrolls: false });
  expect(measures(1000, 700, 60)).toEqual({ names: 240, wide: 1000, scrolls: false });
  expect(measures(1000, 0, 0)).toEqual({ names: 320, wide: 1000, scrolls: false });
});
