import { queryOptions } from '@tanstack/react-query';
import { host } from '../../../host/host';
import type { LedgerPlace } from '../model/redecision';

/** A past decision, evaluated again. The policies in force may change at any time, so it is asked for anew each time. */
export function redecideQuery({ log, number }: LedgerPlace) {
  return queryOptions({
    queryKey: ['redecide', log, number],
    queryFn: () => host.redecide(log, number),
    staleTime: 0,
    retry: false,
  });
}
