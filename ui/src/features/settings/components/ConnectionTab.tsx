import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { finishedRows, runningRows } from '../../../components/connection-steps';
import { useDraft } from '../../../components/drafts';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { sentence } from '../../../components/error-table';
import { MessageText } from '../../../components/MessageText';
import { Permitted } from '../../../components/Permitted';
import { clearProgress, useProgress } from '../../../components/progress';
import { TestSteps } from '../../../components/TestSteps';
import { counted, duration } from '../../../components/text';
import { toast } from '../../../components/toast';
import { Unlock } from '../../../components/Unlock';
import { useOnce } from '../../../components/use-once';
import { ENVIRONMENT_WORD } from '../../../components/words';
import { stopTest } from '../../../components/work';
import { host, type TenantSummary, type Workspace } from '../../../host/host';
import { tenantChanged } from '../../../host/queries';
import { Reading } from './Reading';
import { Section } from './Section';

const KIND = { practice: 'Practice tenant, built in', scim: 'SCIM 2.0 connection', file: 'File' };

/** Where a tenant comes from, whether that works, and reading it again. */
export function ConnectionTab({ tenant, workspace }: { tenant: TenantSummary; workspace: Workspace }) {
  return (
    <div className="settings-two">
      <div>
        <Section title="Where it comes from">
          <Facts tenant={tenant} />
        </Section>
        {tenant.kind === 'practice' ? (
          <p className="t2 setting-line">
            It needs no network, and nothing in it reaches anybody. There is nothing to read again.
          </p>
        ) : (
          <Reading tenant={tenant} />
        )}
      </div>
      <div>
        {tenant.kind === 'scim' && (
          <>
            <Test tenant={tenant} />
            <Token tenant={tenant} workspace={workspace} />
          </>
        )}
      </div>
    </div>
  );
}

function Facts({ tenant }: { tenant: TenantSummary }) {
  const { counts } = tenant;
  return (
    <dl className="facts">
      <dt>Kind</dt>
      <dd>{KIND[tenant.kind]}</dd>
      {tenant.address && (
        <>
          <dt>Address</dt>
          <dd className="mono select">{tenant.address}</dd>
        </>
      )}
      <dt>Environment</dt>
      <dd>
        <b>{ENVIRONMENT_WORD[tenant.environment]}</b>, {meaning(tenant)}
      </dd>
      {tenant.product && (
        <>
          <dt>Product</dt>
          <dd>{tenant.product}</dd>
        </>
      )}
      <dt>Name here</dt>
      <dd className="mono select">{tenant.name}</dd>
      {tenant.snapshot && (
        <>
          <dt>Holds</dt>
          <dd>
            {counted(counts.people, 'person', 'people')}, {counted(counts.groups, 'group')},{' '}
            {counted(counts.roles, 'role')}, {counted(counts.permissions, 'permission')},{' '}
            {counted(counts.objects, 'object')}
          </dd>
        </>
      )}
    </dl>
  );
}

function meaning({ environment, kind }: TenantSummary): string {
  if (environment === 'live')
    return kind === 'file'
      ? 'real people stand in this file, which Steward only reads'
      : 'real people work in it, and Steward only reads it';
  if (environment === 'sandbox') return 'a sandbox of the vendor';
  return kind === 'practice' ? 'invented people with planted mistakes' : 'marked so when it was connected';
}

function Test({ tenant }: { tenant: TenantSummary }) {
  const test = useOnce({
    mutationFn: () => {
      clearProgress(tenant.name);
      return host.testTenant(tenant.name);
    },
    onSettled: () => clearProgress(tenant.name),
  });
  const progress = useProgress(tenant.name);
  return (
    <Section
      title="Connection test"
      about="Asks the server without writing anything."
      end={test.data && duration(test.data.elapsedMs)}
    >
      <Permitted operation="tenant.test" what="Testing a connection">
        <div aria-live="polite">
          {test.isError && (
            <ErrorPanel error={test.error} level={3} meaning="The connection stays as it is." />
          )}
          {(test.data || test.isPending) && (
            <TestSteps
              steps={test.data ? finishedRows(test.data.steps) : runningRows(progress?.stage)}
              label="Steps of the test"
            />
          )}
        </div>
        <div className="setting-actions">
          <Button busy={test.isPending} onClick={() => test.mutate()}>
            {test.data || test.isError ? 'Test again' : 'Test the connection'}
          </Button>
          {test.isPending && <Button onClick={stopTest}>Stop the test</Button>}
        </div>
      </Permitted>
    </Section>
  );
}

/** Another token for the same connection. It is never shown again. */
function Token({ tenant, workspace }: { tenant: TenantSummary; workspace: Workspace }) {
  const [token, setToken] = useState('');
  const client = useQueryClient();
  const id = useId();
  useDraft(token === '' ? undefined : `The new token of ${tenant.displayName}`);
  const keep = useOnce({
    mutationFn: () => host.setToken(tenant.name, token),
    onSuccess: () => {
      setToken('');
      toast(`The token of ${tenant.displayName} was replaced`);
      tenantChanged(client, tenant.name);
    },
  });
  const locked = workspace.secrets.kind === 'locked' || workspace.secrets.kind === 'unavailable';
  return (
    <Section
      title="Token"
      about={!locked && <MessageText text={sentence(workspace.secrets.detail.split('; ')[0] ?? '')} />}
    >
      <Permitted operation="tenant.token" what="Replacing the token">
        {locked && (
          <div className="unlock-here">
            <Unlock secrets={workspace.secrets} />
          </div>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (token !== '' && !locked) keep.mutate();
          }}
        >
          <label className="label" htmlFor={id}>
            New bearer token
          </label>
          <div className="row">
            <div className="field grow">
              <input
                id={id}
                className="mono"
                type="password"
                value={token}
                autoComplete="off"
                spellCheck={false}
                disabled={locked}
                onChange={(event) => setToken(event.currentTarget.value.trim())}
              />
              {token.length > 8 && (
                <span className="mono t3" aria-hidden="true">
                  {token.slice(-4)}
                </span>
              )}
            </div>
            <Button type="submit" busy={keep.isPending} disabled={token === '' || locked}>
              Replace the token
            </Button>
          </div>
          <p className="field-note">
            {locked
              ? 'Open the place for tokens above first.'
              : 'The old one is forgotten at once. It is never shown again, here or anywhere.'}
          </p>
          {keep.isError && <ErrorPanel error={keep.error} level={3} meaning="The old token stays." />}
        </form>
      </Permitted>
    </Section>
  );
}
