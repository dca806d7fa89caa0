/**
 * A cache of tiles of something big that is fetched piecewise: the least recently used go first, a tile
 * is never fetched twice at the same time, and of what waits in the queue the last wanted comes first.
 */
export interface TileSource<T> {
  fetch(key: number): Promise<T>;
  /** Called when a tile has come or failed. */
  changed(): void;
}

export interface TileOptions {
  /** Tiles that are kept. */
  capacity: number;
  /** Fetches under way at the same time. */
  parallel: number;
  /** Milliseconds; a parameter so that tests own time. */
  now: () => number;
}

export class TileCache<T> {
  readonly #source: TileSource<T>;
  readonly #options: TileOptions;
  readonly #tiles = new Map<number, T>();
  readonly #flying = new Map<number, Promise<T | undefined>>();
  readonly #since = new Map<number, number>();
  #queue: number[] = [];
  #failure: unknown;

  constructor(source: TileSource<T>, options: TileOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** What went wrong, until `retry`. */
  get failure(): unknown {
    return this.#failure;
  }

  get size(): number {
    return this.#tiles.size;
  }

  /** The tile if it is here; marks it as used. */
  get(key: number): T | undefined {
    const tile = this.#tiles.get(key);
    if (tile === undefined) return undefined;
    this.#tiles.delete(key);
    this.#tiles.set(key, tile);
    return tile;
  }

  /** The tile if it is here, without marking it as used: for reading many cells of one frame. */
  peek(key: number): T | undefined {
    return this.#tiles.get(key);
  }

  /** For how long a tile has been missed; 0 when it is here or was never wanted. */
  missedFor(key: number): number {
    const since = this.#since.get(key);
    return since === undefined ? 0 : this.#options.now() - since;
  }

  /**
   * Says which tiles are wanted now. What was wanted before and has not begun is forgotten. After a failure
   * nothing is fetched until `retry`.
   */
  want(keys: readonly number[]): void {
    const missing = keys.filter((key) => this.get(key) === undefined && !this.#flying.has(key));
    const wanted = new Set(keys);
    for (const key of this.#since.keys()) {
      if (!wanted.has(key)) this.#since.delete(key);
    }
    for (const key of keys) {
      if (!this.#tiles.has(key) && !this.#since.has(key)) {
        this.#since.set(key, this.#options.now());
      }
    }
    this.#queue = missing;
    this.#pump();
  }

  /** One tile, for a search through many; takes part in the same cache and the same fetches. */
  async load(key: number): Promise<T | undefined> {
    const here = this.get(key);
    if (here !== undefined) return here;
    return this.#flying.get(key) ?? this.#start(key);
  }

  /** Forgets the failure and asks again for what is missing. */
  retry(): void {
    this.#failure = undefined;
    this.#pump();
    this.#source.changed();
  }

  #pump(): void {
    if (this.#failure !== undefined) return;
    while (this.#flying.size < this.#options.parallel && this.#queue.length > 0) {
      const key = this.#queue.shift();
      if (key === undefined || this.#flying.has(key)) continue;
      void this.#start(key);
    }
  }

  #start(key: number): Promise<T | undefined> {
    const promise = this.#source.fetch(key).then(
      (tile) => this.#arrive(key, tile),
      (error: unknown) => this.#fail(key, error),
    );
    this.#flying.set(key, promise);
    return promise;
  }

  #arrive(key: number, tile: T): T | undefined {
    this.#flying.delete(key);
    this.#since.delete(key);
    this.#tiles.set(key, tile);
    while (this.#tiles.size > this.#options.capacity) {
      const oldest = this.#tiles.keys().next().value;
      if (oldest === undefined) break;
      this.#tiles.delete(oldest);
    }
    this.#pump();
    this.#source.changed();
    return tile;
  }

  #fail(key: number, error: unknown): undefined {
    this.#flying.delete(key);
    this.#failure = error ?? new Error('no reason given');
    this.#queue = [];
    this.#source.changed();
    return undefined;
  }
}
