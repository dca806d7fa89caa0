import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { tenantKey, workspaceQuery } from '../../host/queries';

const EVERY = 60_000;

/**
 * Rust reads tenants by their schedule while the window is open. The window looks once a minute whether one of them
 * has another snapshot now, and asks again what it shows of it. Without a schedule nothing is looked at.
 */
export function useScheduledReadings() {
  const client = useQueryClient();
  const seen = useRef(new Map<string, string | undefined>());
  const { data } = useQuery({
    ...workspaceQuery,
    refetchInterval: (query) =>
      query.state.data?.tenants.some((tenant) => tenant.scheduleMinutes !== null) ? EVERY : false,
  });
  useEffect(() => {
    for (const { name, snapshot } of data?.tenants ?? []) {
      const known = seen.current.has(name);
      const changed = known && seen.current.get(name) !== snapshot?.hash;
      seen.current.set(name, snapshot?.hash);
      if (changed) void client.invalidateQueries({ queryKey: tenantKey(name) });
    }
  }, [client, data]);
}
