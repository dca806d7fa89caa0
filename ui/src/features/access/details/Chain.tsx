import { ChevronRight, Clock, Crown, User } from 'lucide-react';
import { Fragment } from 'react';
import { opens } from '../../../components/address';
import { ItemChip } from '../../../components/ItemChip';
import { nearTo } from '../../../components/moments';
import { counted, dayAndTime } from '../../../components/text';
import type { Item } from '../../../host/host';
import { shortened, type Way } from '../model/ways';
import styles from './details.module.css';

const MOST = 3;

/** Where something comes from: group, then role. What was given directly begins with a dashed chip. */
export function Chain(props: {
  way: Way;
  /** Ways in all. */
  ways: number;
  at: string;
  onOpen(item: Item): void;
}) {
  const { way, ways, at, onOpen } = props;
  const { items, left } = shortened(way.stations, MOST);
  const begins = way.owner ? (
    <span className="tag">
      <Crown size={13} aria-hidden="true" />
      As owner
    </span>
  ) : (
    way.direct && (
      <span className="tag tag-dashed">
        <User size={13} aria-hidden="true" />
        Direct
      </span>
    )
  );
  return (
    <span className={styles.chain}>
      {begins}
      {items.map((item, place) => (
        <Fragment key={item.id}>
          {(begins || place > 0) && <ChevronRight size={12} aria-hidden="true" />}
          {left > 0 && place > 0 && (
            <>
              <span title={counted(left, 'station')}>…</span>
              <ChevronRight size={12} aria-hidden="true" />
            </>
          )}
          <ItemChip item={item} onOpen={opens(item) ? onOpen : undefined} inGrid />
        </Fragment>
      ))}
      {way.until && (
        <span className={`tag ${styles.until}`} title={`Until ${dayAndTime(way.until)}`}>
          <Clock size={12} aria-hidden="true" />
          ends {nearTo(way.until, at)}
        </span>
      )}
      {ways > 1 && (
        <span className="t3 sm" title={`${counted(ways, 'way')} lead here`}>
          +{ways - 1}
        </span>
      )}
    </span>
  );
}

/** Roles and groups that something comes through; `none` is said when it is given right there. */
export function Through({
  items,
  none,
  onOpen,
}: {
  items: readonly Item[];
  none: string;
  onOpen(item: Item): void;
}) {
  if (items.length === 0) return <span className="t2">{none}</span>;
  const { items: shown, left } = shortened(items, MOST);
  return (
    <span className={styles.chain}>
      {shown.map((item, place) => (
        <Fragment key={item.id}>
          {place > 0 && <ChevronRight size={12} aria-hidden="true" />}
          {left > 0 && place > 0 && (
            <>
              <span title={counted(left, 'station')}>…</span>
              <ChevronRight size={12} aria-hidden="true" />
            </>
          )}
          <ItemChip item={item} onOpen={opens(item) ? onOpen : undefined} inGrid />
        </Fragment>
      ))}
    </span>
  );
}

/** Objects that something is limited to. */
export function Scope({ objects }: { objects: readonly Item[] }) {
  const [first] = objects;
  const names = objects.map((object) => object.name).join(', ');
  if (!first) return <span className="t2 trunc">Everywhere</span>;
  return (
    <span className="trunc" title={names}>
      {objects.length === 1 ? first.name : counted(objects.length, 'object')}
    </span>
  );
}

/** A moment in a table; a dash where there is none. */
export function Moment({ when, at, none = 'never' }: { when: string | null; at: string; none?: string }) {
  if (!when) return <span className="t3">{none}</span>;
  return (
    <span className="trunc t2" title={dayAndTime(when)}>
      {nearTo(when, at)}
    </span>
  );
}
