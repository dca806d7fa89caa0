import { Button } from '../../../components/Button';
import { usePermission } from '../../../components/permission';
import { toast } from '../../../components/toast';
import type { TenantSummary } from '../../../host/host';
import { IMPORT } from '../api/operations';
import { MADE_UP, useImport } from '../api/use-import';

/** Reads the made-up log of the practice tenant in with one click. Other tenants have none. */
export function PracticeLog({ tenant, small = false }: { tenant: TenantSummary; small?: boolean }) {
  const { may } = usePermission(IMPORT);
  const read = useImport(tenant.name);
  if (tenant.kind !== 'practice' || !may) return null;
  return (
    <Button
      size={small ? 'sm' : 'md'}
      busy={read.isPending}
      onClick={() =>
        read.mutate(MADE_UP, {
          onError: (error) => toast(`No event was read in: ${error.message}`, { tone: 'problem' }),
        })
      }
    >
      Read in the practice log
    </Button>
  );
}
