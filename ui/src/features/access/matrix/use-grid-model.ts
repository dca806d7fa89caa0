import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { MatrixHead } from '../../../host/host';
import { layoutColumns } from '../model/columns';
import { type MatrixSource, MatrixWindow } from '../model/window';
import type { GridModel } from './grid-types';
import type { GridHandle } from './MatrixGrid';

/** Turns the answer about a matrix into what the grid shows, and tells the grid when more of it is here. */
export function useGridModel(
  answer: { head: MatrixHead; source: MatrixSource } | undefined,
  grid: RefObject<GridHandle | null>,
) {
  const [failure, setFailure] = useState<{ of: MatrixWindow; error: unknown }>();
  const model = useMemo((): GridModel | undefined => {
    if (!answer) return undefined;
    const { head, source } = answer;
    const size = { rows: head.totalRows, columns: head.columns.length };
    return {
      kind: head.rows,
      layout: layoutColumns(head.columns, head.categories),
      columns: head.columns,
      categories: head.categories,
      rows: head.totalRows,
      footer: head.rows === 'roles' && head.totalRows > 0,
      matrix: new MatrixWindow(source, size, () => performance.now()),
    };
  }, [answer]);
  const matrix = model?.matrix;
  useEffect(() => {
    if (!matrix) return undefined;
    return matrix.listen(() => {
      grid.current?.arrived();
      setFailure((last) => {
        if (last?.of === matrix && last.error === matrix.failure) return last;
        return matrix.failure === undefined ? undefined : { of: matrix, error: matrix.failure };
      });
    });
  }, [matrix, grid]);
  const error = failure !== undefined && failure.of === matrix ? failure.error : undefined;
  return { model, error };
}
