import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { MatrixSearch } from '../../../components/matrix-search';
import type { Column, MatrixQuery, Row } from '../../../host/host';
import { locateRow } from '../api/queries';
import type { Position } from '../model/keyboard';
import type { PanelPlace } from '../model/panels';
import { agrees, type Ids, idsAmong, NO_IDS, type Part, partOf, sameIds } from '../model/selected';
import type { GridModel } from './grid-types';
import type { GridHandle } from './MatrixGrid';
import type { Visit } from './use-visits';

/** Where the chosen thing stands in one matrix; nowhere when that matrix leaves it out. */
interface Found {
  of: GridModel;
  for: Ids;
  active: Position | undefined;
  row: Row | undefined;
}

interface Selection {
  ids: Ids;
  /** A row was chosen whose id is still on its way. */
  waiting: boolean;
  anchor: Position | undefined;
  found: Found | undefined;
}

const NONE: Selection = { ids: NO_IDS, waiting: false, anchor: undefined, found: undefined };
/** Milliseconds after which a selection is written into the address. */
const TO_ADDRESS = 300;

/**
 * The chosen cell, row or column. It is kept by id across filters, follows whoever comes with an address, and is
 * written into the address.
 */
export function useSelection(props: {
  tenant: string;
  search: MatrixSearch;
  visit: Visit;
  model: GridModel | undefined;
  query: MatrixQuery | undefined;
  grid: RefObject<GridHandle | null>;
  go(next: MatrixSearch): void;
  /** What a visit named was found. */
  onPlace(): void;
}) {
  const { tenant, search, visit, model, query, grid, go, onPlace } = props;
  const [selection, setSelection] = useState<Selection>(() => ({ ...NONE, ids: visit.ids }));
  const [seen, setSeen] = useState(visit.n);
  if (seen !== visit.n) {
    setSeen(visit.n);
    setSelection({ ...NONE, ids: visit.ids });
  }
  const { ids, waiting, found } = selection;
  const here = found?.of === model ? found : undefined;
  const part: Part | undefined = waiting ? 'cell' : partOf(ids);

  useEffect(() => {
    if (!model || !query || waiting) return undefined;
    if (found?.of === model && found.for === ids) return undefined;
    let current = true;
    void find(tenant, model, query, ids).then((place) => {
      if (!current) return;
      setSelection((last) =>
        last.ids === ids
          ? {
              ...last,
              anchor: undefined,
              found: { of: model, for: ids, active: place?.active, row: place?.row },
            }
          : last,
      );
      if (place) requestAnimationFrame(() => grid.current?.reveal(placeOf(place.active, ids)));
    });
    return () => {
      current = false;
    };
  }, [tenant, model, query, ids, waiting, found, grid]);

  const shown = useRef(-1);
  const showPlace = useRef(onPlace);
  useEffect(() => {
    showPlace.current = onPlace;
  });
  const isThere = here?.active !== undefined && here.for === visit.ids;
  useEffect(() => {
    if (!isThere || shown.current === visit.n) return;
    shown.current = visit.n;
    showPlace.current();
  }, [isThere, visit.n]);

  /** Chooses by position: a cell, or a whole row or column. */
  const select = useCallback(
    (active: Position, extend: boolean, whole: Part = 'cell') => {
      if (!model) return;
      const row = model.matrix.row(active.row);
      const wanted: Ids = {
        row: whole === 'column' ? undefined : row?.id,
        permission: whole === 'row' ? undefined : model.columns[active.column]?.id,
      };
      const late = whole !== 'column' && row === undefined;
      setSelection((last) => ({
        ids: wanted,
        waiting: late,
        anchor: extend ? (last.anchor ?? last.found?.active) : undefined,
        found: { of: model, for: wanted, active, row },
      }));
      if (!late) return;
      void model.matrix.loadRow(active.row).then((loaded) => {
        const known = { ...wanted, row: loaded?.id };
        setSelection((last) =>
          last.ids === wanted
            ? { ...last, ids: known, waiting: false, found: { of: model, for: known, active, row: loaded } }
            : last,
        );
      });
    },
    [model],
  );

  /** Chooses what a panel is about; what is not shown is not chosen. */
  const follow = (place: PanelPlace) => {
    if (!model || !query || agrees(ids, model.kind, place)) return;
    void reachable(tenant, model, query, idsAmong(model.kind, place)).then((next) => {
      setSelection((last) => (last.ids === ids ? { ...NONE, ids: next } : last));
    });
  };

  const clear = useCallback(() => setSelection(NONE), []);

  useEffect(() => {
    if (!model || waiting || sameIds(ids, { row: search.row, permission: search.permission }))
      return undefined;
    const timer = setTimeout(() => {
      // what the address named to be compared was opened, and makes way for the selection
      go({ row: ids.row, permission: ids.permission, compare: undefined });
    }, TO_ADDRESS);
    return () => clearTimeout(timer);
  }, [model, waiting, ids, search.row, search.permission, go]);

  const column: Column | undefined =
    ids.permission === undefined ? undefined : model?.columns.find((one) => one.id === ids.permission);
  return {
    part: here?.active ? part : undefined,
    active: here?.active,
    anchor: here ? selection.anchor : undefined,
    row: here?.row,
    column,
    select,
    follow,
    clear,
  };
}

/** What has to be in sight: of a whole row or column only that. */
function placeOf({ row, column }: Position, ids: Ids): Partial<Position> {
  const part = partOf(ids);
  return { ...(part === 'column' ? {} : { row }), ...(part === 'row' ? {} : { column }) };
}

interface Place {
  active: Position;
  row: Row | undefined;
}

/** The place of ids in a matrix; nothing when it leaves one of them out. */
async function find(
  tenant: string,
  model: GridModel,
  query: MatrixQuery,
  { row, permission }: Ids,
): Promise<Place | undefined> {
  if (row === undefined && permission === undefined) return undefined;
  const column = permission === undefined ? 0 : model.columns.findIndex((one) => one.id === permission);
  if (column < 0 || model.rows === 0) return undefined;
  if (row === undefined) return { active: { row: 0, column }, row: undefined };
  const found = await locateRow(tenant, query, row);
  return found && { active: { row: found.index, column }, row: found.row };
}

/** As much of the ids as the matrix shows. */
async function reachable(
  tenant: string,
  model: GridModel,
  query: MatrixQuery,
  { row, permission }: Ids,
): Promise<Ids> {
  const shown = row !== undefined && (await locateRow(tenant, query, row)) !== undefined;
  const column = model.columns.some((one) => one.id === permission);
  return { row: shown ? row : undefined, permission: column ? permission : undefined };
}
