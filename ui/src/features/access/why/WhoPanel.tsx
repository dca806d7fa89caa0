import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { Avatar } from '../../../components/Avatar';
import { Button } from '../../../components/Button';
import { ClassWord } from '../../../components/ClassWord';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { OpenLink } from '../../../components/OpenLink';
import { Skeleton } from '../../../components/Skeleton';
import { count, counted } from '../../../components/text';
import { CELL_WORD } from '../../../components/words';
import type { Holder, Item } from '../../../host/host';
import { whoQuery } from '../api/queries';
import type { PermissionRef } from '../model/panels';
import styles from './why.module.css';
import { shapeOfDecision } from './why-shape';

const PAGE = 100;

/** Everyone who holds a permission, and through what. */
export function WhoPanel(props: {
  tenant: string;
  snapshot: string;
  permission: PermissionRef;
  onWhy(person: Item): void;
}) {
  const { tenant, snapshot, permission, onWhy } = props;
  const who = useQuery(whoQuery(tenant, snapshot, permission.id));
  const [text, setText] = useState('');
  const [shown, setShown] = useState(PAGE);
  const sought = useDeferredValue(text.trim().toLocaleLowerCase());
  const people = useMemo(
    () => (who.data?.people ?? []).filter((holder) => matches(holder, sought)),
    [who.data, sought],
  );
  if (who.isError) return <ErrorPanel error={who.error} onRetry={() => who.refetch()} />;
  if (!who.data) return <Skeleton rows={8} label="Looking for everyone" />;
  const { total } = who.data;
  return (
    <>
      <div>
        <h3 className="inspector-title">
          {total === 0 ? 'Nobody holds it' : `${counted(total, 'person holds', 'people hold')} it`}
        </h3>
        <div className="row t2">
          {permission.name}
          <ClassWord value={who.data.consequence} />
          <span className="end">
            <OpenLink tenant={tenant} item={who.data.permission} />
          </span>
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
            <HolderEntry holder={holder} onWhy={onWhy} />
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

function HolderEntry({ holder, onWhy }: { holder: Holder; onWhy(person: Item): void }) {
  const { person, via, paths, decision, standing } = holder;
  const shape = shapeOfDecision(decision, standing);
  return (
    <button type="button" className={styles.entry} onClick={() => onWhy(person)}>
      <Avatar name={person.name} />
      <span className="grow">
        <span className="trunc" style={{ display: 'block' }}>
          {person.name}
        </span>
        <span className={styles.via} style={{ display: 'block' }}>
          {viaWords(via, paths)}
        </span>
      </span>
      <CellGlyph value={shape} hidden />
      <span className="sm t2">{CELL_WORD[shape]}</span>
    </button>
  );
}

function viaWords(via: readonly Item[], paths: number): string {
  const names = via.map((item) => (item.kind === 'permission' ? 'granted directly' : item.name));
  const first = names.slice(0, 2).join(', ');
  const more = names.length > 2 ? ` and ${names.length - 2} more` : '';
  return paths > 1 ? `${first}${more}, ${paths} paths` : `${first}${more}`;
}

function matches({ person, via }: Holder, sought: string): boolean {
  if (sought === '') return true;
  const fits = (item: Item) => item.name.toLocaleLowerCase().includes(sought);
  return fits(person) || via.some(fits);
}
