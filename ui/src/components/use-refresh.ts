import { useQueryClient } from '@tanstack/react-query';
import { type HostError, host, type TenantReport, toHostError, type Workspace } from '../host/host';
import { tenantChanged, workspaceQuery } from '../host/queries';
import { lookOf, sentence } from './error-table';
import { counted } from './text';
import { toast } from './toast';
import { useOnce } from './use-once';
import { seen } from './work';

/**
 * Reads a tenant again; the last good snapshot stays when that fails. `told` is for places that show the error
 * themselves; elsewhere the banner above the screen does, and what it does not say is said in a message.
 */
export function useRefresh(tenant: string, { told = false } = {}) {
  const client = useQueryClient();
  const known = () => client.getQueryData<Workspace>(workspaceQuery.queryKey);
  const summary = () => known()?.tenants.find((one) => one.name === tenant);
  return useOnce({
    mutationKey: ['refresh', tenant],
    mutationFn: (how: { acceptLoss: boolean } | undefined) =>
      seen({ tenant, name: summary()?.displayName ?? tenant, first: false }, () =>
        host.refresh(tenant, how?.acceptLoss ?? false),
      ),
    onSuccess: (report) => {
      toast(refreshed(report));
      tenantChanged(client, tenant);
    },
    onError: async (error) => {
      tenantChanged(client, tenant);
      if (told) return;
      await client.refetchQueries({ queryKey: workspaceQuery.queryKey });
      const { wire } = toHostError(error);
      const now = summary();
      const inBanner = now?.stale && now.snapshot && now.lastAttempt?.error?.code === wire.code;
      if (!inBanner) toast(failed(now?.displayName ?? tenant, wire), { tone: 'problem' });
    },
  });
}

export function failed(name: string, wire: HostError['wire']): string {
  if (wire.code === 'cancelled') return `Reading ${name} was stopped. What was read before stays.`;
  return `${name} was not read. ${lookOf(wire.code).title}: ${sentence(wire.message)}`;
}

export function refreshed(report: Pick<TenantReport, 'tenant' | 'changed' | 'problemsTotal'>): string {
  const { tenant, changed, problemsTotal } = report;
  const left = problemsTotal > 0 ? `, ${counted(problemsTotal, 'problem')}` : '';
  const what = changed
    ? `${counted(tenant.counts.people, 'person', 'people')} read, something changed`
    : 'nothing changed';
  return `${tenant.displayName} is up to date, ${what}${left}`;
}
