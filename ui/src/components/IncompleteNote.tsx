import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { ExportFormat } from '../host/host';
import { workspaceQuery } from '../host/queries';
import { saysIncomplete } from './export-formats';
import { incompleteFileText, isIncomplete } from './incomplete';

/** Before a file is written of a tenant that was read in part only: what is not in it. */
export function IncompleteNote({ tenant, format }: { tenant: string; format: ExportFormat }) {
  const workspace = useQuery(workspaceQuery);
  const summary = workspace.data?.tenants.find((one) => one.name === tenant);
  if (!summary || !isIncomplete(summary)) return null;
  return (
    <p className="field-note export-incomplete" role="status">
      <TriangleAlert size={14} aria-hidden="true" />
      <span>{incompleteFileText(summary, saysIncomplete(format))}</span>
    </p>
  );
}
