import { useQuery } from '@tanstack/react-query';
import type { OperationInfo } from '../host/host';
import { operationsQuery } from '../host/queries';

/** Whether this operator may do something, and the operator roles that may. */
export type Permission = { may: boolean; roles: readonly string[] };

/** Until the list is here, everything is offered: the door itself decides. */
export function permissionFor(
  operations: readonly OperationInfo[] | undefined,
  operation: string,
): Permission {
  const found = operations?.find((one) => one.name === operation);
  return { may: found?.allowed ?? true, roles: found?.roles ?? [] };
}

export function usePermission(operation: string): Permission {
  return permissionFor(useQuery(operationsQuery).data, operation);
}
