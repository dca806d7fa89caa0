import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { RowGridHandle } from '../../../components/RowGrid';
import type { Item, ListRow } from '../../../host/host';
import { type ListAnswer, listPositionQuery, type Place } from '../api/lists';

type Cursor = {
  /** The list in which the line is; another list has it elsewhere, or not at all. */
  of: ListAnswer | undefined;
  line: number;
  item: Item | undefined;
};

/** The chosen row. It is kept by what it is about, as long as filters and order still show it. */
export function useCursor(
  place: Place,
  answer: ListAnswer | undefined,
  grid: RefObject<RowGridHandle | null>,
  before: Item | undefined,
) {
  const client = useQueryClient();
  const [cursor, setCursor] = useState<Cursor>({ of: undefined, line: -1, item: before });
  const line = cursor.of === answer ? cursor.line : -1;
  const { tenant, snapshot } = place;

  useEffect(() => {
    if (!answer || cursor.of === answer) return undefined;
    if (!cursor.item) {
      setCursor({ of: answer, line: -1, item: undefined });
      grid.current?.reveal(0);
      return undefined;
    }
    let current = true;
    const { item } = cursor;
    client
      .fetchQuery(listPositionQuery({ tenant, snapshot }, answer.query, item.id))
      .catch(() => null)
      .then((at) => {
        if (!current) return;
        setCursor({ of: answer, line: at ?? -1, item: at === null ? undefined : item });
        if (at === null) grid.current?.reveal(0);
      });
    return () => {
      current = false;
    };
  }, [answer, cursor, client, tenant, snapshot, grid]);

  const choose = useCallback(
    (next: number, row: ListRow | undefined) => setCursor({ of: answer, line: next, item: row?.item }),
    [answer],
  );
  /** A row that was chosen before it had come has come. */
  const arrived = useCallback(
    (row: ListRow) => setCursor((last) => (last.item || last.line < 0 ? last : { ...last, item: row.item })),
    [],
  );
  const clear = useCallback(() => setCursor({ of: answer, line: -1, item: undefined }), [answer]);
  return { line, item: cursor.item, choose, arrived, clear };
}
