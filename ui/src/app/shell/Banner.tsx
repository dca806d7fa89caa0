import { useNavigate } from '@tanstack/react-router';
import { CloudOff } from 'lucide-react';
import { Button } from '../../components/Button';
import { lookOf } from '../../components/error-table';
import { Spinner } from '../../components/Spinner';
import { dayAndTime } from '../../components/text';
import { useRefresh } from '../../components/use-refresh';
import type { TenantSummary } from '../../host/host';
import { incompleteText } from './status-model';

/** The last reading failed, or lacks a part: says since when, what works, and offers the way out. */
export function Banner({ tenant }: { tenant: TenantSummary }) {
  const refresh = useRefresh(tenant.name);
  const navigate = useNavigate();
  const incomplete = tenant.lastAttempt?.complete === false;
  if (!tenant.snapshot || !(tenant.stale || incomplete)) return null;
  const error = tenant.lastAttempt?.error;
  const cause = error ? lookOf(error.code) : undefined;
  const renew = cause?.action === 'connection' && tenant.kind === 'scim';
  return (
    <div className="banner" role="status">
      <CloudOff size={16} aria-hidden="true" />
      <span className="grow">
        {tenant.stale && (
          <>
            {cause?.title ?? 'The last reading failed'}. You see the state of{' '}
            {dayAndTime(tenant.snapshot.takenAt)}; reading works, and nothing is lost.
          </>
        )}{' '}
        {incomplete && incompleteText(tenant)}
      </span>
      {renew && (
        <Button
          size="sm"
          onClick={() => navigate({ to: '/connect', search: { kind: 'scim', again: tenant.name } })}
        >
          {cause.actionText}
        </Button>
      )}
      <Button
        size="sm"
        disabled={refresh.isPending}
        icon={refresh.isPending ? <Spinner /> : undefined}
        onClick={() => refresh.mutate()}
      >
        Try now
      </Button>
    </div>
  );
}
