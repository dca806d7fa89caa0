import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { MatrixSearch } from '../../../components/matrix-search';
import type { Column, MatrixQuery, Row } from '../../../host/host';
import { locateRow } from '../api/queries';
import type { Position } from '../model/keyboard';
import type { GridModel } from './grid-types';
import type { GridHandle } from './MatrixGrid';

/** What is selected in one matrix. */
interface Selection {
  of: GridModel | undefined;
  active: Position | undefined;
  anchor: Position | undefined;
  row: Row | undefined;
}

interface Ids {
  row: string | undefined;
  permission: string | undefined;
}

const NONE: Selection = { of: undefined, active: undefined, anchor: undefined, row: undefined };
/** Milliseconds after which a selection is written into the address. */
const TO_ADDRESS = 300;

/**
 * The selected cell. It is kept by id across filters while its row is still shown, follows the address, and
 * is written into it.
 */
export function useSelection(props: {
  tenant: string;
  search: MatrixSearch;
  model: GridModel | undefined;
  query: MatrixQuery | undefined;
  grid: RefObject<GridHandle | null>;
  go(next: MatrixSearch): void;
  /** The address named a place: show it. */
  onPlace(place: { permissionOnly: boolean }): void;
}) {
  const { tenant, search, model, query, grid, go, onPlace } = props;
  const [selection, setSelection] = useState(NONE);
  const ids = useRef<Ids>({ row: undefined, permission: undefined });
  const address = useRef<Ids>({ row: undefined, permission: undefined });
  const placed = useRef<GridModel>(undefined);
  const showPlace = useRef(onPlace);
  showPlace.current = onPlace;

  const current = selection.of === model ? selection : NONE;

  useEffect(() => {
    if (!model || !query) return undefined;
    const abort = new AbortController();
    const next = { row: search.row, permission: search.permission };
    const outside = isOther(next, address.current) && isOther(next, ids.current);
    address.current = next;
    if (outside) ids.current = next;
    if (!outside && placed.current === model) return undefined;
    placed.current = model;
    void find(tenant, model, query, ids.current).then((found) => {
      if (abort.signal.aborted) return;
      if (!found) {
        setSelection({ ...NONE, of: model });
        return;
      }
      setSelection({ of: model, active: found.active, anchor: undefined, row: found.row });
      requestAnimationFrame(() => grid.current?.reveal(found.active));
      if (outside) showPlace.current({ permissionOnly: ids.current.row === undefined });
    });
    return () => abort.abort();
  }, [tenant, model, query, search.row, search.permission, grid]);

  const select = useCallback(
    (active: Position, extend: boolean) => {
      if (!model) return;
      const row = model.matrix.row(active.row);
      setSelection((last) => ({
        of: model,
        active,
        anchor: extend ? (last.anchor ?? last.active) : undefined,
        row,
      }));
      ids.current = { row: row?.id, permission: model.columns[active.column]?.id };
      if (row) return;
      void model.matrix.loadRow(active.row).then((loaded) => {
        if (!loaded) return;
        ids.current = { ...ids.current, row: loaded.id };
        setSelection((last) =>
          last.of === model && last.active?.row === active.row ? { ...last, row: loaded } : last,
        );
      });
    },
    [model],
  );

  const clear = useCallback(() => {
    ids.current = { row: undefined, permission: undefined };
    setSelection((last) => ({ ...NONE, of: last.of }));
  }, []);

  const column: Column | undefined = current.active ? model?.columns[current.active.column] : undefined;
  const rowId = current.row?.id;
  const columnId = column?.id;
  useEffect(() => {
    const now = { row: rowId, permission: columnId };
    if (!model || placed.current !== model || !isOther(now, address.current)) return undefined;
    if (rowId === undefined && ids.current.row !== undefined) return undefined;
    const timer = setTimeout(() => {
      address.current = now;
      // what the address named to be compared was opened, and makes way for the selection
      go({ ...now, compare: undefined });
    }, TO_ADDRESS);
    return () => clearTimeout(timer);
  }, [model, rowId, columnId, go]);

  return { ...current, column, select, clear };
}

function isOther(a: Ids, b: Ids): boolean {
  return a.row !== b.row || a.permission !== b.permission;
}

/** The place of ids in a matrix: the first row when only a column is named, and the other way round. */
async function find(
  tenant: string,
  model: GridModel,
  query: MatrixQuery,
  { row, permission }: Ids,
): Promise<{ active: Position; row: Row } | undefined> {
  if (row === undefined && permission === undefined) return undefined;
  const column = permission === undefined ? 0 : model.columns.findIndex((one) => one.id === permission);
  if (column < 0 || model.rows === 0) return undefined;
  if (row === undefined) {
    const first = await model.matrix.loadRow(0);
    return first && { active: { row: 0, column }, row: first };
  }
  const found = await locateRow(tenant, query, row);
  return found && { active: { row: found.index, column }, row: found.row };
}
