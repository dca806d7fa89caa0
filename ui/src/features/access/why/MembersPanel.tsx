import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Avatar } from '../../../components/Avatar';
import { ClassBars } from '../../../components/ClassBars';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { ItemChip } from '../../../components/ItemChip';
import { ItemIcon } from '../../../components/ItemIcon';
import { useMoment } from '../../../components/moment';
import { untilText } from '../../../components/moments';
import { OpenLink } from '../../../components/OpenLink';
import { Skeleton } from '../../../components/Skeleton';
import { count, counted } from '../../../components/text';
import { sourceText } from '../../../components/words';
import type { EdgeView, GroupDetail, Item, RoleDetail } from '../../../host/host';
import { type Detail, detailQuery } from '../api/lists';
import styles from './why.module.css';

const FEW = 12;

/** Who is in a group or has a role, and in short what it gives. */
export function MembersPanel(props: {
  tenant: string;
  snapshot: string;
  of: Item;
  onOpen(item: Item): void;
}) {
  const { tenant, snapshot, of, onOpen } = props;
  const client = useQueryClient();
  const asked = detailQuery(client, { tenant, snapshot, at: useMoment() }, of);
  const found = useQuery(asked);
  if (found.isError) return <ErrorPanel error={found.error} onRetry={() => found.refetch()} />;
  const detail = found.data && membership(found.data);
  if (!detail)
    return <Skeleton asked={asked.queryKey} rows={8} label={`Looking for everyone in ${of.name}`} />;
  const { people, peopleDirect, peopleTotal, classes } = detail.detail;
  const unlisted = peopleDirect - people.length;
  return (
    <>
      <div className="row top-al">
        <ItemIcon kind={of.kind} size={20} />
        <div className="grow">
          <h3 className={`inspector-title ${styles.wraps}`}>{of.name}</h3>
          <div className={`t2 sm ${styles.wraps}`}>{detail.note}</div>
        </div>
        <OpenLink tenant={tenant} item={of} />
      </div>
      <p className="t2">
        {of.kind === 'group'
          ? `${counted(peopleTotal, 'active person is', 'active people are')} in it. Membership gives `
          : `${counted(peopleTotal, 'active person has', 'active people have')} it. It gives `}
        {counted(detail.gives, 'permission')}.
      </p>
      {classes.some((one) => one.count > 0) && (
        <section aria-label="By consequence">
          <h4 className="h">By consequence</h4>
          <ClassBars classes={classes} label="Permissions by consequence" />
        </section>
      )}
      {detail.around.map(({ title, items }) => (
        <Around key={title} title={title} items={items} onOpen={onOpen} />
      ))}
      {people.length > 0 && (
        <section
          className={styles.list}
          aria-label={of.kind === 'group' ? 'Direct members' : 'Given directly to'}
        >
          <h4 className={styles.group}>
            {of.kind === 'group' ? 'Direct members' : 'Given directly to'}
            <span className="t3">{count(peopleDirect)}</span>
          </h4>
          <ul>
            {people.map((edge) => (
              <li key={edge.item.id}>
                <Member edge={edge} at={detail.detail.at} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {unlisted > 0 && <p className="t3 sm">And {count(unlisted)} more that are not listed here.</p>}
    </>
  );
}

function Member(props: { edge: EdgeView; at: string; onOpen(item: Item): void }) {
  const { at, onOpen } = props;
  const { item, source, until } = props.edge;
  return (
    <button type="button" className={styles.entry} onClick={() => onOpen(item)}>
      <Avatar name={item.name} />
      <span className="grow trunc">{item.name}</span>
      <span className="sm t3 nw">{until ? `Until ${untilText(until, at)}` : sourceText(source)}</span>
    </button>
  );
}

function Around(props: { title: string; items: readonly Item[]; onOpen(item: Item): void }) {
  const { title, items, onOpen } = props;
  const once = [...new Map(items.map((item) => [item.id, item])).values()];
  if (once.length === 0) return null;
  return (
    <section aria-label={title}>
      <h4 className="h">{title}</h4>
      <div className={styles.objects} style={{ paddingLeft: 0 }}>
        {once.slice(0, FEW).map((item) => (
          <ItemChip key={item.id} item={item} onOpen={onOpen} />
        ))}
        {once.length > FEW && <div className="t3 sm">and {count(once.length - FEW)} more</div>}
      </div>
    </section>
  );
}

type Membership = {
  detail: RoleDetail | GroupDetail;
  note: string;
  gives: number;
  around: { title: string; items: Item[] }[];
};

function membership(found: Detail): Membership | undefined {
  const items = (edges: readonly EdgeView[]) => edges.map((edge) => edge.item);
  if (found.kind === 'role') {
    const { detail } = found;
    return {
      detail,
      note: detail.description,
      gives: detail.permissions.filter((one) => one.preset !== 'missing').length,
      around: [
        { title: 'Groups that have it', items: items(detail.groups) },
        { title: 'Included by', items: items(detail.includedBy) },
      ],
    };
  }
  if (found.kind !== 'group') return undefined;
  const { detail } = found;
  return {
    detail,
    note: sourceText(detail.source) && `Kept in ${sourceText(detail.source)}`,
    gives: detail.permissions.length,
    around: [
      { title: 'Roles', items: items(detail.roles) },
      { title: 'Groups inside', items: items(detail.groups) },
    ],
  };
}
