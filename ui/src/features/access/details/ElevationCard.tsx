import { useState } from 'react';
import { opens } from '../../../components/address';
import { Button } from '../../../components/Button';
import { CountdownSpoken } from '../../../components/CountdownSpoken';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { ItemChip } from '../../../components/ItemChip';
import { capital, count, dayAndTime } from '../../../components/text';
import { endsText, leftText } from '../../../components/times';
import { useNow } from '../../../components/use-now';
import { CONSEQUENCE_WORD } from '../../../components/words';
import type { HeldPermission, Item } from '../../../host/host';
import { type Elevated, type ElevationEnd, elevationOf, shareLeft } from '../model/elevation';
import { wayWords } from '../model/ways';
import styles from './details.module.css';

const FEW = 4;
const RADIUS = 36;
const ROUND = 2 * Math.PI * RADIUS;

/** Access beyond daily work: what ends and how much of its time is left, what stays, and where each comes from. */
export function ElevationCard(props: { permissions: readonly HeldPermission[]; onOpen(item: Item): void }) {
  const now = useNow();
  const { ending, standing } = elevationOf(props.permissions, now);
  const [next, ...later] = ending;
  if (!next && standing.length === 0) return null;
  return (
    <section className={`card ${styles.elevation}`} aria-label="Elevated access">
      <div className={styles.sectionHead}>
        <h3 className="h">{next ? 'Temporary elevation' : 'Elevated access'}</h3>
        {standing.length > 0 && <p className="t3 sm">{count(standing.length)} without an end</p>}
      </div>
      {next && <Next end={next} now={now} onOpen={props.onOpen} />}
      {later.map((end) => (
        <p key={end.until} className="sm t2">
          {end.permissions.map((one) => one.permission.name).join(', ')}: ends {endsText(end.until, now)}
        </p>
      ))}
      {standing.length > 0 && <Standing held={standing} titled={next !== undefined} />}
    </section>
  );
}

/** What ends first. */
function Next({ end, now, onOpen }: { end: ElevationEnd; now: Date; onOpen(item: Item): void }) {
  const share = shareLeft(end, now);
  const left = leftText(end.until, now);
  const more = end.permissions.length - FEW;
  const [first, ...others] = end.permissions.map((one) => one.permission.name);
  const names = others.length > 0 ? `${first} and ${count(others.length)} more end` : `${first} ends`;
  return (
    <>
      <CountdownSpoken until={end.until} what={`${names} ${endsText(end.until, now)}`} />
      <div className={styles.countdown}>
        {share !== null && <Ring share={share} left={left} />}
        <div className="grow sm">
          <ul className={styles.elevated}>
            {end.permissions.slice(0, FEW).map((one) => (
              <li key={one.permission.id} className="row gap6">
                <span className={`c-${one.consequence}`}>
                  <CellGlyph value="temporary" size={14} />
                </span>
                {one.permission.name}
                <span className="vh">, {CONSEQUENCE_WORD[one.consequence].toLowerCase()}</span>
              </li>
            ))}
          </ul>
          {more > 0 && <p className="t3">and {count(more)} more</p>}
          <p className="t3" title={`Ends ${dayAndTime(end.until)}`}>
            {share === null && `${capital(left)}: `}
            ends by itself {endsText(end.until, now)}
          </p>
        </div>
      </div>
      <dl className="facts">
        {end.from.length > 0 && (
          <>
            <dt>Comes from</dt>
            <dd className="row wrap gap4">
              {end.from.map((item) => (
                <ItemChip
                  key={`${item.kind} ${item.id}`}
                  item={item}
                  onOpen={opens(item) ? onOpen : undefined}
                />
              ))}
            </dd>
          </>
        )}
        {end.since && (
          <>
            <dt>Since</dt>
            <dd>{dayAndTime(end.since)}</dd>
          </>
        )}
        {end.by.length > 0 && (
          <>
            <dt>Put there by</dt>
            <dd>{end.by.join(', ')}</dd>
          </>
        )}
      </dl>
    </>
  );
}

/** The time that is left, as a share of the whole; what it says stands inside it as words. */
function Ring({ share, left }: { share: number; left: string }) {
  const [value = '', ...unit] = left.replace(/^in /, '').split(' ');
  return (
    <div className={styles.ring}>
      <svg viewBox="0 0 84 84" width="84" height="84" aria-hidden="true">
        <circle cx="42" cy="42" r={RADIUS} />
        <circle cx="42" cy="42" r={RADIUS} strokeDasharray={`${ROUND * share} ${ROUND}`} />
      </svg>
      <div>
        <b>{value}</b> <div className="xs t3">{unit.join(' ')}</div>
      </div>
    </div>
  );
}

function Standing({ held, titled }: { held: readonly Elevated[]; titled: boolean }) {
  const [all, setAll] = useState(false);
  const shown = all ? held : held.slice(0, FEW);
  return (
    <div>
      {titled && <h4 className="t3 sm">Without an end</h4>}
      <ul className={styles.elevated}>
        {shown.map(({ permission, consequence, path }) => (
          <li key={permission.id} className="row gap6 top-al">
            <ClassGlyph value={consequence} />
            <span className="grow sm">
              {permission.name}
              {path && <span className={`t3 ${styles.origin}`}>{capital(wayWords(path))}</span>}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < held.length && (
        <Button size="sm" variant="quiet" onClick={() => setAll(true)}>
          Show {count(held.length - shown.length)} more
        </Button>
      )}
    </div>
  );
}
