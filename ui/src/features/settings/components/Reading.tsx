import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX, RefreshCw } from 'lucide-react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Permitted } from '../../../components/Permitted';
import { ProblemList } from '../../../components/ProblemList';
import { percentOf, progressText, useProgress } from '../../../components/progress';
import { Spinner } from '../../../components/Spinner';
import { ago, counted, dayAndTime, duration } from '../../../components/text';
import { useNow } from '../../../components/use-now';
import { useRefresh } from '../../../components/use-refresh';
import { stopWork } from '../../../components/work';
import type { TenantReport, TenantSummary } from '../../../host/host';
import { diffQuery, snapshotsQuery } from '../../../host/queries';
import { Section } from './Section';

/** The last reading, and a new one: how far it is, a way to stop it, and what it changed. */
export function Reading({ tenant }: { tenant: TenantSummary }) {
  const refresh = useRefresh(tenant.name, { told: true });
  const loses = tenant.lastAttempt?.error?.code === 'would-lose';
  return (
    <Section
      title="Reading"
      about="Reads people, groups, roles and permissions again. The last good state stays when it fails."
    >
      <LastAttempt tenant={tenant} />
      {refresh.isPending && <Running tenant={tenant.name} />}
      {refresh.isError && !refresh.isPending && !tenant.lastAttempt?.error && (
        <ErrorPanel error={refresh.error} level={3} />
      )}
      {refresh.data && !refresh.isPending && <Result report={refresh.data} />}
      <Permitted operation="tenant.refresh" what="Reading a tenant again">
        <div className="setting-actions">
          <Button
            variant="primary"
            busy={refresh.isPending}
            icon={<RefreshCw size={14} strokeWidth={1.75} aria-hidden="true" />}
            onClick={() => refresh.mutate()}
          >
            Read again now
          </Button>
          {!refresh.isPending && loses && (
            <Button onClick={() => refresh.mutate({ acceptLoss: true })}>Accept the loss</Button>
          )}
          {refresh.isPending && <Button onClick={() => stopWork(tenant.name)}>Stop reading</Button>}
        </div>
      </Permitted>
    </Section>
  );
}

function LastAttempt({ tenant }: { tenant: TenantSummary }) {
  const now = useNow();
  const { lastAttempt: last, snapshot } = tenant;
  if (!last) return <p className="t3">It was not read yet.</p>;
  const Icon = last.ok ? CircleCheck : CircleX;
  return (
    <>
      <p className="row attempt">
        <Icon className={last.ok ? 'ok' : 'f-high'} size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className="md">{last.ok ? 'Read' : 'Failed'}</span>
        <span title={dayAndTime(last.at)}>{ago(last.at, now)}</span>
        <span className="end sm t3">
          {last.ok
            ? last.problemsTotal === 0
              ? 'Nothing was left out'
              : counted(last.problemsTotal, 'problem')
            : snapshot && `You see the state of ${dayAndTime(snapshot.takenAt)}`}
        </span>
      </p>
      {last.error && <ErrorPanel error={last.error} level={3} />}
      <ProblemList problems={last.problems} total={last.problemsTotal} title="What was left out" />
    </>
  );
}

function Running({ tenant }: { tenant: string }) {
  const progress = useProgress(tenant);
  const percent = percentOf(progress);
  return (
    <div className="reading reading-here" role="status">
      <div className="row sm">
        <Spinner />
        <div className="grow">{progressText(progress)}</div>
        {percent !== undefined && <div className="t2">{percent}%</div>}
      </div>
      <div className="bar">
        <i style={{ width: `${percent ?? 8}%` }} />
      </div>
    </div>
  );
}

function Result({ report }: { report: TenantReport }) {
  const { tenant, changed, elapsedMs } = report;
  return (
    <div className="reading" role="status">
      {changed ? (
        <WhatChanged tenant={tenant.name} elapsedMs={elapsedMs} />
      ) : (
        <p className="sm t2">Nothing changed. It took {duration(elapsedMs)}.</p>
      )}
    </div>
  );
}

function WhatChanged({ tenant, elapsedMs }: { tenant: string; elapsedMs: number }) {
  const snapshots = useQuery(snapshotsQuery(tenant));
  const [after, before] = snapshots.data ?? [];
  const diff = useQuery({
    ...diffQuery(tenant, before?.hash ?? null, after?.hash ?? null),
    enabled: before !== undefined,
  });
  if (!before || !after) return <p className="sm t2">Read for the first time, in {duration(elapsedMs)}.</p>;
  if (diff.isError) return <ErrorPanel error={diff.error} level={3} />;
  if (!diff.data) return <p className="sm t2">Something changed. Counting what.</p>;
  const { added, removed, gainedTotal, lostTotal } = diff.data;
  return (
    <p className="sm row wrap">
      <span className="grow">
        Changed since {dayAndTime(before.takenAt)}: {counted(added.length, 'thing')} new, {removed.length}{' '}
        gone; access gained {gainedTotal}, lost {lostTotal}. It took {duration(elapsedMs)}.
      </span>
      <Link
        to="/t/$tenant/settings"
        params={{ tenant }}
        search={{ tab: 'snapshots', before: before.hash, after: after.hash }}
        className="link"
      >
        See every difference
      </Link>
    </p>
  );
}
