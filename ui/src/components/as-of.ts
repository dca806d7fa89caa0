import { useQuery } from '@tanstack/react-query';
import type { Workspace } from '../host/host';
import { workspaceQuery } from '../host/queries';
import { dayAndTime } from './text';

/**
 * Of which moment a screen speaks, in words: the one in its address, or else that of the reading on which everything about
 * the tenant rests. One for all screens: when a screen was asked is no matter of the tenant.
 */
export function stateOf(
  workspace: Pick<Workspace, 'tenants'> | undefined,
  tenant: string,
  at?: string,
): string {
  const read = workspace?.tenants.find((one) => one.name === tenant)?.snapshot?.takenAt;
  const moment = at ?? read;
  return moment === undefined ? '' : dayAndTime(moment);
}

/** The same, as it changes: `12 Nov 2026, 10:36`. */
export function useStateOf(tenant: string, at?: string): string {
  return stateOf(useQuery(workspaceQuery).data, tenant, at);
}
