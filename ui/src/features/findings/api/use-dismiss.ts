import { useMutation, useQueryClient } from '@tanstack/react-query';
import { day } from '../../../components/text';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { type FindingView, host } from '../../../host/host';
import { tenantKey } from '../../../host/queries';

/** Puts a finding out of sight until a day; the toast brings it back. */
export function useDismiss(tenant: string) {
  const client = useQueryClient();
  const restore = useRestore(tenant);
  return useOnce({
    mutationFn: ({ finding, reason, returns }: { finding: FindingView; reason: string; returns: string }) =>
      host.dismiss(tenant, finding.key, reason, returns),
    onSuccess: (_view, { finding, returns }) => {
      client.invalidateQueries({ queryKey: tenantKey(tenant) });
      toast(`Dismissed until ${day(returns)}: ${finding.title}`, { undo: () => restore.mutate(finding) });
    },
  });
}

/** Brings a dismissed finding back. */
export function useRestore(tenant: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (finding: FindingView) => host.restore(tenant, finding.key),
    onSuccess: (_view, finding) => {
      client.invalidateQueries({ queryKey: tenantKey(tenant) });
      toast(`Open again: ${finding.title}`);
    },
    onError: (error) => toast(`It stays dismissed: ${error.message}`, { tone: 'problem' }),
  });
}
