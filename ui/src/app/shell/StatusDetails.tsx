import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RefreshCw, ShieldCheck } from 'lucide-react';
import { Button } from '../../components/Button';
import { ErrorPanel } from '../../components/ErrorPanel';
import { sentence } from '../../components/error-table';
import { MessageText } from '../../components/MessageText';
import { usePermission } from '../../components/permission';
import { counted, dayAndTime } from '../../components/text';
import { Unlock } from '../../components/Unlock';
import { useRefresh } from '../../components/use-refresh';
import { ENVIRONMENT_WORD } from '../../components/words';
import type { TenantTab } from '../../features/settings/model/settings-search';
import {
  type AuditState,
  type SecretStore,
  type TenantSummary,
  toHostError,
  type Workspace,
} from '../../host/host';
import { snapshotsQuery } from '../../host/queries';
import { baselineText, environmentMeaning } from './status-model';
import { WayOut } from './WayOut';

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
      <dl className="facts status-facts">
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

export function LedgerDetail({ tenant, state, onLeave }: Detail & { state: AuditState }) {
  const { entries, head, verified } = state;
  return (
    <>
      <h2>What is on record</h2>
      <dl className="facts status-facts">
        <dt>Entries</dt>
        <dd>{counted(entries, 'entry', 'entries')} of this workspace</dd>
        <dt>Newest</dt>
        <dd className="mono select">{head}</dd>
        <dt>Verified</dt>
        <dd>
          {verified === null
            ? 'Not yet'
            : `${dayAndTime(verified.at)}, ${
                verified.holds
                  ? `all of ${counted(verified.entries, 'entry', 'entries')}`
                  : counted(verified.faults, 'fault')
              }`}
        </dd>
      </dl>
      <div className="row" style={{ marginTop: 10 }}>
        <Link
          className="btn btn-sm"
          to="/t/$tenant/audit"
          params={{ tenant: tenant.name }}
          search={{ do: 'verify' }}
          onClick={onLeave}
        >
          <ShieldCheck size={13} aria-hidden="true" />
          Verify…
        </Link>
        <Link
          className="link sm end"
          to="/t/$tenant/audit"
          params={{ tenant: tenant.name }}
          search={{}}
          onClick={onLeave}
        >
          Look through it
        </Link>
      </div>
    </>
  );
}

export function SnapshotDetail({ tenant, onLeave }: Detail) {
  const { snapshot } = tenant;
  const readings = useQuery(snapshotsQuery(tenant.name)).data;
  if (!snapshot) return null;
  const baseline = snapshot.baseline ? 'This reading' : baselineText(readings);
  return (
    <>
      <h2>What you see</h2>
      <dl className="facts status-facts">
        <dt>State of</dt>
        <dd>{dayAndTime(snapshot.takenAt)}</dd>
        <dt>Hash</dt>
        <dd className="mono select">{snapshot.hash}</dd>
        <dt>Baseline</dt>
        <dd>{baseline}</dd>
      </dl>
      <More tenant={tenant} onLeave={onLeave} tab="snapshots">
        All snapshots, and what changed between them
      </More>
    </>
  );
}

export function ConnectionDetail(props: Detail & { workspace: Workspace }) {
  const { tenant, workspace, onLeave } = props;
  const refresh = useRefresh(tenant.name, { told: true });
  const { may } = usePermission('tenant.refresh');
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
  // what was not kept with the tenant, such as a workspace that is busy, is only known here
  const error = refresh.error ? toHostError(refresh.error).wire : last?.error;
  return (
    <>
      <h2>{tenant.kind === 'scim' ? 'SCIM connection' : 'File'}</h2>
      <dl className="facts status-facts">
        <dt>{tenant.kind === 'scim' ? 'Address' : 'Path'}</dt>
        <dd className="mono select">{tenant.address}</dd>
        {last && (
          <>
            <dt>{last.ok ? 'Last read' : 'Failed'}</dt>
            <dd>
              {dayAndTime(last.at)}
              {last.ok && `, ${counted(last.problemsTotal, 'problem')}`}
            </dd>
          </>
        )}
      </dl>
      {error && !refresh.isPending && (
        <ErrorPanel error={error} level={3} actions={<WayOut tenant={tenant} workspace={workspace} />} />
      )}
      <div className="row" style={{ marginTop: 10 }}>
        {may && (
          <Button
            size="sm"
            icon={<RefreshCw size={13} aria-hidden="true" />}
            busy={refresh.isPending}
            onClick={() => refresh.mutate()}
          >
            Read again
          </Button>
        )}
        <div className="end">
          <More tenant={tenant} onLeave={onLeave} tab="connection">
            Test, token and problems
          </More>
        </div>
      </div>
    </>
  );
}

export function SecretsDetail({ secrets, onLeave }: { secrets: SecretStore; onLeave(): void }) {
  const shut = secrets.kind === 'locked' || secrets.kind === 'unavailable';
  return (
    <>
      <h2>Where tokens are kept</h2>
      {shut ? (
        <Unlock secrets={secrets} onDone={onLeave} />
      ) : (
        <p className="sm t2">
          <MessageText text={sentence(secrets.detail)} />
        </p>
      )}
    </>
  );
}
