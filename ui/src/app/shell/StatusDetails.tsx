import { Link } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import { Button } from '../../components/Button';
import { ErrorPanel } from '../../components/ErrorPanel';
import { counted, dayAndTime } from '../../components/text';
import { useRefresh } from '../../components/use-refresh';
import { ENVIRONMENT_WORD } from '../../components/words';
import { Unlock } from '../../features/settings/components/Unlock';
import type { TenantTab } from '../../features/settings/model/settings-search';
import type { SecretStore, TenantSummary } from '../../host/host';
import { environmentMeaning } from './status-model';

/** Every detail is short and ends with the way to all of it. */
type Detail = { tenant: TenantSummary; onLeave(): void };

function More(props: Detail & { tab: TenantTab; children: string }) {
  const { tenant, onLeave, tab, children } = props;
  return (
    <Link
      className="link sm"
      to="/t/$tenant/settings"
      params={{ tenant: tenant.name }}
      search={{ tab }}
      onClick={onLeave}
    >
      {children}
    </Link>
  );
}

export function EnvironmentDetail({ tenant, onLeave }: Detail) {
  const { counts } = tenant;
  return (
    <>
      <h2>
        {ENVIRONMENT_WORD[tenant.environment]}, {tenant.displayName}
      </h2>
      <p className="sm t2" style={{ marginBottom: 10 }}>
        {environmentMeaning(tenant)}
      </p>
      <dl className="facts" style={{ marginBottom: 10 }}>
        {tenant.product && (
          <>
            <dt>Product</dt>
            <dd>{tenant.product}</dd>
          </>
        )}
        <dt>Holds</dt>
        <dd>
          {counted(counts.people, 'person', 'people')}, {counted(counts.groups, 'group')},{' '}
          {counted(counts.roles, 'role')}, {counted(counts.permissions, 'permission')},{' '}
          {counted(counts.objects, 'object')}
        </dd>
      </dl>
      <More tenant={tenant} onLeave={onLeave} tab="connection">
        Where it comes from
      </More>
    </>
  );
}

export function SnapshotDetail({ tenant, onLeave }: Detail) {
  const { snapshot } = tenant;
  if (!snapshot) return null;
  return (
    <>
      <h2>What you see</h2>
      <p className="sm t2" style={{ marginBottom: 10 }}>
        The state of {dayAndTime(snapshot.takenAt)}, named by the hash of its content.
        {snapshot.baseline && ' It is the baseline.'}
      </p>
      <p className="mono select" style={{ overflowWrap: 'anywhere', marginBottom: 10 }}>
        {snapshot.hash}
      </p>
      <More tenant={tenant} onLeave={onLeave} tab="snapshots">
        All snapshots, and what changed between them
      </More>
    </>
  );
}

export function ConnectionDetail({ tenant, onLeave }: Detail) {
  const refresh = useRefresh(tenant.name);
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
      {last?.error && <ErrorPanel error={last.error} level={3} />}
      <div className="row" style={{ marginTop: 10 }}>
        <Button
          size="sm"
          icon={<RefreshCw size={13} aria-hidden="true" />}
          disabled={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          Read again
        </Button>
        <span className="end">
          <More tenant={tenant} onLeave={onLeave} tab="connection">
            Test, token and problems
          </More>
        </span>
      </div>
    </>
  );
}

export function SecretsDetail({ secrets }: { secrets: SecretStore }) {
  return (
    <>
      <h2>Where tokens are kept</h2>
      <p className="sm t2" style={{ marginBottom: 10 }}>
        {secrets.detail}
      </p>
      {(secrets.kind === 'locked' || secrets.kind === 'unavailable') && <Unlock />}
    </>
  );
}
