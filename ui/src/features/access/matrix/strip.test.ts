import { expect, it } from 'vitest';
import { Strip } from './strip';

/** As much of an element as a strip touches. */
class Piece {
  index = -1;
  binds = 0;
  constructor(readonly home: Piece[]) {}
  remove(): void {
    this.home.splice(this.home.indexOf(this), 1);
  }
}

function setup() {
  const home: Piece[] = [];
  const take = (pieces: Piece[]) => {
    for (const piece of pieces) if (home.includes(piece)) piece.remove();
  };
  const element = {
    append: (...pieces: Piece[]) => {
      take(pieces);
      home.push(...pieces);
    },
    prepend: (...pieces: Piece[]) => {
      take(pieces);
      home.unshift(...pieces);
    },
  };
  const strip = new Strip(
    element as never,
    () => new Piece(home) as never,
    (piece, index) => {
      const own = piece as unknown as Piece;
      own.index = index;
      own.binds += 1;
    },
  );
  const shown = () => home.map((piece) => piece.index);
  const binds = () => home.reduce((sum, piece) => sum + piece.binds, 0);
  return { strip, shown, binds };
}

const range = (start: number, end: number) => Array.from({ length: end - start }, (_, at) => start + at);

it('keeps the order of the list, whatever way it goes', () => {
  const { strip, shown } = setup();
  const walks: [number, number][] = [
    [0, 10],
    [1, 11],
    [4, 14],
    [2, 12],
    [2, 15],
    [5, 12],
    [90, 100],
    [85, 99],
    [88, 96],
    [80, 96],
    [0, 0],
    [3, 9],
  ];
  for (const [start, end] of walks) {
    strip.show({ start, end }, false);
    expect(shown()).toEqual(range(start, end));
    expect(strip.element(start)).toBe(strip.items[0]);
  }
});

it('binds only what came in', () => {
  const { strip, binds } = setup();
  strip.show({ start: 0, end: 20 }, false);
  strip.show({ start: 2, end: 22 }, false);
  expect(binds()).toBe(22);
  strip.show({ start: 2, end: 22 }, true);
  expect(binds()).toBe(42);
});
