import { Skeleton, useElapsed } from '../../../components/Skeleton';
import type { TenantSummary } from '../../../host/host';
import { todayQuery } from '../../../host/queries';

const BARS = [240, 420];
const GROUPS = [
  [320, 260, 290],
  [380, 300, 340],
];

const MEASURES = [
  [70, 286, 250, 210],
  [90, 240, 200, 260],
  [110, 180, 220, 270],
];

/** The board before it is there: nothing moves when it comes. */
export function TodaySkeleton({ tenant }: { tenant: TenantSummary }) {
  const visible = useElapsed(150);
  return (
    <div className="today">
      <div className="today-board">
        <Skeleton asked={todayQuery(tenant.name).queryKey} label={`Looking at ${tenant.displayName}`}>
          <div className="sk" style={{ width: BARS[0], height: 18, marginTop: 4 }} />
          <div className="sk" style={{ width: BARS[1], marginTop: 10, opacity: 0.6 }} />
          <div className="today-cards" style={{ height: 64 }} />
          {GROUPS.map((widths) => (
            <div key={widths[0]} style={{ marginTop: 22 }}>
              {widths.map((width) => (
                <div className="sk-row" key={width}>
                  <div className="sk" style={{ width: 14, height: 14 }} />
                  <div className="sk" style={{ width }} />
                </div>
              ))}
            </div>
          ))}
        </Skeleton>
      </div>
      <div className="today-measures" aria-hidden="true">
        {visible &&
          MEASURES.map((widths) => (
            <div key={widths[0]} className="measure">
              {widths.map((width) => (
                <div className="sk" key={width} style={{ width, marginTop: 14 }} />
              ))}
            </div>
          ))}
      </div>
    </div>
  );
}
