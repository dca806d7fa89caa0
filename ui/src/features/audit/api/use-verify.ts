import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { clearProgress } from '../../../components/progress';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { stopWork } from '../../../components/work';
import { type AuditVerifyReport, host } from '../../../host/host';
import { trailChanged } from './queries';

/** Names under which long work tells how far it is, and is stopped. */
export const VERIFY = 'audit verify';
export const IMPORT = 'audit import';

let last: AuditVerifyReport | undefined;
const listeners = new Set<() => void>();

function keep(report: AuditVerifyReport | undefined) {
  last = report;
  for (const listener of listeners) listener();
}

/** What verifying came to the last time since the window was opened; it stays when one looks at other screens. */
function useReport(): AuditVerifyReport | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => last,
  );
}

/** Whether somebody still looks at where something was begun: when not, its end is told in a message. */
export function useWatched() {
  const watched = useRef(true);
  useEffect(() => {
    watched.current = true;
    return () => {
      watched.current = false;
    };
  }, []);
  return watched;
}

/** Verifies everything that is on record. `shown` is whether its result is looked at. */
export function useVerify(tenant: string, shown: boolean) {
  const client = useQueryClient();
  const looks = useRef(shown);
  useEffect(() => {
    looks.current = shown;
    return () => {
      looks.current = false;
    };
  }, [shown]);
  const report = useReport();
  const run = useOnce({
    mutationFn: () => {
      clearProgress(VERIFY);
      return host.auditVerify();
    },
    onSuccess: (done) => {
      keep(done);
      if (looks.current) return;
      if (done.holds) toast('Everything on record that is signed or sealed holds');
      else toast('What is on record does not hold: see Audit', { tone: 'problem' });
    },
    onError: (error) => {
      if (!looks.current) toast(`Nothing was verified: ${error.message}`, { tone: 'problem' });
    },
    onSettled: () => {
      clearProgress(VERIFY);
      void trailChanged(client, tenant);
    },
  });
  return { report, run, stop: () => stopWork(VERIFY) };
}
