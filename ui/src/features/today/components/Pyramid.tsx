import { type Address, addressOf } from '../../../components/address';
import { ClassWord } from '../../../components/ClassWord';
import { PlaceLink } from '../../../components/PlaceLink';
import { count, counted } from '../../../components/text';
import { CONSEQUENCE_MEANING } from '../../../components/words';
import type { PyramidLevel, Today } from '../../../host/host';
import { everythingText, inversionText } from '../model/measures';
import { Measure } from './Measure';

/** How many people hold each class, from the gravest down; each opens its columns of the matrix. */
export function Pyramid({ tenant, today }: { tenant: string; today: Today }) {
  const { pyramid } = today;
  const most = Math.max(1, ...pyramid.levels.map((level) => level.people));
  return (
    <Measure
      title="People by consequence"
      note={
        <span className="pyramid-key">
          <i aria-hidden="true" /> without an end <i className="for-a-time" aria-hidden="true" /> for a time
        </span>
      }
    >
      <ul className="pyramid">
        {[...pyramid.levels].reverse().map((level) => (
          <li key={level.consequence}>
            <PlaceLink
              to="/t/$tenant/matrix"
              params={{ tenant }}
              search={{ rows: 'people', classes: [level.consequence] }}
              className="pyramid-row measure-row focus-in"
              title={levelTitle(level)}
            >
              <ClassWord value={level.consequence} />
              <span className={`pyramid-bar c-${level.consequence}`} aria-hidden="true">
                {level.standing > 0 && <i style={{ width: barWidth(level.standing, level.people, most) }} />}
                {level.temporary > 0 && (
                  <i
                    className="for-a-time"
                    style={{ width: barWidth(level.temporary, level.people, most) }}
                  />
                )}
              </span>
              <span className="measure-count">
                <span className="md">{count(level.people)}</span>
                <span className="vh">
                  {' '}
                  {level.people === 1 ? 'person' : 'people'}, {count(level.temporary)} for a time only
                </span>
              </span>
            </PlaceLink>
          </li>
        ))}
      </ul>
      {pyramid.inversions.map((inversion) => (
        <p key={`${inversion.upper} ${inversion.lower}`} className="sm">
          <PlaceLink
            to="/t/$tenant/matrix"
            params={{ tenant }}
            search={{ rows: 'people', classes: [inversion.lower, inversion.upper] }}
            className="said"
          >
            {inversionText(inversion)}
          </PlaceLink>
        </p>
      ))}
      {pyramid.everythingCount > 0 && (
        <p className="sm">
          <PlaceLink {...everythingAddress(tenant, today)} className="said">
            {everythingText(pyramid)}
          </PlaceLink>
        </p>
      )}
      <p className="sm t3">Bars grow with the square root of the number</p>
    </Measure>
  );
}

/** One person has a screen; several stand first in the matrix, where the widest reach is on top. */
function everythingAddress(tenant: string, { pyramid }: Today): Address {
  const [only] = pyramid.everything;
  const own = only && pyramid.everythingCount === 1 ? addressOf(tenant, only) : undefined;
  return own ?? { to: '/t/$tenant/matrix', params: { tenant }, search: { rows: 'people' } };
}

/** A bar's length is the root of its people, so that few are seen beside many; its parts share it by their numbers. */
function barWidth(part: number, people: number, most: number): string {
  return `${Math.sqrt(people / most) * (part / people) * 100}%`;
}

function levelTitle(level: PyramidLevel): string {
  const people = `${counted(level.standing, 'person', 'people')} without an end, ${count(level.temporary)} for a time only`;
  return `${CONSEQUENCE_MEANING[level.consequence]}: ${people}, ${counted(level.permissions, 'permission')}`;
}
