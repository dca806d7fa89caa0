import { useMutation, useQueryClient } from '@tanstack/react-query';
import { host, type TenantReport } from '../host/host';
import { tenantChanged } from '../host/queries';
import { clearProgress } from './progress';
import { counted } from './text';
import { toast } from './toast';

/** Reads a tenant again; the last good snapshot stays when that fails. */
export function useRefresh(tenant: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['refresh', tenant],
    mutationFn: () => {
      clearProgress(tenant);
      return host.refresh(tenant);
    },
    onSuccess: (report) => toast(refreshed(report)),
    onError: (error) => toast(`${tenant} was not read: ${error.message}`, { tone: 'problem' }),
    onSettled: () => {
      clearProgress(tenant);
      tenantChanged(client, tenant);
    },
  });
}

export function refreshed(report: TenantReport): string {
  const { tenant, changed, problemsTotal } = report;
  const left = problemsTotal > 0 ? `, ${counted(problemsTotal, 'problem')}` : '';
  const what = changed
    ? `${counted(tenant.counts.people, 'person', 'people')} read, something changed`
    : 'nothing changed';
  return `${tenant.displayName} is up to date, ${what}${left}`;
}
