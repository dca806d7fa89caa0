import { describe, expect, it } from 'vitest';
import type { AuditPage, AuditRow } from '../../../host/host';
import { extended, KEPT, type Loaded, placeToward, started, wantsMore } from './loaded';
import { NOTHING_ASKED } from './question-text';

const TOTAL = 10_000;
const SIZE = 100;

/** The page that begins at a place. */
function page(from: number, size = SIZE, total = TOTAL): AuditPage {
  const rows = Array.from({ length: size }, (_, at) => ({ id: `e/${from + at}` }) as AuditRow);
  return {
    asked: NOTHING_ASKED,
    rows,
    newer: from > 0 ? `n${from}` : null,
    older: from + size < total ? `o${from + size}` : null,
    total,
    all: total,
    tookMs: 1,
  };
}

const ids = (loaded: Loaded) => [loaded.rows[0]?.id, loaded.rows.at(-1)?.id];

describe('a list that goes on both ways', () => {
  it('begins with the newest', () => {
    const loaded = started(page(0), 'older');
    expect(loaded.first).toBe(0);
    expect(placeToward(loaded, 'newer')).toBeNull();
    expect(placeToward(loaded, 'older')).toBe('o100');
  });
  it('or with the oldest', () => {
    const loaded = started(page(9900), 'newer');
    expect(loaded.first).toBe(9900);
    expect(placeToward(loaded, 'older')).toBeNull();
    expect(placeToward(loaded, 'newer')).toBe('n9900');
  });
  it('grows at its end without moving', () => {
    const loaded = extended(started(page(0), 'older'), page(100), 'older');
    expect(ids(loaded)).toEqual(['e/0', 'e/199']);
    expect([loaded.first, loaded.base]).toEqual([0, 0]);
  });
  it('grows at its beginning, and says by how much', () => {
    const loaded = extended(started(page(9900), 'newer'), page(9800), 'newer');
    expect(ids(loaded)).toEqual(['e/9800', 'e/9999']);
    expect([loaded.first, loaded.base]).toEqual([9800, 100]);
  });
  it('lets go of what is far away, and finds it again', () => {
    let loaded = started(page(0), 'older');
    for (let at = 1; at <= KEPT + 4; at += 1) loaded = extended(loaded, page(at * SIZE), 'older');
    expect(loaded.pieces.length).toBe(KEPT);
    expect(ids(loaded)).toEqual(['e/500', `e/${(KEPT + 5) * SIZE - 1}`]);
    expect([loaded.first, loaded.base]).toEqual([500, -500]);
    expect(placeToward(loaded, 'newer')).toBe('n500');
    loaded = extended(loaded, page(400), 'newer');
    expect(loaded.pieces.length).toBe(KEPT);
    expect([loaded.first, loaded.base]).toEqual([400, -400]);
    expect(placeToward(loaded, 'older')).toBe(`o${(KEPT + 4) * SIZE}`);
  });
});

describe('wantsMore', () => {
  it('goes on before the end comes into sight', () => {
    const loaded = started(page(0, 200), 'older');
    expect(wantsMore(loaded, 0, 20)).toBeUndefined();
    expect(wantsMore(loaded, 120, 150)).toBe('older');
    const end = started(page(9800, 200), 'newer');
    expect(wantsMore(end, 180, 199)).toBeUndefined();
    expect(wantsMore(end, 20, 40)).toBe('newer');
  });
  it('wants nothing when all is here', () => {
    expect(wantsMore(started(page(0, 20, 20), 'older'), 0, 19)).toBeUndefined();
  });
});
