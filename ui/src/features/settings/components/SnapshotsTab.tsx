import { useQuery, useQueryClient } from '@tanstack/react-query';
import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button';
import { EmptyState } from '../../../components/EmptyState';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Permitted } from '../../../components/Permitted';
import { usePermission } from '../../../components/permission';
import { Skeleton } from '../../../components/Skeleton';
import { count, dayAndTime, shortHash } from '../../../components/text';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { host, type SnapshotInfo, type TenantCounts, type TenantSummary } from '../../../host/host';
import { snapshotsQuery, tenantChanged } from '../../../host/queries';
import { delta, firstPair, inOrder, picked } from '../model/snapshots';

const COLUMNS: readonly [keyof TenantCounts, string][] = [
  ['people', 'People'],
  ['groups', 'Groups'],
  ['roles', 'Roles'],
  ['permissions', 'Permissions'],
  ['memberships', 'Memberships'],
  ['assignments', 'Assignments'],
  ['grants', 'Grants'],
];

/** What was read and is kept, newest first. Two can be compared; one is what differences are measured against. */
export function SnapshotsTab(props: {
  tenant: TenantSummary;
  onCompare(pair: { before: string; after: string }): void;
}) {
  const { tenant, onCompare } = props;
  const snapshots = useQuery(snapshotsQuery(tenant.name));
  const [choice, setChoice] = useState<string[]>();
  if (snapshots.isError) {
    return (
      <div className="settings-scroll">
        <ErrorPanel error={snapshots.error} onRetry={() => snapshots.refetch()} />
      </div>
    );
  }
  if (!snapshots.data)
    return <Skeleton asked={snapshotsQuery(tenant.name).queryKey} label="Reading the snapshots" />;
  const all = snapshots.data;
  if (all.length === 0) {
    return (
      <EmptyState kind="search" title="No snapshot is kept yet">
        Each reading that changes something is kept here, named by the hash of its content.
      </EmptyState>
    );
  }
  const pair = choice ?? firstPair(all);
  const order = inOrder(all, pair);
  return (
    <>
      <div className="settings-bar">
        <p className="t2 grow">
          Named by the hash of their content. Differences are measured against the baseline.
        </p>
        {all.length > 1 && (
          <Button
            variant="primary"
            icon={<GitCompareArrows size={14} strokeWidth={1.75} aria-hidden="true" />}
            disabled={!order}
            onClick={() => order && onCompare(order)}
          >
            {order ? 'Compare the two' : 'Pick two to compare'}
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="settings-frame focus-in" tabIndex={0} aria-label="Snapshots">
        <table className="grid-table snapshot-table">
          <thead>
            <tr>
              <th scope="col">{all.length > 1 && <span className="vh">Compare</span>}</th>
              <th scope="col">Taken</th>
              <th scope="col">Hash</th>
              {COLUMNS.map(([id, title]) => (
                <th key={id} scope="col" className="num">
                  {title}
                </th>
              ))}
              <th scope="col">
                <span className="vh">Baseline</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {all.map((one, at) => (
              <Line
                key={one.hash}
                tenant={tenant}
                snapshots={all}
                at={at}
                snapshot={one}
                picked={pair.includes(one.hash)}
                onPick={() => setChoice(picked(pair, one.hash))}
              />
            ))}
          </tbody>
        </table>
        <div className="settings-note">
          <Permitted operation="snapshot.baseline" what="Choosing another baseline" />
        </div>
      </section>
    </>
  );
}

function Line(props: {
  tenant: TenantSummary;
  snapshots: readonly SnapshotInfo[];
  at: number;
  snapshot: SnapshotInfo;
  picked: boolean;
  onPick(): void;
}) {
  const { tenant, snapshots, at, snapshot, onPick } = props;
  const when = dayAndTime(snapshot.takenAt);
  return (
    <tr data-picked={props.picked}>
      <td>
        {snapshots.length > 1 && (
          <label className="pick-box">
            <input type="checkbox" checked={props.picked} onChange={onPick} />
            <span className="vh">Compare the snapshot of {when}</span>
          </label>
        )}
      </td>
      <td className="md">
        {when}
        {snapshot.hash === tenant.snapshot?.hash && <span className="tag shown-tag">Shown</span>}
      </td>
      <td className="mono select t2" title={snapshot.hash}>
        {shortHash(snapshot.hash)}
      </td>
      {COLUMNS.map(([id]) => (
        <td key={id} className="num">
          <span className="t3 sm">{delta(snapshots, at, id)}</span> {count(snapshot.counts[id])}
        </td>
      ))}
      <td className="num">
        <Baseline tenant={tenant.name} snapshot={snapshot} />
      </td>
    </tr>
  );
}

function Baseline({ tenant, snapshot }: { tenant: string; snapshot: SnapshotInfo }) {
  const client = useQueryClient();
  const { may } = usePermission('snapshot.baseline');
  const make = useOnce({
    mutationFn: () => host.setBaseline(tenant, snapshot.hash),
    onSuccess: () => {
      tenantChanged(client, tenant);
      toast(`Differences are now measured against ${dayAndTime(snapshot.takenAt)}`);
    },
    onError: (error) => toast(`The baseline stays: ${error.message}`, { tone: 'problem' }),
  });
  if (snapshot.baseline) return <span className="tag">Baseline</span>;
  if (!may) return null;
  return (
    <Button
      size="sm"
      variant="quiet"
      disabled={make.isPending}
      aria-label={`Make baseline: the snapshot of ${dayAndTime(snapshot.takenAt)}`}
      onClick={() => make.mutate()}
    >
      Make baseline
    </Button>
  );
}
