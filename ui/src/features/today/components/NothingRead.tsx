import { Link } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import { Button } from '../../../components/Button';
import { EmptyState } from '../../../components/EmptyState';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { progressText, useProgress } from '../../../components/progress';
import { useRefresh } from '../../../components/use-refresh';
import type { TenantSummary } from '../../../host/host';

/** No snapshot yet: says what will be here, and reads when asked. */
export function NothingRead({ tenant }: { tenant: TenantSummary }) {
  const refresh = useRefresh(tenant.name, { told: true });
  const progress = useProgress(tenant.name);
  const error = refresh.error ?? tenant.lastAttempt?.error;
  return (
    <div className="today-nothing">
      {error && !refresh.isPending && (
        <ErrorPanel error={error} meaning="Nothing was read yet." onRetry={() => refresh.mutate()} />
      )}
      <EmptyState
        kind="search"
        title="Nothing was read yet"
        actions={
          <>
            <Button
              variant="primary"
              busy={refresh.isPending}
              icon={<RefreshCw size={14} strokeWidth={1.75} aria-hidden="true" />}
              onClick={() => refresh.mutate()}
            >
              {refresh.isPending ? progressText(progress) : `Read ${tenant.displayName}`}
            </Button>
            <Link
              className="btn btn-quiet"
              to="/t/$tenant/settings"
              params={{ tenant: tenant.name }}
              search={{ tab: 'connection' }}
            >
              Look at the connection
            </Link>
          </>
        }
      >
        What needs you, what ends and what changed appear here once {tenant.displayName} was read.
      </EmptyState>
    </div>
  );
}
