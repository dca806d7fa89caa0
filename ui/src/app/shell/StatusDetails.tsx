import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button';
import { ErrorPanel } from '../../components/ErrorPanel';
import { ProblemList } from '../../components/ProblemList';
import { Skeleton } from '../../components/Skeleton';
import { TestSteps } from '../../components/TestSteps';
import { counted, dayAndTime, duration, shortHash } from '../../components/text';
import { toast } from '../../components/toast';
import { useRefresh } from '../../components/use-refresh';
import { ENVIRONMENT_WORD } from '../../components/words';
import { host, type SecretStore, type SnapshotInfo, type TenantSummary } from '../../host/host';
import { snapshotsQuery, tenantChanged, workspaceQuery } from '../../host/queries';
import { Waiting } from './StatusBar';
import { environmentMeaning } from './status-model';

export function EnvironmentDetail({ tenant }: { tenant: TenantSummary }) {
  const { counts } = tenant;
  return (
    <>
      <h2>
        {ENVIRONMENT_WORD[tenant.environment]}, {tenant.displayName}
      </h2>
      <p className="sm t2" style={{ marginBottom: 10 }}>
        {environmentMeaning(tenant)}
      </p>
      <dl className="facts">
        {tenant.product && (
          <>
            <dt>Product</dt>
            <dd>{tenant.product}</dd>
          </>
        )}
        {tenant.address && (
          <>
            <dt>Address</dt>
            <dd className="mono select">{tenant.address}</dd>
          </>
        )}
        <dt>Holds</dt>
        <dd>
          {counted(counts.people, 'person', 'people')}, {counted(counts.groups, 'group')},{' '}
          {counted(counts.roles, 'role')}, {counted(counts.permissions, 'permission')},{' '}
          {counted(counts.objects, 'object')}
        </dd>
        <dt>In Steward</dt>
        <dd className="mono select">{tenant.name}</dd>
      </dl>
    </>
  );
}

export function SnapshotDetail({ tenant }: { tenant: TenantSummary }) {
  const snapshots = useQuery({ ...snapshotsQuery(tenant.name), staleTime: 0 });
  if (snapshots.isError) return <ErrorPanel error={snapshots.error} onRetry={() => snapshots.refetch()} />;
  if (!snapshots.data) return <Skeleton rows={3} label="Reading the snapshots" />;
  return (
    <>
      <h2>{counted(snapshots.data.length, 'snapshot')}</h2>
      <p className="sm t2" style={{ marginBottom: 8 }}>
        Named by the hash of their content. Differences are measured against the baseline.
      </p>
      <ul>
        {snapshots.data.slice(0, 8).map((one) => (
          <SnapshotLine
            key={one.hash}
            tenant={tenant}
            snapshot={one}
            shown={one.hash === tenant.snapshot?.hash}
          />
        ))}
      </ul>
    </>
  );
}

function SnapshotLine(props: { tenant: TenantSummary; snapshot: SnapshotInfo; shown: boolean }) {
  const { tenant, snapshot, shown } = props;
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => host.setBaseline(tenant.name, snapshot.hash),
    onSuccess: () => {
      tenantChanged(client, tenant.name);
      toast(`Differences are now measured against ${dayAndTime(snapshot.takenAt)}`);
    },
    onError: (error) => toast(`The baseline stays: ${error.message}`, { tone: 'problem' }),
  });
  return (
    <li className="row sm" style={{ minHeight: 30, borderTop: '1px solid var(--line)' }}>
      <span className="mono" title={snapshot.hash}>
        {shortHash(snapshot.hash)}
      </span>
      <span className="grow">{dayAndTime(snapshot.takenAt)}</span>
      {shown && <span className="t3">shown</span>}
      {snapshot.baseline ? (
        <span className="tag">Baseline</span>
      ) : (
        <Button size="sm" variant="quiet" disabled={make.isPending} onClick={() => make.mutate()}>
          Make baseline
        </Button>
      )}
    </li>
  );
}

export function ConnectionDetail({ tenant }: { tenant: TenantSummary }) {
  const refresh = useRefresh(tenant.name);
  const test = useMutation({ mutationFn: () => host.testTenant(tenant.name) });
  const last = tenant.lastAttempt;
  if (tenant.kind === 'practice') {
    return (
      <>
        <h2>Built in</h2>
        <p className="sm t2">
          The practice tenant comes with Steward. It needs no network and reaches nobody.
        </p>
      </>
    );
  }
  return (
    <>
      <h2>{tenant.kind === 'scim' ? 'SCIM connection' : 'File'}</h2>
      <p className="mono select" style={{ overflowWrap: 'anywhere', marginBottom: 8 }}>
        {tenant.address}
      </p>
      {last && (
        <p className="sm t2" style={{ marginBottom: 10 }}>
          Last read {dayAndTime(last.at)}, {last.ok ? counted(last.problemsTotal, 'problem') : 'which failed'}
          .
        </p>
      )}
      {last?.error && <ErrorPanel error={last.error} />}
      {last && last.problems.length > 0 && (
        <ProblemList problems={last.problems} total={last.problemsTotal} />
      )}
      <div className="row" style={{ margin: '10px 0' }}>
        <Button
          size="sm"
          icon={<RefreshCw size={13} aria-hidden="true" />}
          disabled={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          Read again
        </Button>
        {tenant.kind === 'scim' && (
          <Button size="sm" variant="quiet" disabled={test.isPending} onClick={() => test.mutate()}>
            Test the connection
          </Button>
        )}
      </div>
      {test.isPending && <Waiting>Testing</Waiting>}
      {test.isError && <ErrorPanel error={test.error} />}
      {test.data && (
        <>
          <TestSteps steps={test.data.steps} label="Connection test" />
          <p className="sm t3" style={{ marginTop: 6 }}>
            Tested in {duration(test.data.elapsedMs)}; nothing was written.
          </p>
        </>
      )}
    </>
  );
}

export function SecretsDetail({ secrets }: { secrets: SecretStore }) {
  return (
    <>
      <h2>Where tokens are kept</h2>
      <p className="sm t2">{secrets.detail}</p>
      {(secrets.kind === 'locked' || secrets.kind === 'unavailable') && <Unlock />}
    </>
  );
}

/** Opens, or makes, the file that keeps tokens under a passphrase. */
function Unlock() {
  const client = useQueryClient();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutation({
    mutationFn: () => host.unlock(passphrase),
    onSuccess: (workspace) => {
      client.setQueryData(workspaceQuery.queryKey, workspace);
      toast('Tokens are unlocked until Steward is closed');
    },
  });
  return (
    <form
      style={{ marginTop: 10 }}
      onSubmit={(event) => {
        event.preventDefault();
        unlock.mutate();
      }}
    >
      <label>
        <span className="label">Passphrase</span>
        <span className="field">
          <input
            type="password"
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        </span>
      </label>
      {unlock.isError && (
        <div style={{ marginTop: 8 }}>
          <ErrorPanel error={unlock.error} />
        </div>
      )}
      <Button
        type="submit"
        size="sm"
        style={{ marginTop: 8 }}
        disabled={passphrase === '' || unlock.isPending}
      >
        Unlock tokens
      </Button>
    </form>
  );
}
