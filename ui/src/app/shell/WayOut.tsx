import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/Button';
import { lookOf } from '../../components/error-table';
import type { TenantSummary, Workspace } from '../../host/host';
import { openDetail } from './overlay-state';

/** What to do about the last reading that failed: open the token file, or renew the token. Nothing for other causes. */
export function WayOut({ tenant, workspace }: { tenant: TenantSummary; workspace: Workspace }) {
  const navigate = useNavigate();
  const error = tenant.lastAttempt?.error;
  if (tenant.kind !== 'scim' || !error) return null;
  const { secrets } = workspace;
  const shut = secrets.kind === 'locked' || secrets.kind === 'unavailable';
  const { action, actionText } = lookOf(error.code);
  if (action === 'unlock' && shut) {
    return (
      <Button size="sm" onClick={() => openDetail('secrets')}>
        Open the token file
      </Button>
    );
  }
  if (action !== 'connection') return null;
  return (
    <Button
      size="sm"
      onClick={() => {
        openDetail(undefined);
        void navigate({ to: '/connect', search: { kind: 'scim', again: tenant.name } });
      }}
    >
      {actionText}
    </Button>
  );
}
