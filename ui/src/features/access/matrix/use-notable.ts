import { type RefObject, useEffect, useRef } from 'react';
import { toast } from '../../../components/toast';
import type { Position } from '../model/keyboard';
import { nextNotable } from '../model/notable';
import type { GridModel } from './grid-types';
import type { GridHandle } from './MatrixGrid';

/** Goes to the next or previous cell that differs or has a finding, however far away it is. */
export function useNotable(
  model: GridModel | undefined,
  grid: RefObject<GridHandle | null>,
  select: (position: Position, extend: boolean) => void,
) {
  const search = useRef<AbortController>(undefined);
  useEffect(() => () => search.current?.abort(), []);
  return async (from: Position | undefined, direction: 1 | -1) => {
    if (!model) return;
    search.current?.abort();
    const own = new AbortController();
    search.current = own;
    const start =
      from ??
      (direction > 0 ? { row: 0, column: -1 } : { row: model.rows - 1, column: model.columns.length });
    const source = {
      rows: model.rows,
      columns: model.columns.length,
      tile: (row: number, column: number) => model.matrix.loadTile(row, column),
    };
    const found = await nextNotable(source, start, direction, own.signal);
    if (own.signal.aborted) return;
    if (!found) {
      toast(
        direction > 0 ? 'No further difference or finding below' : 'No further difference or finding above',
      );
      return;
    }
    select(found, false);
    grid.current?.reveal(found);
    grid.current?.focus();
  };
}
