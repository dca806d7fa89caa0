import type { TenantSummary } from '../host/host';

const KEY = 'steward.tenant';

/** The tenant that was open last. */
export function lastTenant(): string | null {
  return localStorage.getItem(KEY);
}

/** The tenant to begin with: the one that was open last, else the first; nothing when there is none. */
export function tenantToOpen(tenants: readonly TenantSummary[]): string | undefined {
  const last = lastTenant();
  return (tenants.find((tenant) => tenant.name === last) ?? tenants[0])?.name;
}

export function keepTenant(name: string) {
  localStorage.setItem(KEY, name);
}
