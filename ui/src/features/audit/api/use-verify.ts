import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { clearProgress } from '../../../components/progress';
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

/** Verifies everything that is on record. */
export function useVerify(tenant: string) {
  const client = useQueryClient();
  const report = useReport();
  const run = useMutation({
    mutationFn: () => {
      clearProgress(VERIFY);
      return host.auditVerify();
    },
    onSuccess: keep,
    onSettled: () => {
      clearProgress(VERIFY);
      void trailChanged(client, tenant);
    },
  });
  return { report, run, stop: () => stopWork(VERIFY) };
}
