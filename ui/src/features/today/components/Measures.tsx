import { listAddress } from '../../../components/address';
import { ItemLink } from '../../../components/ItemLink';
import { PlaceLink } from '../../../components/PlaceLink';
import { count, counted } from '../../../components/text';
import type { TenantSummary, Today } from '../../../host/host';
import { adoptionRows, idleText, isOver, largestLoss } from '../model/measures';
import { Drift } from './Drift';
import { Measure } from './Measure';
import { Pyramid } from './Pyramid';

/** How the tenant does, at the right. Each measure opens what it names. */
export function Measures({ tenant, today }: { tenant: TenantSummary; today: Today }) {
  return (
    <aside className="today-measures" aria-label="Measures" data-region="Measures" tabIndex={-1}>
      <Adoption tenant={tenant.name} today={today} />
      {today.licences.length > 0 && <Licences tenant={tenant.name} today={today} />}
      <Pyramid tenant={tenant.name} today={today} />
      <Drift tenant={tenant} today={today} />
    </aside>
  );
}

function Adoption({ tenant, today }: { tenant: string; today: Today }) {
  const { adoption } = today;
  const loss = largestLoss(adoption);
  return (
    <Measure title="Adoption" note={counted(adoption.people, 'person', 'people')}>
      <ul className="adoption">
        {adoptionRows(adoption).map((row, at) => (
          <li key={row.id}>
            <PlaceLink
              {...listAddress(tenant, 'people', { facets: row.facets })}
              className="measure-row focus-in"
              title={`${row.label}: ${counted(row.count, 'person', 'people')}`}
            >
              <span className="t2">{row.label}</span>
              <span className="adoption-bar" aria-hidden="true">
                <i style={{ width: `${row.share * 100}%`, opacity: 1 - at * 0.09 }} />
              </span>
              <span className="md measure-count">{count(row.count)}</span>
            </PlaceLink>
          </li>
        ))}
      </ul>
      {loss && <p className="sm t3">{loss}</p>}
      {adoption.signedIn === null && <p className="sm t3">The tenant does not tell who signed in.</p>}
    </Measure>
  );
}

function Licences({ tenant, today }: { tenant: string; today: Today }) {
  const idle = idleText(today.licences);
  return (
    <Measure title="Licence use" note="active of purchased">
      <dl className="licences">
        {today.licences.map((use) => (
          <div key={use.licence.id}>
            <dt className="trunc">
              <ItemLink tenant={tenant} item={use.licence} className="link" />
            </dt>
            <dd>
              {use.seats === null ? (
                <span className="grow" />
              ) : (
                <span className="licence-bar" data-over={isOver(use)} aria-hidden="true">
                  <i style={{ width: `${Math.min(100, (use.held / Math.max(1, use.seats)) * 100)}%` }} />
                </span>
              )}
              {/* not a span: WebKitGTK leaves spans that are laid out as blocks out of what is read aloud */}
              <div className="licence-count">
                <span className="md">{count(use.held)}</span>{' '}
                <span className="t3">{use.seats === null ? 'held' : `of ${count(use.seats)}`}</span>
              </div>
            </dd>
            {isOver(use) && (
              <dd className="f-high sm licence-over">
                {counted(use.held - (use.seats ?? 0), 'seat')} more than bought
              </dd>
            )}
          </div>
        ))}
      </dl>
      {idle && <p className="sm t3">{idle}</p>}
    </Measure>
  );
}
