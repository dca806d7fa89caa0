import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { toast } from '../../components/toast';
import { host, type Workspace } from '../../host/host';
import { tenantKey, workspaceQuery } from '../../host/queries';
import { lastTenant } from '../last-tenant';
import { scheduledText } from './status-model';

/** Rust reads tenants by their schedule while the window is open, and says so: what is shown of them follows. */
export function useScheduledReadings() {
  const client = useQueryClient();
  useEffect(() => {
    const known = (name: string) =>
      client.getQueryData<Workspace>(workspaceQuery.queryKey)?.tenants.find((tenant) => tenant.name === name);
    const listening = host.onRefreshed(async ({ tenant }) => {
      const before = known(tenant);
      await client.refetchQueries({ queryKey: workspaceQuery.queryKey });
      const told = scheduledText(before, known(tenant), lastTenant() === tenant);
      if (told) toast(told.text, { tone: told.tone });
    });
    return () => {
      listening.then((stop) => stop()).catch(() => undefined);
    };
  }, [client]);
  useNewSnapshots();
}

/** A tenant has another snapshot, whoever read it: everything that is shown of it is asked for again. */
function useNewSnapshots() {
  const client = useQueryClient();
  const seen = useRef(new Map<string, string | undefined>());
  const { data } = useQuery(workspaceQuery);
  useEffect(() => {
    for (const { name, snapshot } of data?.tenants ?? []) {
      const known = seen.current.has(name);
      const changed = known && seen.current.get(name) !== snapshot?.hash;
      seen.current.set(name, snapshot?.hash);
      if (changed) void client.invalidateQueries({ queryKey: tenantKey(name) });
    }
  }, [client, data]);
}
