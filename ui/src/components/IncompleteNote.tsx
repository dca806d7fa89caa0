import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { ExportFormat, TenantSummary } from '../host/host';
import { workspaceQuery } from '../host/queries';
import { saysIncomplete } from './export-formats';
import { incompleteFileText, isIncomplete } from './incomplete';

/** A tenant that was read in part only; nothing when all of it was read. */
export function useIncomplete(tenant: string): TenantSummary | undefined {
  const summary = useQuery(workspaceQuery).data?.tenants.find((one) => one.name === tenant);
  return summary && isIncomplete(summary) ? summary : undefined;
}

/** Before a file is written of a tenant that was read in part only: what is not in it. */
export function IncompleteNote({ tenant, format }: { tenant: string; format: ExportFormat }) {
  const summary = useIncomplete(tenant);
  if (!summary) return null;
  return (
    <p className="field-note export-incomplete" role="status">
      <TriangleAlert size={14} aria-hidden="true" />
      <span>{incompleteFileText(summary, saysIncomplete(format))}</span>
    </p>
  );
}
