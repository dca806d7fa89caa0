import type { Row } from '../../../host/host';
import type { Range } from './columns';
import { TileCache } from './tiles';

export const TILE_ROWS = 64;
export const TILE_COLUMNS = 64;

/** Where names and cells of one matrix come from. */
export interface MatrixSource {
  rows(start: number, count: number): Promise<Row[]>;
  /** Row by row, one byte a cell. */
  cells(rowStart: number, rowCount: number, columnStart: number, columnCount: number): Promise<Uint8Array>;
}

export interface MatrixSize {
  rows: number;
  columns: number;
}

/** Names and cells of one matrix, as far as they are here. */
export class MatrixWindow {
  readonly size: MatrixSize;
  readonly #cells: TileCache<Uint8Array>;
  readonly #rows: TileCache<Row[]>;
  readonly #bands: number;
  readonly #listeners = new Set<() => void>();

  constructor(source: MatrixSource, size: MatrixSize, now: () => number) {
    const changed = () => {
      for (const listener of this.#listeners) listener();
    };
    this.size = size;
    this.#bands = Math.max(1, Math.ceil(size.columns / TILE_COLUMNS));
    this.#cells = new TileCache<Uint8Array>(
      {
        changed,
        fetch: (key) => {
          const row = Math.floor(key / this.#bands) * TILE_ROWS;
          const column = (key % this.#bands) * TILE_COLUMNS;
          return source.cells(
            row,
            Math.min(TILE_ROWS, size.rows - row),
            column,
            Math.min(TILE_COLUMNS, size.columns - column),
          );
        },
      },
      { capacity: 1024, parallel: 4, now },
    );
    this.#rows = new TileCache<Row[]>(
      {
        changed,
        fetch: (key) => {
          const row = key * TILE_ROWS;
          return source.rows(row, Math.min(TILE_ROWS, size.rows - row));
        },
      },
      { capacity: 512, parallel: 2, now },
    );
  }

  get failure(): unknown {
    return this.#cells.failure ?? this.#rows.failure;
  }

  /** Calls back when more is here, or something failed. Returns how to stop. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  retry(): void {
    this.#rows.retry();
    this.#cells.retry();
  }

  /** Asks for what is in sight, the middle first. */
  want(rows: Range, columns: Range): void {
    const rowTiles = tilesOf(rows, TILE_ROWS);
    const columnTiles = tilesOf(columns, TILE_COLUMNS);
    this.#rows.want(rowTiles);
    this.#cells.want(rowTiles.flatMap((row) => columnTiles.map((column) => row * this.#bands + column)));
  }

  row(index: number): Row | undefined {
    return this.#rows.peek(Math.floor(index / TILE_ROWS))?.[index % TILE_ROWS];
  }

  /** The byte of a cell; undefined while it is not here. */
  cell(row: number, column: number): number | undefined {
    return this.tile(row, column)?.[this.offset(row, column)];
  }

  /** The tile of a cell, to read many cells of it. */
  tile(row: number, column: number): Uint8Array | undefined {
    return this.#cells.peek(this.#key(row, column));
  }

  /** Position of a cell within its tile. */
  offset(row: number, column: number): number {
    const left = column - (column % TILE_COLUMNS);
    const width = Math.min(TILE_COLUMNS, this.size.columns - left);
    return (row % TILE_ROWS) * width + (column - left);
  }

  missedFor(row: number, column: number): number {
    return this.#cells.missedFor(this.#key(row, column));
  }

  async loadRow(index: number): Promise<Row | undefined> {
    const rows = await this.#rows.load(Math.floor(index / TILE_ROWS));
    return rows?.[index % TILE_ROWS];
  }

  async loadCell(row: number, column: number): Promise<number | undefined> {
    const tile = await this.#cells.load(this.#key(row, column));
    return tile?.[this.offset(row, column)];
  }

  async loadTile(row: number, column: number): Promise<Uint8Array | undefined> {
    return this.#cells.load(this.#key(row, column));
  }

  #key(row: number, column: number): number {
    return Math.floor(row / TILE_ROWS) * this.#bands + Math.floor(column / TILE_COLUMNS);
  }
}

function tilesOf(range: Range, size: number): number[] {
  if (range.end <= range.start) return [];
  const tiles: number[] = [];
  const last = Math.floor((range.end - 1) / size);
  for (let tile = Math.floor(range.start / size); tile <= last; tile += 1) {
    tiles.push(tile);
  }
  return tiles;
}
