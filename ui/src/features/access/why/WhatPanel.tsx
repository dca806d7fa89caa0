import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Avatar } from '../../../components/Avatar';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { ItemChip } from '../../../components/ItemChip';
import { useMoment } from '../../../components/moment';
import { untilText } from '../../../components/moments';
import { OpenLink } from '../../../components/OpenLink';
import { Skeleton } from '../../../components/Skeleton';
import { count, counted, dayAndTime } from '../../../components/text';
import type { HeldPermission, Item, WhatCan } from '../../../host/host';
import { whatQuery } from '../api/queries';
import styles from './why.module.css';
import { shapeOfHolder } from './why-shape';

/** What a person can do, by category, and through which groups and roles. */
export function WhatPanel(props: {
  tenant: string;
  snapshot: string;
  person: string;
  onWhy(permission: HeldPermission, person: Item): void;
  onOpen(item: Item): void;
}) {
  const { tenant, snapshot, person, onWhy, onOpen } = props;
  const asked = whatQuery(tenant, snapshot, person, useMoment());
  const what = useQuery(asked);
  const groups = useMemo(() => byCategory(what.data), [what.data]);
  if (what.isError) return <ErrorPanel error={what.error} onRetry={() => what.refetch()} />;
  if (!what.data) return <Skeleton asked={asked.queryKey} rows={8} label="Following every path" />;
  const { data } = what;
  return (
    <>
      <div className="row top-al">
        <Avatar name={data.person.name} large />
        <div className="grow">
          <h3 className={`inspector-title ${styles.wraps}`}>{data.person.name}</h3>
          <div className="t2 sm">{data.detail}</div>
        </div>
        {!data.active && <div className="tag">Deactivated</div>}
        <OpenLink tenant={tenant} item={data.person} />
      </div>
      <p className="t2">
        Holds {counted(data.permissions.length, 'permission')} through {counted(data.roles.length, 'role')}{' '}
        and {counted(data.groups.length, 'group')}.
      </p>
      <Through title="Roles" items={data.roles} onOpen={onOpen} />
      <Through title="Groups" items={data.groups} onOpen={onOpen} />
      <div className={styles.list}>
        {groups.map(({ category, held }) => (
          <section key={category} aria-label={category}>
            <h4 className={styles.group}>
              {category}
              <span className="t3">{count(held.length)}</span>
            </h4>
            <ul>
              {held.map((one) => (
                <li key={one.permission.id}>
                  <Entry held={one} at={data.at} onWhy={() => onWhy(one, data.person)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function Entry({ held, at, onWhy }: { held: HeldPermission; at: string; onWhy(): void }) {
  const shape = shapeOfHolder(held);
  return (
    <button type="button" className={styles.entry} onClick={onWhy}>
      <ClassGlyph value={held.consequence} />
      <span className="grow">
        <span className="trunc" style={{ display: 'block' }}>
          {held.permission.name}
        </span>
        <span className={styles.via} style={{ display: 'block' }}>
          {wayWords(held)}
        </span>
      </span>
      {shape === 'temporary' && held.until && (
        <span className="sm t2 nw" title={`Ends ${dayAndTime(held.until)}`}>
          Until {untilText(held.until, at)}
        </span>
      )}
      <CellGlyph value={shape} />
    </button>
  );
}

function wayWords({ via, paths, missing, until }: HeldPermission): string {
  const names = via.map((path) => {
    const stations = path.steps.slice(1, -1).map((step) => step.item.name);
    return stations.length === 0 ? (path.owner ? 'as owner' : 'granted directly') : stations.join(' → ');
  });
  const more = paths > 1 ? `, ${count(paths)} paths` : '';
  const without = missing.length > 0 ? `, without ${missing.map((one) => one.name).join(', ')}` : '';
  // of what is drawn as temporary the end stands beside it
  const end = until && without ? `, until ${dayAndTime(until)}` : '';
  return `${names[0] ?? ''}${more}${without}${end}`;
}

function Through({
  title,
  items,
  onOpen,
}: {
  title: string;
  items: readonly Item[];
  onOpen(item: Item): void;
}) {
  if (items.length === 0) return null;
  return (
    <section aria-label={title}>
      <h4 className="h">{title}</h4>
      <div className={styles.objects} style={{ paddingLeft: 0 }}>
        {items.slice(0, 30).map((item) => (
          <ItemChip key={item.id} item={item} onOpen={onOpen} />
        ))}
        {items.length > 30 && <div className="t3 sm">and {count(items.length - 30)} more</div>}
      </div>
    </section>
  );
}

function byCategory(what: WhatCan | undefined): { category: string; held: HeldPermission[] }[] {
  const groups = new Map<string, HeldPermission[]>();
  for (const held of what?.permissions ?? []) {
    const list = groups.get(held.category);
    if (list) list.push(held);
    else groups.set(held.category, [held]);
  }
  return [...groups].map(([category, held]) => ({ category, held }));
}
