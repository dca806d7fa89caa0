import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useDraft } from '../../../components/drafts';
import { lookOf, sentence } from '../../../components/error-table';
import { counted } from '../../../components/text';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { seen, stopWork } from '../../../components/work';
import { type TenantReport, toHostError } from '../../../host/host';
import { tenantChanged } from '../../../host/queries';

/**
 * Adds a tenant; afterwards everything that lists tenants knows it. Whoever leaves meanwhile is asked, and when it
 * goes on without them, is told how it ended.
 */
export function useAdd(add: (name: string) => Promise<TenantReport>, { stops = true } = {}) {
  const client = useQueryClient();
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const mutation = useOnce({
    mutationFn: (name: string) =>
      seen({ tenant: name, name, first: true }, async () => {
        const report = await add(name);
        tenantChanged(client, report.tenant.name);
        await client.refetchQueries({ queryKey: ['workspace'] });
        return report;
      }),
    onSuccess: ({ tenant }) => {
      over();
      if (!here.current)
        toast(
          `${tenant.displayName} is connected, ${counted(tenant.counts.people, 'person', 'people')} read`,
        );
    },
    onError: (error, name) => {
      const { wire } = toHostError(error);
      if (here.current || wire.code === 'cancelled') return;
      toast(`${name} was not added. ${lookOf(wire.code).title}: ${sentence(wire.message)}`, {
        tone: 'problem',
      });
    },
  });
  const { isPending, variables } = mutation;
  const over = useDraft(
    isPending && stops ? `The first reading of ${variables}` : undefined,
    variables === undefined ? undefined : () => stopWork(variables),
  );
  return mutation;
}
