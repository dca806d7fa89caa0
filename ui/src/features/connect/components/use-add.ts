import { useMutation, useQueryClient } from '@tanstack/react-query';
import { clearProgress } from '../../../components/progress';
import type { TenantReport } from '../../../host/host';
import { tenantChanged } from '../../../host/queries';

/** Adds a tenant; afterwards everything that lists tenants knows it. */
export function useAdd(add: (name: string) => Promise<TenantReport>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (name: string) => {
      clearProgress(name);
      const report = await add(name);
      tenantChanged(client, report.tenant.name);
      await client.refetchQueries({ queryKey: ['workspace'] });
      return report;
    },
    onSettled: (_report, _error, name) => clearProgress(name),
  });
}
