import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { Avatar } from '../../../components/Avatar';
import { Button } from '../../../components/Button';
import { ClassWord } from '../../../components/ClassWord';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { useMoment } from '../../../components/moment';
import { untilText } from '../../../components/moments';
import { OpenLink } from '../../../components/OpenLink';
import { Skeleton } from '../../../components/Skeleton';
import { count, counted, dayAndTime } from '../../../components/text';
import { CELL_WORD, type CellShape } from '../../../components/words';
import type { Holder, Item } from '../../../host/host';
import { whoQuery } from '../api/queries';
import type { PermissionRef } from '../model/panels';
import styles from './why.module.css';
import { shapeOfHolder } from './why-shape';

const PAGE = 100;

/** Everyone who holds a permission, and through what. */
export function WhoPanel(props: {
  tenant: string;
  snapshot: string;
  permission: PermissionRef;
  onWhy(person: Item): void;
}) {
  const { tenant, snapshot, permission, onWhy } = props;
  const asked = whoQuery(tenant, snapshot, permission.id, useMoment());
  const who = useQuery(asked);
  const [text, setText] = useState('');
  const [shown, setShown] = useState(PAGE);
  const sought = useDeferredValue(text.trim().toLocaleLowerCase());
  const people = useMemo(
    () => (who.data?.people ?? []).filter((holder) => matches(holder, sought)),
    [who.data, sought],
  );
  if (who.isError) return <ErrorPanel error={who.error} onRetry={() => who.refetch()} />;
  if (!who.data) return <Skeleton asked={asked.queryKey} rows={8} label="Looking for everyone" />;
  const { total, at } = who.data;
  const idle = who.data.people.filter((holder) => shapeOfHolder(holder) === 'missing').length;
  return (
    <>
      <div>
        <h3 className="inspector-title">{totalWords(total, idle)}</h3>
        <div className="row wrap t2">
          <div className={styles.wraps}>{permission.name}</div>
          <ClassWord value={who.data.consequence} />
          <div className="end">
            <OpenLink tenant={tenant} item={who.data.permission} />
          </div>
        </div>
      </div>
      {who.data.people.length > 12 && (
        <input
          className={`field ${styles.filter}`}
          type="search"
          aria-label="Filter these people"
          placeholder="Filter by name or way"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <ul className={styles.list} aria-label="People">
        {people.slice(0, shown).map((holder) => (
          <li key={holder.person.id}>
            <HolderEntry holder={holder} at={at} onWhy={onWhy} />
          </li>
        ))}
      </ul>
      {people.length > shown && (
        <Button size="sm" onClick={() => setShown(shown + PAGE)}>
          {`Show ${count(Math.min(PAGE, people.length - shown))} more of ${count(people.length)}`}
        </Button>
      )}
      {people.length === 0 && total > 0 && <p className="t2">Nobody of them fits “{text.trim()}”.</p>}
    </>
  );
}

function totalWords(total: number, idle: number): string {
  if (total === 0) return 'Nobody holds it';
  const all = `${counted(total, 'person holds', 'people hold')} it`;
  return idle === 0 ? all : `${all}, ${count(idle)} cannot use it`;
}

function HolderEntry(props: { holder: Holder; at: string; onWhy(person: Item): void }) {
  const { holder, at, onWhy } = props;
  const { person, via, paths, missing, until } = holder;
  const shape = shapeOfHolder(holder);
  const without = missing.length > 0 ? `without ${missing.map((one) => one.name).join(', ')}` : '';
  const way = [viaWords(via, paths), without].filter(Boolean).join(', ');
  return (
    <button type="button" className={styles.entry} onClick={() => onWhy(person)}>
      <Avatar name={person.name} />
      <span className="grow">
        <span className="trunc" style={{ display: 'block' }}>
          {person.name}
        </span>
        <span className={styles.via} style={{ display: 'block' }} title={way}>
          {way}
        </span>
      </span>
      <CellGlyph value={shape} hidden />
      <span className="sm t2 nw" title={until ? `Ends ${dayAndTime(until)}` : undefined}>
        {stateWords(shape, until, at)}
      </span>
    </button>
  );
}

function stateWords(shape: CellShape, until: string | null, at: string): string {
  if (shape === 'missing') return 'Cannot use it';
  return shape === 'temporary' && until ? `Until ${untilText(until, at)}` : CELL_WORD[shape];
}

function viaWords(via: readonly Item[], paths: number): string {
  const names = via.map((item) => (item.kind === 'permission' ? 'granted directly' : item.name));
  const first = names.slice(0, 2).join(', ');
  const more = names.length > 2 ? ` and ${count(names.length - 2)} more` : '';
  return paths > 1 ? `${first}${more}, ${count(paths)} paths` : `${first}${more}`;
}

function matches({ person, via }: Holder, sought: string): boolean {
  if (sought === '') return true;
  const fits = (item: Item) => item.name.toLocaleLowerCase().includes(sought);
  return fits(person) || via.some(fits);
}
