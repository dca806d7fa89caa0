import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { ClassWord } from '../../../components/ClassWord';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { sentence } from '../../../components/error-table';
import { Permitted } from '../../../components/Permitted';
import { forgetRecent } from '../../../components/recent';
import { counted } from '../../../components/text';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { forgetViews } from '../../../components/use-views';
import { ENVIRONMENT_WORD } from '../../../components/words';
import { host, type TenantSummary } from '../../../host/host';
import { findingsQuery, snapshotsQuery, tenantKey, workspaceQuery } from '../../../host/queries';
import { Section } from './Section';

/** Takes a tenant off this computer. The tenant itself is not touched. */
export function RemoveTab({ tenant }: { tenant: TenantSummary }) {
  return (
    <Section
      title={`Remove ${tenant.displayName} from this computer`}
      end={<ClassWord value="destructive" />}
      about={`The tenant itself is not touched: nobody in ${tenant.displayName} notices.`}
    >
      <Goes tenant={tenant} />
      <Permitted operation="tenant.remove" what="Removing a tenant">
        <RemoveForm tenant={tenant} />
      </Permitted>
    </Section>
  );
}

function Goes({ tenant }: { tenant: TenantSummary }) {
  const snapshots = useQuery(snapshotsQuery(tenant.name));
  const findings = useQuery({ ...findingsQuery(tenant.name), enabled: tenant.snapshot !== null });
  const dismissed = findings.data?.dismissed.length;
  const goes = [
    snapshots.data ? counted(snapshots.data.length, 'snapshot') : 'Its snapshots',
    dismissed === undefined
      ? 'Its dismissed findings'
      : dismissed > 0 && counted(dismissed, 'dismissed finding'),
    tenant.kind === 'scim' ? 'The token for its connection' : undefined,
    'What was opened lately, in the palette',
    'Saved views within its groups, roles and permissions',
  ];
  return (
    <div className="goes">
      <div>
        <h3 className="h">Goes, and cannot be brought back</h3>
        <ul>
          {goes
            .filter((one) => typeof one === 'string')
            .map((one) => (
              <li key={one}>{one}</li>
            ))}
        </ul>
      </div>
      <div>
        <h3 className="h">Stays</h3>
        <ul>
          <li>Everything in {tenant.product || 'the tenant'}</li>
          <li>Files that were exported, and backups</li>
          <li>The record of what was done with it here</li>
        </ul>
      </div>
    </div>
  );
}

/** In LIVE the name has to be typed; elsewhere it stands there already. */
function RemoveForm({ tenant }: { tenant: TenantSummary }) {
  const live = tenant.environment === 'live';
  const [typed, setTyped] = useState(live ? '' : tenant.name);
  const client = useQueryClient();
  const navigate = useNavigate();
  const id = useId();
  const named = [tenant.name, tenant.displayName].includes(typed.trim());
  const others = (useQuery(workspaceQuery).data?.tenants ?? []).filter((one) => one.name !== tenant.name);
  const remove = useOnce({
    mutationFn: () => host.remove(tenant.name, live ? 'typed' : 'explicit'),
    onSuccess: async () => {
      toast(`${tenant.displayName} was removed from Steward; the tenant itself is untouched`);
      await goOn();
    },
    // the tenant may be gone although something of it is left, such as its token: then one is told on the next screen
    onError: async (error) => {
      const { tenants } = await host.workspace();
      if (tenants.some((one) => one.name === tenant.name)) return;
      toast(`${tenant.displayName} was removed, but not all of it. ${sentence(error.message)}`, {
        tone: 'problem',
      });
      await goOn();
    },
  });
  /** To the next tenant, or to connecting one; only then is the old one let go of. */
  const goOn = async () => {
    forgetRecent(tenant.name);
    forgetViews(tenant.name);
    const other = others[0];
    if (other) await navigate({ to: '/t/$tenant/today', params: { tenant: other.name }, replace: true });
    else await navigate({ to: '/connect', replace: true });
    client.removeQueries({ queryKey: tenantKey(tenant.name) });
    await client.invalidateQueries({ queryKey: workspaceQuery.queryKey });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (named) remove.mutate();
      }}
    >
      <label className="label" htmlFor={id}>
        Type <b className="mono">{tenant.name}</b> to go on
      </label>
      <span className="field field-lg remove-name">
        <input
          id={id}
          className="mono"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </span>
      {remove.isError && <ErrorPanel error={remove.error} level={3} meaning="The tenant stays." />}
      <div className="setting-actions">
        <Button type="submit" variant="danger" busy={remove.isPending} disabled={!named}>
          Remove {tenant.displayName} from this computer
        </Button>
        <div className="tag">{ENVIRONMENT_WORD[tenant.environment]}</div>
      </div>
    </form>
  );
}
