import { describe, expect, it, vi } from 'vitest';
import type { Row } from '../../../host/host';
import { nextNotable } from './notable';
import { type MatrixSource, MatrixWindow } from './window';

const size = { rows: 200, columns: 100 };
const byteAt = (row: number, column: number) => (row * 7 + column * 3) % 4;

function source(special?: { row: number; column: number }): MatrixSource {
  return {
    rows: async (start, count) =>
      Array.from({ length: count }, (_, index) => ({ id: `r${start + index}` }) as Row),
    cells: async (rowStart, rowCount, columnStart, columnCount) => {
      const bytes = new Uint8Array(rowCount * columnCount);
      for (let row = 0; row < rowCount; row += 1) {
        for (let column = 0; column < columnCount; column += 1) {
          const [r, c] = [rowStart + row, columnStart + column];
          const notable = special?.row === r && special.column === c ? 16 : 0;
          bytes[row * columnCount + column] = byteAt(r, c) | notable;
        }
      }
      return bytes;
    },
  };
}

describe('MatrixWindow', () => {
  it('puts the bytes of every tile in their place, ragged edges included', async () => {
    const matrix = new MatrixWindow(source(), size, Date.now);
    for (const [row, column] of [
      [0, 0],
      [63, 63],
      [64, 64],
      [199, 99],
      [130, 70],
    ] as const) {
      expect(await matrix.loadCell(row, column)).toBe(byteAt(row, column));
      expect(matrix.cell(row, column)).toBe(byteAt(row, column));
    }
    expect((await matrix.loadRow(150))?.id).toBe('r150');
  });

  it('asks for the tiles in sight only', async () => {
    const from = source();
    const cells = vi.spyOn(from, 'cells');
    const rows = vi.spyOn(from, 'rows');
    const matrix = new MatrixWindow(from, size, Date.now);
    matrix.want({ start: 60, end: 70 }, { start: 0, end: 64 });
    await vi.waitFor(() => expect(matrix.cell(69, 63)).toBeDefined());
    expect(rows.mock.calls).toEqual([
      [0, 64],
      [64, 64],
    ]);
    expect(cells.mock.calls).toEqual([
      [0, 64, 0, 64],
      [64, 64, 0, 64],
    ]);
  });
});

describe('nextNotable', () => {
  const signal = new AbortController().signal;
  const search = (special: { row: number; column: number } | undefined) => {
    const matrix = new MatrixWindow(source(special), size, Date.now);
    return { ...size, tile: (row: number, column: number) => matrix.loadTile(row, column) };
  };

  it('finds the next in either direction, across tiles', async () => {
    const at = { row: 170, column: 80 };
    expect(await nextNotable(search(at), { row: 0, column: 0 }, 1, signal)).toEqual(at);
    expect(await nextNotable(search(at), { row: 199, column: 99 }, -1, signal)).toEqual(at);
    expect(await nextNotable(search(at), { row: 170, column: 79 }, 1, signal)).toEqual(at);
  });

  it('does not stay where it is, and ends', async () => {
    const at = { row: 170, column: 80 };
    expect(await nextNotable(search(at), at, 1, signal)).toBeUndefined();
    expect(await nextNotable(search(at), at, -1, signal)).toBeUndefined();
    expect(await nextNotable(search(undefined), { row: 0, column: 0 }, 1, signal)).toBeUndefined();
  });
});
