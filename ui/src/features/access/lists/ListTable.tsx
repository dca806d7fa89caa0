import { useElementSize } from '@mantine/hooks';
import { type RefObject, useCallback, useMemo } from 'react';
import type { ListSearch } from '../../../components/list-search';
import { type ChooseHow, RowGrid, type RowGridHandle } from '../../../components/RowGrid';
import type { ListHead, ListRow } from '../../../host/host';
import { LIST_WORDS, nextSort } from '../model/list-query';
import { countMarked, isMarked, type Marks } from '../model/marks';
import { NameCell, ValueCell } from './ListCells';
import { columnsOf, columnsWithin } from './list-columns';
import styles from './lists.module.css';

/** The rows of a list under the columns that Rust tells. */
export function ListTable(props: {
  grid: RefObject<RowGridHandle | null>;
  tenant: string;
  head: ListHead;
  search: ListSearch;
  /** Stands beside more about something else: what has no room is left out instead of scrolled to. */
  embedded: boolean;
  /** A row, once it is here. */
  row(line: number): ListRow | undefined;
  line: number;
  marks: Marks;
  onSearch(next: ListSearch): void;
  onChoose(line: number, how: ChooseHow): void;
  onOpen(line: number): void;
  onMark(line: number): void;
  onMarkAll(): void;
  onCopy(): void;
  onShown(first: number, last: number): void;
}) {
  const { grid, tenant, head, search, embedded, row, line, marks, onSearch } = props;
  const { at, kind } = head;
  const sorted = search.sort ?? '';
  const sought = search.q?.trim() ?? '';
  const { ref, width } = useElementSize();
  const kept = useMemo(
    () => (embedded ? columnsWithin(head, sorted, width) : head.columns),
    [embedded, head, sorted, width],
  );
  const columns = useMemo(() => columnsOf({ ...head, columns: kept }, sorted), [head, kept, sorted]);
  const cells = useCallback(
    (which: number) => {
      const one = row(which);
      return (
        one && [
          <NameCell
            key=""
            tenant={tenant}
            row={one}
            search={sought}
            short={kept.length < head.columns.length}
          />,
          ...head.columns.flatMap(({ id }, column) =>
            kept.some((other) => other.id === id)
              ? [<ValueCell key={id} cell={one.cells[column]} at={at} />]
              : [],
          ),
        ]
      );
    },
    [row, tenant, sought, at, head, kept],
  );
  const isDim = useCallback((which: number) => row(which)?.active === false, [row]);
  const isChosen = useCallback(
    (which: number) => {
      const one = row(which);
      return one !== undefined && isMarked(marks, one.item.id);
    },
    [row, marks],
  );
  return (
    <div ref={ref} className={styles.table}>
      <RowGrid
        ref={grid}
        label={LIST_WORDS[kind].title}
        region={LIST_WORDS[kind].title}
        columns={columns}
        count={head.shown}
        current={line}
        cells={cells}
        isDim={isDim}
        isMarked={isChosen}
        marking={countMarked(marks, head.shown) > 0}
        sort={{ id: sorted, descending: search.desc === true }}
        onSort={(id) =>
          onSearch(
            nextSort(
              search,
              head.columns.find((one) => one.id === id),
            ),
          )
        }
        onChoose={props.onChoose}
        onOpen={props.onOpen}
        onMark={props.onMark}
        onMarkAll={props.onMarkAll}
        onCopy={props.onCopy}
        onShown={props.onShown}
      />
    </div>
  );
}
