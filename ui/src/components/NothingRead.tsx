import { Link } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import type { TenantSummary } from '../host/host';
import { Button } from './Button';
import { EmptyState } from './EmptyState';
import { ErrorPanel } from './ErrorPanel';
import { usePermission } from './permission';
import { progressText, useProgress } from './progress';
import { useRefresh } from './use-refresh';

/** No snapshot yet: says what will be here and why it is not, and reads when asked. */
export function NothingRead({ tenant, children }: { tenant: TenantSummary; children: string }) {
  const refresh = useRefresh(tenant.name, { told: true });
  const progress = useProgress(tenant.name);
  const { may } = usePermission('tenant.refresh');
  const error = refresh.error ?? tenant.lastAttempt?.error;
  return (
    <div className="nothing-read">
      {error && !refresh.isPending && (
        <ErrorPanel
          error={error}
          meaning="Nothing was read yet."
          {...(may && { onRetry: () => refresh.mutate() })}
        />
      )}
      <EmptyState
        kind="search"
        title="Nothing was read yet"
        actions={
          <>
            {may && (
              <Button
                variant="primary"
                busy={refresh.isPending}
                icon={<RefreshCw size={14} strokeWidth={1.75} aria-hidden="true" />}
                onClick={() => refresh.mutate()}
              >
                {refresh.isPending ? progressText(progress) : `Read ${tenant.displayName}`}
              </Button>
            )}
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
        {children}
      </EmptyState>
    </div>
  );
}
