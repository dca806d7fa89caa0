import { useElementSize } from '@mantine/hooks';
import { type RefObject, useCallback, useEffect, useMemo } from 'react';
import { RowGrid, type RowGridHandle } from '../../../components/RowGrid';
import type { AuditPage, AuditRow } from '../../../host/host';
import type { Loaded } from '../model/loaded';
import { columnsFor } from '../model/trail-columns';
import { clockFor } from '../model/words';
import {
  ApprovalCell,
  ClassCell,
  HashCell,
  MomentCell,
  PartyCell,
  SurfaceCell,
  WhatCell,
} from './TrailCells';

/** The entries, newest first, as far as they are here; more come when their end comes into sight. */
export function TrailTable(props: {
  grid: RefObject<RowGridHandle | null>;
  loaded: Loaded;
  /** The page that the list begins with: another one is shown from its top. */
  first: AuditPage;
  /** Words that were looked for, which are underlined. */
  sought: string;
  /** Columns that have nothing to say in all of the answer. */
  without: readonly string[];
  line: number;
  onChoose(row: AuditRow, from: 'mouse' | 'keyboard'): void;
  onOpen(row: AuditRow): void;
  onEdge(edge: 'first' | 'last'): void;
  onCopy(): void;
  onShown(first: number, last: number): void;
}) {
  const { grid, loaded, first, sought, without, line, onChoose, onOpen, onEdge, onCopy, onShown } = props;
  const { rows } = loaded;
  const { ref, width } = useElementSize();
  const clock = clockFor(rows[0]?.at ?? '', rows.at(-1)?.at ?? '', new Date());
  const columns = useMemo(() => columnsFor(clock, width, without), [clock, width, without]);
  const cells = useCallback(
    (at: number) => {
      const row = rows[at];
      if (!row) return undefined;
      const all = {
        at: <MomentCell key="at" row={row} clock={clock} />,
        who: <PartyCell key="who" party={row.who} sought={sought} />,
        class: <ClassCell key="class" row={row} />,
        what: <WhatCell key="what" row={row} sought={sought} />,
        approval: <ApprovalCell key="approval" row={row} />,
        surface: <SurfaceCell key="surface" row={row} />,
        hash: <HashCell key="hash" row={row} />,
      };
      return columns.map(({ id }) => all[id as keyof typeof all]);
    },
    [rows, columns, clock, sought],
  );
  const top = first.rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another answer begins at the top
  useEffect(() => {
    if (line < 0) grid.current?.reveal(0);
  }, [top]);
  return (
    <div ref={ref} className="audit-grid">
      <RowGrid
        ref={grid}
        label="Entries, newest first"
        region="Entries"
        columns={columns}
        count={rows.length}
        part={{ size: loaded.total, first: loaded.first }}
        before={loaded.base}
        current={line}
        cells={cells}
        onChoose={(at, { from }) => {
          const row = rows[at];
          if (row) onChoose(row, from);
        }}
        onOpen={(at) => {
          const row = rows[at];
          if (row) onOpen(row);
        }}
        onEdge={onEdge}
        onCopy={onCopy}
        onShown={onShown}
      />
    </div>
  );
}
