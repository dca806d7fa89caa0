import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft, HardDrive, KeyRound } from 'lucide-react';
import { Brand } from '../../components/Brand';
import { Button } from '../../components/Button';
import { ErrorPanel } from '../../components/ErrorPanel';
import { Permitted } from '../../components/Permitted';
import { usePermission } from '../../components/permission';
import { RunningWork } from '../../components/RunningWork';
import { useWork } from '../../components/work';
import type { Workspace } from '../../host/host';
import { workspaceQuery } from '../../host/queries';
import { FileForm } from './components/FileForm';
import { Foot } from './components/Foot';
import { KindCards } from './components/KindCards';
import { PracticeForm } from './components/PracticeForm';
import { ScimForm } from './components/ScimForm';
import { Steps } from './components/Steps';
import type { ConnectSearch } from './model/connect-search';
import './connect.css';

/** From nothing to a safe first view: the practice tenant, a SCIM connection, or a file. */
export function ConnectPage({ search }: { search: ConnectSearch }) {
  const workspace = useQuery(workspaceQuery);
  if (workspace.isError) {
    return (
      <main className="boot">
        <Brand />
        <ErrorPanel level={1} error={workspace.error} onRetry={() => workspace.refetch()} />
      </main>
    );
  }
  return workspace.data ? <Connect workspace={workspace.data} search={search} /> : null;
}

function Connect({ workspace, search }: { workspace: Workspace; search: ConnectSearch }) {
  const navigate = useNavigate();
  const work = useWork();
  const first = workspace.tenants.length === 0;
  const hasPractice = workspace.tenants.some((tenant) => tenant.kind === 'practice');
  const kind = search.kind ?? (hasPractice ? 'scim' : 'practice');
  const renewed = workspace.tenants.find((tenant) => tenant.name === search.again);
  const operation = renewed ? 'tenant.token' : kind === 'practice' ? 'tenant.practice' : 'tenant.add';
  const permission = usePermission(operation);
  // the practice tenant that is there already is only opened
  const may = permission.may || (kind === 'practice' && hasPractice);
  const back = first ? null : (
    <Button
      variant="quiet"
      icon={<ArrowLeft size={14} aria-hidden="true" />}
      onClick={() => navigate({ to: '/' })}
    >
      Back
    </Button>
  );
  const opened = (tenant: string) => navigate({ to: '/t/$tenant/today', params: { tenant } });
  const form = { workspace, back, onOpen: opened };
  return (
    <div className="connect">
      <div className="connect-band" aria-hidden="true" />
      <aside className="connect-side" aria-label="About Steward">
        <Brand />
        <p className="connect-claim">See who can do what, change it safely, and prove it later.</p>
        <Steps secrets={workspace.secrets} kind={kind} reading={work.some((one) => one.first)} />
        <p className="connect-promise">
          Everything is kept on this computer. Steward sends nothing anywhere except to the tenant that you
          connect.
        </p>
      </aside>
      <main
        className="connect-main"
        tabIndex={-1}
        aria-label={renewed ? 'Renew the token' : 'Connect a tenant'}
      >
        <div className="connect-head">
          {renewed ? (
            <>
              <h1>Renew the token of {renewed.displayName}</h1>
              <p className="t2">
                The connection stays as it is. What was read last stays until reading works again.
              </p>
            </>
          ) : (
            <>
              <h1>Connect a tenant</h1>
              <p className="t2">
                {first
                  ? 'To look around without risk, start with the practice tenant. You can connect the live one at any time.'
                  : 'It is added beside the tenants that are here already.'}
              </p>
              <KindCards
                kind={kind}
                onChange={(next) => navigate({ to: '/connect', search: { kind: next }, replace: true })}
              />
            </>
          )}
        </div>
        {may ? (
          <>
            {kind === 'practice' && <PracticeForm {...form} />}
            {kind === 'scim' && <ScimForm key={search.again} again={search.again} {...form} />}
            {kind === 'file' && <FileForm {...form} />}
          </>
        ) : (
          <div className="connect-form">
            <div className="connect-scroll">
              <Permitted
                operation={operation}
                what={renewed ? 'Replacing a token' : 'Connecting a tenant'}
                title="You can look around, not connect"
              />
            </div>
            <Foot back={back} note="" />
          </div>
        )}
      </main>
      <footer className="status">
        <div className="status-part">
          <HardDrive size={13} aria-hidden="true" />
          {first ? 'No tenant connected' : `${workspace.tenants.length} connected`}
        </div>
        <div className="status-part">
          <KeyRound size={13} aria-hidden="true" />
          {SECRETS[workspace.secrets.kind]}
        </div>
        <span className="status-gap" aria-hidden="true" />
        <RunningWork />
        <div className="status-part">Steward {workspace.version}</div>
      </footer>
    </div>
  );
}

const SECRETS: Record<Workspace['secrets']['kind'], string> = {
  keyring: 'Tokens go into the keyring',
  'passphrase-file': 'Tokens go into a protected file',
  locked: 'Tokens are locked',
  unavailable: 'No place for tokens',
};
