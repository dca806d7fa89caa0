import { useQueryClient } from '@tanstack/react-query';
import { clearProgress } from '../../../components/progress';
import { counted } from '../../../components/text';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { host } from '../../../host/host';
import { trailChanged } from './queries';
import { IMPORT, useWatched } from './use-verify';

/** A log to read in: a file, or without one the made-up log of the practice tenant. */
type LogSource = { path: string | null; mapping: string | null };

export const MADE_UP: LogSource = { path: null, mapping: null };

/** Reads a log in. When nobody looks any more where it was begun, its end is told in a message. */
export function useImport(tenant: string) {
  const client = useQueryClient();
  const watched = useWatched();
  return useOnce({
    mutationFn: ({ path, mapping }: LogSource) => {
      clearProgress(IMPORT);
      return host.auditImport(tenant, path, mapping);
    },
    onSuccess: (done) => {
      if (!watched.current) toast(`${counted(done.added, 'event was', 'events were')} read in`);
    },
    onError: (error) => {
      if (!watched.current) toast(`No event was read in: ${error.message}`, { tone: 'problem' });
    },
    onSettled: () => {
      clearProgress(IMPORT);
      void trailChanged(client, tenant);
    },
  });
}
