/** Questions that the shell and several screens share. Keys begin with the tenant, so that one tenant can be renewed. */
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { host } from './host';

export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: () => host.workspace(),
});

/** Key of everything that is read from one tenant. */
export function tenantKey(tenant: string, ...rest: unknown[]) {
  return ['tenant', tenant, ...rest] as const;
}

export function findingsQuery(tenant: string) {
  return queryOptions({
    queryKey: tenantKey(tenant, 'findings'),
    queryFn: () => host.findings(tenant, null),
  });
}

export function snapshotsQuery(tenant: string) {
  return queryOptions({
    queryKey: tenantKey(tenant, 'snapshots'),
    queryFn: () => host.snapshots(tenant),
  });
}

/** A tenant was added, read again or removed: all that shows it asks again. */
export function tenantChanged(client: QueryClient, tenant: string) {
  client.invalidateQueries({ queryKey: workspaceQuery.queryKey });
  client.invalidateQueries({ queryKey: tenantKey(tenant) });
}
