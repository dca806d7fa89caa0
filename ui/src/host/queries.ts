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

/** What is on record and how it stands. It grows with everything that is done, so it is asked for again on the next visit. */
export function auditStateQuery(tenant: string) {
  return queryOptions({
    queryKey: tenantKey(tenant, 'audit', 'state'),
    queryFn: () => host.auditState(tenant),
    staleTime: 0,
  });
}

/** What needs somebody now. Time moves it, so it is asked for again on the next visit. */
export function todayQuery(tenant: string) {
  return queryOptions({
    queryKey: tenantKey(tenant, 'today'),
    queryFn: () => host.today(tenant),
    staleTime: 60_000,
  });
}

/** What changed between two snapshots; nothing stands for the baseline, or the one before the last, and the last. */
export function diffQuery(tenant: string, before: string | null, after: string | null) {
  return queryOptions({
    queryKey: tenantKey(tenant, 'diff', before, after),
    queryFn: () => host.diff(tenant, before, after),
  });
}

export function searchQuery(tenant: string, text: string, limit: number) {
  return queryOptions({
    queryKey: tenantKey(tenant, 'search', text, limit),
    queryFn: () => host.search(tenant, text, limit),
    gcTime: 30_000,
  });
}

/** Everything Steward can do, and whether this operator may. */
export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: () => host.operations(),
});

export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: () => host.policies(),
});

/** What the workspace holds on disk. Looked at anew each time. */
export const storageQuery = queryOptions({
  queryKey: ['storage'],
  queryFn: () => host.storage(),
  staleTime: 0,
});

/** What works on this machine. Looked at anew each time. */
export const doctorQuery = queryOptions({
  queryKey: ['doctor'],
  queryFn: () => host.doctor(),
  staleTime: 0,
});

/** A tenant was added, read again or removed: all that shows it asks again. */
export function tenantChanged(client: QueryClient, tenant: string) {
  client.invalidateQueries({ queryKey: workspaceQuery.queryKey });
  client.invalidateQueries({ queryKey: tenantKey(tenant) });
}
