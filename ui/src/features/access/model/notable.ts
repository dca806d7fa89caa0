import { NOTABLE } from './cell';
import type { Position } from './keyboard';
import { TILE_COLUMNS, TILE_ROWS } from './window';

export interface NotableSource {
  rows: number;
  columns: number;
  tile(row: number, column: number): Promise<Uint8Array | undefined>;
}

/**
 * The next cell after `from`, row by row, that differs or has a finding. Reads tile by tile; gives up when
 * the signal says so, or at the end.
 */
export async function nextNotable(
  source: NotableSource,
  from: Position,
  direction: 1 | -1,
  signal: AbortSignal,
): Promise<Position | undefined> {
  const bands = Math.ceil(source.rows / TILE_ROWS);
  let band = Math.floor(from.row / TILE_ROWS);
  while (band >= 0 && band < bands) {
    const found = await searchBand(source, band, from, direction);
    if (signal.aborted) return undefined;
    if (found) return found;
    band += direction;
  }
  return undefined;
}

async function searchBand(
  source: NotableSource,
  band: number,
  from: Position,
  direction: 1 | -1,
): Promise<Position | undefined> {
  const top = band * TILE_ROWS;
  const rows = Math.min(TILE_ROWS, source.rows - top);
  const tiles: (Uint8Array | undefined)[] = await Promise.all(
    Array.from({ length: Math.ceil(source.columns / TILE_COLUMNS) }, (_, index) =>
      source.tile(top, index * TILE_COLUMNS),
    ),
  );
  const cells = rows * source.columns;
  for (let step = 0; step < cells; step += 1) {
    const at = direction > 0 ? step : cells - 1 - step;
    const row = top + Math.floor(at / source.columns);
    const column = at % source.columns;
    const order = (row - from.row) * source.columns + (column - from.column);
    if (order * direction <= 0) continue;
    const left = column - (column % TILE_COLUMNS);
    const width = Math.min(TILE_COLUMNS, source.columns - left);
    const tile = tiles[Math.floor(column / TILE_COLUMNS)];
    const byte = tile?.[(row - top) * width + (column - left)] ?? 0;
    if (byte & NOTABLE) return { row, column };
  }
  return undefined;
}
