import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { PlaceLink } from '../../../components/PlaceLink';
import { day } from '../../../components/text';
import type { TenantSummary, Today } from '../../../host/host';
import { Measure } from './Measure';
import { Moved } from './Moved';

/** What moved away from the baseline; each opens the matrix with its differences. */
export function Drift({ tenant, today }: { tenant: TenantSummary; today: Today }) {
  const { drift } = today;
  const params = { tenant: tenant.name };
  if (!drift) {
    return (
      <Measure
        title="Drift since the baseline"
        note={
          <PlaceLink to="/t/$tenant/settings" params={params} search={{ tab: 'snapshots' }} className="link">
            Snapshots
          </PlaceLink>
        }
      >
        <p className="sm t3">{noDrift(tenant, today)}</p>
      </Measure>
    );
  }
  return (
    <Measure
      title={`Drift since the baseline of ${day(drift.before.takenAt)}`}
      note={
        <PlaceLink
          to="/t/$tenant/settings"
          params={params}
          search={{ tab: 'snapshots', before: drift.before.hash, after: today.snapshot }}
          className="link"
        >
          Compare
        </PlaceLink>
      }
    >
      {drift.top.length === 0 ? (
        <p className="sm t3">Nobody gained or lost anything.</p>
      ) : (
        <ul className="drift">
          {drift.top.slice(0, 4).map((one) => (
            <li key={one.permission.id}>
              <PlaceLink
                to="/t/$tenant/matrix"
                params={params}
                search={{ rows: 'people', permission: one.permission.id, against: drift.before.hash }}
                className="drift-row focus-in"
              >
                <ClassGlyph value={one.consequence} />
                <span className="grow trunc">{one.permission.name}</span>
                <Moved gained={one.gained} lost={one.lost} />
              </PlaceLink>
            </li>
          ))}
        </ul>
      )}
    </Measure>
  );
}

function noDrift({ snapshot }: TenantSummary, { changed }: Today): string {
  if (snapshot?.baseline) return 'The present state is the baseline.';
  if (changed?.before.baseline) return 'The baseline is the reading before this one. See what changed.';
  return 'Choose a baseline among the snapshots, and what moves away from it is shown here.';
}
