import { CloudOff } from 'lucide-react';
import { Button } from '../../components/Button';
import { lookOf } from '../../components/error-table';
import { incompleteText, isIncomplete } from '../../components/incomplete';
import { usePermission } from '../../components/permission';
import { ago, dayAndTime } from '../../components/text';
import { useNow } from '../../components/use-now';
import { useRefresh } from '../../components/use-refresh';
import type { TenantSummary, Workspace } from '../../host/host';
import { WayOut } from './WayOut';

/** The last reading failed, or lacks a part: says since when, what works, and offers the way out. */
export function Banner({ tenant, workspace }: { tenant: TenantSummary; workspace: Workspace }) {
  const refresh = useRefresh(tenant.name);
  const { may } = usePermission('tenant.refresh');
  const now = useNow();
  const last = tenant.lastAttempt;
  const incomplete = isIncomplete(tenant);
  if (!tenant.snapshot || !(tenant.stale || incomplete)) return null;
  const cause = last?.error ? lookOf(last.error.code).title : 'The last reading failed';
  const seen = `${cause}. You see the state of ${dayAndTime(tenant.snapshot.takenAt)}`;
  const part = incomplete ? incompleteText(tenant) : '';
  return (
    <div className="banner" role="status">
      <CloudOff size={16} aria-hidden="true" />
      <div className="grow" title={tenant.stale ? `${seen}. ${part}` : part}>
        {tenant.stale && (
          <>
            {seen}
            <span className="banner-more">; everything can still be looked at, and nothing is lost</span>.{' '}
            {last && <span className="banner-tried">Tried {ago(last.at, now)}.</span>}
          </>
        )}{' '}
        {part}
      </div>
      <WayOut tenant={tenant} workspace={workspace} />
      {may && (
        <Button size="sm" busy={refresh.isPending} onClick={() => refresh.mutate()}>
          Try now
        </Button>
      )}
    </div>
  );
}
