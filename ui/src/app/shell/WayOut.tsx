import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/Button';
import { lookOf } from '../../components/error-table';
import { useRefresh } from '../../components/use-refresh';
import type { TenantSummary, Workspace } from '../../host/host';
import { openDetail } from './overlay-state';

/** What to do about the last reading that failed: open the token file, renew the token, accept what it would lose. */
export function WayOut({ tenant, workspace }: { tenant: TenantSummary; workspace: Workspace }) {
  const navigate = useNavigate();
  const refresh = useRefresh(tenant.name);
  const error = tenant.lastAttempt?.error;
  if (!error) return null;
  const { secrets } = workspace;
  const shut = secrets.kind === 'locked' || secrets.kind === 'unavailable';
  const { action, actionText } = lookOf(error.code);
  if (action === 'accept') {
    return (
      <Button size="sm" busy={refresh.isPending} onClick={() => refresh.mutate({ acceptLoss: true })}>
        {actionText}
      </Button>
    );
  }
  if (tenant.kind !== 'scim') return null;
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
