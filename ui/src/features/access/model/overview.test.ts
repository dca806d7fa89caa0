import { describe, expect, it } from 'vitest';
import { layoutColumns } from './columns';
import { overviewBars, overviewFrame, overviewGeometry, scrollForOverview } from './overview';

const layoutOf = (count: number) =>
  layoutColumns(
    Array.from({ length: count }, () => ({ category: 0 })),
    [{ name: 'A' }],
  );

describe('overview', () => {
  it('is 4.4 pixels a column when there is room', () => {
    const geometry = overviewGeometry(layoutOf(46), 400);
    expect(geometry.width).toBeCloseTo(202.4);
    expect(overviewBars(layoutOf(46), geometry, () => 0)).toHaveLength(46);
  });

  it('shrinks to the room, with one bar a pixel, of the column in its middle', () => {
    const layout = layoutOf(2000);
    const geometry = overviewGeometry(layout, 200);
    expect(geometry.width).toBeCloseTo(200);
    const bars = overviewBars(layout, geometry, (column) => column);
    expect(bars).toHaveLength(200);
    expect(bars.slice(0, 3).map((bar) => bar.rank)).toEqual([5, 15, 25]);
  });

  it('frames what is in sight and finds the way back', () => {
    const layout = layoutOf(100);
    const geometry = overviewGeometry(layout, 440);
    expect(overviewFrame(geometry, 500, 600)).toEqual({ left: 110, width: 132 });
    expect(overviewFrame(geometry, 1400, 600)).toEqual({ left: 308, width: 132 });
    expect(scrollForOverview(geometry, 176, 600, 1400)).toBe(500);
    expect(scrollForOverview(geometry, 0, 600, 1400)).toBe(0);
    expect(scrollForOverview(geometry, 440, 600, 1400)).toBe(1400);
  });

  it('is nothing without columns', () => {
    expect(overviewGeometry(layoutOf(0), 200)).toEqual({ width: 0, scale: 0 });
    expect(overviewBars(layoutOf(0), { width: 0, scale: 0 }, () => 0)).toEqual([]);
    expect(scrollForOverview({ width: 0, scale: 0 }, 5, 10, 10)).toBe(0);
  });
});
