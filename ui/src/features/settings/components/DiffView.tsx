import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight, Grid3x3 } from 'lucide-react';
import { Button } from '../../../components/Button';
import { EmptyState } from '../../../components/EmptyState';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Segmented } from '../../../components/Segmented';
import { Skeleton } from '../../../components/Skeleton';
import { count, dayAndTime, shortHash } from '../../../components/text';
import type { Diff, SnapshotInfo } from '../../../host/host';
import { diffQuery } from '../../../host/queries';
import { isSame } from '../model/diff-rows';
import type { DiffShown } from '../model/settings-search';
import { DiffAccess } from './DiffAccess';
import { DiffThings } from './DiffThings';
import { EdgeList } from './EdgeList';

/** What changed from one snapshot to another: who gained and lost what, what is new and gone, and by which memberships and grants. */
export function DiffView(props: {
  tenant: string;
  before: string;
  after: string;
  show: DiffShown;
  onShow(next: DiffShown): void;
  onBack(): void;
}) {
  const { tenant, before, after, show, onShow, onBack } = props;
  const asked = diffQuery(tenant, before, after);
  const diff = useQuery(asked);
  const back = (
    <Button
      variant="quiet"
      size="sm"
      icon={<ArrowLeft size={14} strokeWidth={1.75} aria-hidden="true" />}
      onClick={onBack}
    >
      All snapshots
    </Button>
  );
  if (diff.isError) {
    return (
      <div className="settings-scroll">
        {back}
        <ErrorPanel error={diff.error} onRetry={() => diff.refetch()} />
      </div>
    );
  }
  if (!diff.data) return <Skeleton asked={asked.queryKey} label="Comparing the two snapshots" />;
  const { added, removed, gainedTotal, lostTotal, edgesTotal } = diff.data;
  const things = added.length + removed.length;
  return (
    <>
      <div className="settings-bar">
        {back}
        <div className="row gap6 grow diff-pair">
          <SnapshotName snapshot={diff.data.before} />
          <ArrowRight size={14} className="t3" aria-label="to" />
          <SnapshotName snapshot={diff.data.after} />
        </div>
        <Segmented<DiffShown>
          label="Show"
          value={show}
          onChange={onShow}
          options={[
            { value: 'access', label: 'Access', count: gainedTotal + lostTotal },
            { value: 'things', label: 'New and gone', count: things },
            { value: 'edges', label: 'Memberships and grants', count: edgesTotal },
          ]}
        />
        <Link
          className="btn"
          to="/t/$tenant/matrix"
          params={{ tenant }}
          search={{ rows: 'people', against: before }}
        >
          <Grid3x3 size={14} strokeWidth={1.75} aria-hidden="true" />
          Show in matrix
        </Link>
      </div>
      {isSame(diff.data) ? (
        <EmptyState title="Nothing is different">Both snapshots say the same about everybody.</EmptyState>
      ) : (
        <>
          <Numbers diff={diff.data} />
          {show === 'access' && <DiffAccess tenant={tenant} diff={diff.data} />}
          {show === 'things' && <DiffThings tenant={tenant} diff={diff.data} />}
          {show === 'edges' && <EdgeList tenant={tenant} edges={diff.data.edges} total={edgesTotal} />}
        </>
      )}
    </>
  );
}

function SnapshotName({ snapshot }: { snapshot: SnapshotInfo }) {
  return (
    <div className="row gap6 nw" title={snapshot.baseline ? `Baseline, ${snapshot.hash}` : snapshot.hash}>
      <div className="md">{dayAndTime(snapshot.takenAt)}</div>
      <div className="mono t3 diff-hash">{shortHash(snapshot.hash)}</div>
      {snapshot.baseline && <div className="tag">Baseline</div>}
    </div>
  );
}

function Numbers({ diff }: { diff: Diff }) {
  const left = diff.removed.some((item) => item.kind === 'person');
  const cards: [string, number, '+' | '−', string][] = [
    ['Gained', diff.gainedTotal, '+', 'permissions of people'],
    ['Lost', diff.lostTotal, '−', left ? 'permissions of people, also who left' : 'permissions of people'],
    ['New', diff.added.length, '+', 'people, groups, roles and the like'],
    ['Gone', diff.removed.length, '−', 'people, groups, roles and the like'],
  ];
  return (
    <dl className="diff-cards">
      {cards.map(([label, value, sign, what]) => (
        <div key={label}>
          <dt className={`sm md ${value === 0 ? 't3' : sign === '+' ? 'g-add' : 'g-remove'}`}>{label}</dt>
          <dd>
            {value > 0 && <span className={sign === '+' ? 'g-add' : 'g-remove'}>{sign}</span>}
            {count(value)}
          </dd>
          <dd className="sm t3 trunc">{what}</dd>
        </div>
      ))}
    </dl>
  );
}
