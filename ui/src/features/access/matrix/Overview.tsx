import { memo, type PointerEvent, useMemo, useRef } from 'react';
import { useCalm } from '../../../components/calm-store';
import { InSight } from '../../../components/InSight';
import { count } from '../../../components/text';
import { CONSEQUENCES } from '../../../components/words';
import type { Column } from '../../../host/host';
import { zoomFactor } from '../../../theme/zoom';
import { type ColumnLayout, wholeColumns } from '../model/columns';
import {
  type OverviewGeometry,
  overviewBars,
  overviewFrame,
  overviewGeometry,
  scrollForOverview,
} from '../model/overview';
import { nearestEdge } from './geometry';
import type { ViewStore } from './view-store';

const ROOM = 210;

/** All columns by class, what of them is in sight, and where something differs. Drag it to move. */
export function Overview(props: {
  layout: ColumnLayout;
  columns: readonly Column[];
  changed: readonly number[];
  store: ViewStore;
  onScroll(left: number): void;
}) {
  const { layout, columns, changed, store, onScroll } = props;
  const dragging = useRef(false);
  const geometry = useMemo(() => overviewGeometry(layout, ROOM), [layout]);

  const move = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX / zoomFactor() - event.currentTarget.getBoundingClientRect().left - 2;
    const shown = store.get();
    const left = nearestEdge(layout, scrollForOverview(geometry, x, shown.width, shown.mostLeft));
    onScroll(Math.min(left, shown.mostLeft));
  };
  return (
    <span className="row end nw">
      <WholeColumns layout={layout} store={store} />
      <svg
        width={geometry.width + 4}
        height="22"
        viewBox={`-2 0 ${geometry.width + 4} 22`}
        aria-hidden="true"
        style={{ touchAction: 'none' }}
        onPointerDown={(event) => {
          dragging.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={(event) => {
          if (dragging.current) move(event);
        }}
        onPointerUp={() => {
          dragging.current = false;
        }}
        onPointerCancel={() => {
          dragging.current = false;
        }}
      >
        <rect x="-2" y="0" width={geometry.width + 4} height="22" fill="transparent" />
        <Bars layout={layout} columns={columns} changed={changed} geometry={geometry} />
        <Frame geometry={geometry} store={store} />
      </svg>
    </span>
  );
}

/** What stays while the grid scrolls. */
const Bars = memo(function Bars(props: {
  layout: ColumnLayout;
  columns: readonly Column[];
  changed: readonly number[];
  geometry: OverviewGeometry;
}) {
  const { layout, columns, changed, geometry } = props;
  const bars = overviewBars(layout, geometry, (column) =>
    CONSEQUENCES.indexOf(columns[column]?.consequence ?? 'view'),
  );
  return (
    <>
      {bars.map((bar) => (
        <rect
          key={bar.x}
          x={bar.x}
          y="7"
          width={bar.width}
          height="8"
          rx={bar.width > 2 ? 1 : 0}
          fill={`var(--c-${CONSEQUENCES[bar.rank] ?? 'view'})`}
          opacity={bar.rank === 0 ? 0.45 : 0.85}
        />
      ))}
      {changed.map((column) => (
        <circle
          key={column}
          cx={((layout.offsets[column] ?? 0) + 10) * geometry.scale}
          cy="19"
          r="1.7"
          fill="var(--text)"
        />
      ))}
    </>
  );
});

function Frame({ geometry, store }: { geometry: OverviewGeometry; store: ViewStore }) {
  const left = useCalm(store, (told) => told.left);
  const width = useCalm(store, (told) => told.width);
  const frame = overviewFrame(geometry, left, width);
  return (
    <rect
      x={frame.left}
      y="3.5"
      width={frame.width}
      height="14"
      rx="3"
      fill="none"
      stroke="var(--text)"
      strokeWidth="1.25"
    />
  );
}

function WholeColumns({ layout, store }: { layout: ColumnLayout; store: ViewStore }) {
  const whole = useCalm(store, ({ left, width }) => wholeColumns(layout, left, width));
  const words = (some: number) => `${count(some)} of ${count(layout.count)} columns`;
  return (
    <div className="t3">
      <InSight words={words(whole)} longest={words(layout.count)} />
    </div>
  );
}

/** Whether the columns do not all fit. */
export function useOverflow(layout: ColumnLayout | undefined, store: ViewStore): boolean {
  const width = useCalm(store, (told) => told.width);
  return layout !== undefined && width > 0 && layout.width > width;
}
