import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { host, type MatrixHead, type MatrixQuery, type Row, type RowKind } from '../../../host/host';
import { tenantKey } from '../../../host/queries';
import { activeFilters, type FilterName, withoutFilter } from '../model/filters';
import { type MatrixSource, TILE_COLUMNS, TILE_ROWS } from '../model/window';

/** Answers about one snapshot never change: they are asked for once and kept while the window is open. */
const FIXED = { staleTime: Number.POSITIVE_INFINITY } as const;

function key(tenant: string, snapshot: string, ...rest: unknown[]) {
  return tenantKey(tenant, 'access', snapshot, ...rest);
}

/** Header and size of a matrix. The last one stays in sight until the next has come. */
export function headQuery(tenant: string, snapshot: string, query: MatrixQuery) {
  return queryOptions({
    queryKey: key(tenant, snapshot, 'head', query),
    // the query travels with its answer: rows and cells are asked for with the same one
    queryFn: async () => {
      const head = await host.matrixHead(tenant, query);
      return { head, query, source: begun(matrixSource(tenant, query), head) };
    },
    placeholderData: keepPreviousData,
    ...FIXED,
  });
}

/** How many rows there would be without each filter. */
export function withoutQuery(tenant: string, snapshot: string, query: MatrixQuery) {
  return queryOptions({
    queryKey: key(tenant, snapshot, 'without', query),
    queryFn: async () => {
      const heads = await Promise.all(
        activeFilters(query).map(async (filter): Promise<[FilterName, number]> => {
          const head = await host.matrixHead(tenant, withoutFilter(query, filter));
          return [filter, head.columns.length === 0 ? 0 : head.totalRows];
        }),
      );
      return new Map(heads);
    },
    ...FIXED,
  });
}

/** Why a cell is what it is, whatever its row is. Like all that follows: as of a moment, now when that is left out. */
export function whyQuery(
  tenant: string,
  snapshot: string,
  rows: RowKind,
  id: string,
  permission: string,
  at: string | undefined,
) {
  return queryOptions({
    queryKey: key(tenant, snapshot, 'why', rows, id, permission, at),
    queryFn: () =>
      rows === 'people'
        ? host.why(tenant, id, permission, null, at ?? null)
        : host.whySubject(tenant, rows, id, permission, at ?? null),
  });
}

export function whoQuery(tenant: string, snapshot: string, permission: string, at: string | undefined) {
  return queryOptions({
    queryKey: key(tenant, snapshot, 'who', permission, at),
    queryFn: () => host.who(tenant, permission, null, at ?? null),
  });
}

export function whatQuery(tenant: string, snapshot: string, person: string, at: string | undefined) {
  return queryOptions({
    queryKey: key(tenant, snapshot, 'what', person, at),
    queryFn: () => host.what(tenant, person, at ?? null),
  });
}

export function compareQuery(
  tenant: string,
  snapshot: string,
  subjects: readonly string[],
  at: string | undefined,
) {
  return queryOptions({
    queryKey: key(tenant, snapshot, 'compare', subjects, at),
    queryFn: () => host.compare(tenant, [...subjects], at ?? null),
  });
}

/** How a cell came to be. Looking through many snapshots takes its time, and stops when nobody waits for it any more. */
export function historyQuery(
  tenant: string,
  snapshot: string,
  rows: RowKind,
  id: string,
  permission: string,
) {
  return queryOptions({
    queryKey: key(tenant, snapshot, 'history', rows, id, permission),
    queryFn: ({ signal }) => {
      signal.addEventListener('abort', () => void host.cancelHistory());
      return host.cellHistory(tenant, rows, id, permission);
    },
    retry: false,
  });
}

/** Rows and cells of a matrix, piece by piece. */
export function matrixSource(tenant: string, query: MatrixQuery): MatrixSource {
  return {
    rows: async (start, count) => (await host.matrixRows(tenant, query, start, count)).rows,
    cells: (rowStart, rowCount, columnStart, columnCount) =>
      host.matrixCells(tenant, query, rowStart, rowCount, columnStart, columnCount),
  };
}

/** The same, with what stands at the top on its way before anybody draws it. */
function begun(source: MatrixSource, { totalRows, columns }: MatrixHead): MatrixSource {
  const rows = Math.min(TILE_ROWS, totalRows);
  const across = Math.min(TILE_COLUMNS, columns.length);
  if (rows === 0 || across === 0) return source;
  const names = once(source.rows(0, rows));
  const cells = once(source.cells(0, rows, 0, across));
  return {
    rows: (start, count) => (start === 0 && names()) || source.rows(start, count),
    cells: (rowStart, rowCount, columnStart, columnCount) =>
      (rowStart === 0 && columnStart === 0 && cells()) ||
      source.cells(rowStart, rowCount, columnStart, columnCount),
  };
}

/** Gives a promise to the first who asks: whoever tries again asks anew. */
function once<T>(promise: Promise<T>): () => Promise<T> | undefined {
  let kept: Promise<T> | undefined = promise;
  // how it went is told to whoever waits for it
  promise.catch(() => undefined);
  return () => {
    const given = kept;
    kept = undefined;
    return given;
  };
}

/** Position of a row by its id; undefined when the filter leaves it out. */
export async function locateRow(
  tenant: string,
  query: MatrixQuery,
  id: string,
): Promise<{ index: number; row: Row } | undefined> {
  const index = await host.matrixPosition(tenant, query, id);
  if (index === null) return undefined;
  const { rows } = await host.matrixRows(tenant, query, index, 1);
  const [row] = rows;
  return row && { index, row };
}
