import { useElementSize } from '@mantine/hooks';
import { type RefObject, useCallback, useEffect, useMemo } from 'react';
import { type GridColumn, RowGrid, type RowGridHandle } from '../../../components/RowGrid';
import type { AuditPage, AuditRow } from '../../../host/host';
import type { Loaded } from '../model/loaded';
import { type Clock, clockFor } from '../model/words';
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
  line: number;
  onChoose(row: AuditRow, from: 'mouse' | 'keyboard'): void;
  onOpen(row: AuditRow): void;
  onEdge(edge: 'first' | 'last'): void;
  onCopy(): void;
  onShown(first: number, last: number): void;
}) {
  const { grid, loaded, first, sought, line, onChoose, onOpen, onEdge, onCopy, onShown } = props;
  const { rows } = loaded;
  const { ref, width } = useElementSize();
  const clock = clockFor(rows[0]?.at ?? '', rows.at(-1)?.at ?? '', new Date());
  const columns = useMemo(() => columnsFor(clock, width), [clock, width]);
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

const MOMENT: Record<Clock, number> = { clock: 84, date: 132, year: 128 };

/** What says least goes first where there is no room for all. */
const LEAST = ['hash', 'surface', 'approval'];

function columnsFor(clock: Clock, width: number): GridColumn[] {
  const all: GridColumn[] = [
    { id: 'at', title: 'Time', min: MOMENT[clock] },
    { id: 'who', title: 'Who', min: 128, share: 1.4 },
    { id: 'class', title: 'Class', min: 32, quiet: true },
    { id: 'what', title: 'What changed', min: 176, share: 4 },
    { id: 'approval', title: 'Approval', min: 108, share: 0.4 },
    { id: 'surface', title: 'Surface', min: 76, share: 1 },
    { id: 'hash', title: 'Hash', min: 58 },
  ];
  let columns = all;
  for (const id of LEAST) {
    const wanted = columns.reduce((sum, column) => sum + column.min, 0);
    if (width > 0 && wanted > width) columns = columns.filter((one) => one.id !== id);
  }
  return columns;
}
