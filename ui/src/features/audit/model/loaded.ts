/** Pages of a long list that are here, joined at both ends: only so many are kept, and the far ones are let go. */
import type { AuditDirection, AuditPage, AuditRow } from '../../../host/host';

/** Rows of a page. */
export const PAGE = 200;
/** Pages that are kept. */
export const KEPT = 12;
/** Rows from the end at which the next page is asked for. */
const NEAR = 60;

type Piece = Pick<AuditPage, 'rows' | 'newer' | 'older'>;

export type Loaded = {
  pieces: readonly Piece[];
  rows: readonly AuditRow[];
  total: number;
  /** Place of the first row among all that answer; nothing when it is not known. */
  first: number;
  /** Rows that were put before the ones that were there at first, less those that were let go. */
  base: number;
};

/** The list begins with a page: the newest, or the oldest. */
export function started(page: AuditPage, toward: AuditDirection): Loaded {
  const first = toward === 'older' ? 0 : Math.max(0, page.total - page.rows.length);
  return { pieces: [page], rows: page.rows, total: page.total, first, base: 0 };
}

/** The place from which the next page in a direction is asked for; nothing at the end. */
export function placeToward(loaded: Loaded, toward: AuditDirection): string | null {
  const end = toward === 'older' ? loaded.pieces.at(-1) : loaded.pieces[0];
  return end?.[toward] ?? null;
}

/** The list with one more page at one of its ends. */
export function extended(loaded: Loaded, page: AuditPage, toward: AuditDirection): Loaded {
  if (toward === 'older') {
    const pieces = [...loaded.pieces, page];
    const dropped = pieces.slice(0, Math.max(0, pieces.length - KEPT));
    const gone = dropped.reduce((sum, piece) => sum + piece.rows.length, 0);
    return joined(pieces.slice(dropped.length), page.total, loaded.first + gone, loaded.base - gone);
  }
  const come = page.rows.length;
  const pieces = [page, ...loaded.pieces].slice(0, KEPT);
  return joined(pieces, page.total, Math.max(0, loaded.first - come), loaded.base + come);
}

function joined(pieces: readonly Piece[], total: number, first: number, base: number): Loaded {
  return { pieces, rows: pieces.flatMap((piece) => piece.rows), total, first, base };
}

/** Where the list has to go on for what is in sight; nowhere when there is enough. */
export function wantsMore(loaded: Loaded, from: number, to: number): AuditDirection | undefined {
  if (to >= loaded.rows.length - NEAR && placeToward(loaded, 'older') !== null) return 'older';
  if (from < NEAR && placeToward(loaded, 'newer') !== null) return 'newer';
  return undefined;
}
