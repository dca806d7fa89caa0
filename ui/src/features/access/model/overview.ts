import { COLUMN_WIDTH, type ColumnLayout, lastColumnBefore } from './columns';

/** The overview is the grid's columns, drawn small: one pixel here is `1 / scale` there. */
export interface OverviewGeometry {
  width: number;
  scale: number;
}

const LARGEST_SCALE = 4.4 / COLUMN_WIDTH;

/** As wide as the columns at their best size, never wider than there is room. */
export function overviewGeometry(layout: ColumnLayout, room: number): OverviewGeometry {
  if (layout.width === 0 || room <= 0) return { width: 0, scale: 0 };
  const scale = Math.min(LARGEST_SCALE, room / layout.width);
  return { width: layout.width * scale, scale };
}

/** The frame of what is in sight. */
export function overviewFrame(
  geometry: OverviewGeometry,
  scrollLeft: number,
  viewport: number,
): { left: number; width: number } {
  const left = Math.min(geometry.width, scrollLeft * geometry.scale);
  const width = Math.max(6, Math.min(geometry.width - left, viewport * geometry.scale));
  return { left: Math.min(left, Math.max(0, geometry.width - width)), width };
}

/** Where the grid has to scroll so that `x` of the overview is in the middle. */
export function scrollForOverview(
  geometry: OverviewGeometry,
  x: number,
  viewport: number,
  most: number,
): number {
  if (geometry.scale === 0) return 0;
  return Math.max(0, Math.min(most, x / geometry.scale - viewport / 2));
}

/** One bar a column; where columns are narrower than a bar can be, one bar a pixel, of the column in its middle. */
export function overviewBars(
  layout: ColumnLayout,
  geometry: OverviewGeometry,
  rank: (column: number) => number,
): { x: number; width: number; rank: number }[] {
  const step = COLUMN_WIDTH * geometry.scale;
  if (step <= 0) return [];
  if (step >= 2) {
    return Array.from({ length: layout.count }, (_, column) => ({
      x: (layout.offsets[column] ?? 0) * geometry.scale,
      width: step * 0.8,
      rank: rank(column),
    }));
  }
  return Array.from({ length: Math.floor(geometry.width) }, (_, x) => ({
    x,
    width: 1,
    rank: rank(Math.max(0, lastColumnBefore(layout, (x + 0.5) / geometry.scale))),
  }));
}
