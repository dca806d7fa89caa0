import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Page } from '../../components/Page';
import { PageHead } from '../../components/PageHead';
import { Tabs } from '../../components/Tabs';
import type { TenantSummary, Workspace } from '../../host/host';
import { snapshotsQuery, workspaceQuery } from '../../host/queries';
import { ConnectionTab } from './components/ConnectionTab';
import { DiffView } from './components/DiffView';
import { LeftTab } from './components/LeftTab';
import { RemoveTab } from './components/RemoveTab';
import { ScheduleTab } from './components/ScheduleTab';
import { SnapshotsTab } from './components/SnapshotsTab';
import type { TenantSettingsSearch, TenantTab } from './model/settings-search';
import './settings.css';

const PANEL = 'tenant-settings';

/** What belongs to one tenant: where it comes from, when it is read, what is kept, and how it goes. */
export function TenantSettingsPage({ tenant, search }: { tenant: string; search: TenantSettingsSearch }) {
  const workspace = useQuery(workspaceQuery);
  const summary = workspace.data?.tenants.find((one) => one.name === tenant);
  if (!workspace.data || !summary) return null;
  return <TenantSettings workspace={workspace.data} tenant={summary} search={search} />;
}

function TenantSettings(props: {
  workspace: Workspace;
  tenant: TenantSummary;
  search: TenantSettingsSearch;
}) {
  const { workspace, tenant, search } = props;
  const navigate = useNavigate();
  const snapshots = useQuery(snapshotsQuery(tenant.name));
  const tab = search.tab ?? 'connection';
  const go = (next: TenantSettingsSearch, replace = false) =>
    navigate({ to: '/t/$tenant/settings', params: { tenant: tenant.name }, search: next, replace });
  const { before, after } = search;
  return (
    <Page head={<PageHead crumb={tenant.displayName} title="Tenant settings" />}>
      <Tabs<TenantTab>
        label="Settings of this tenant"
        panel={PANEL}
        value={tab}
        onChange={(next) => go({ tab: next }, true)}
        tabs={[
          { value: 'connection', label: 'Connection' },
          { value: 'schedule', label: 'Schedule' },
          { value: 'snapshots', label: 'Snapshots', count: snapshots.data?.length },
          { value: 'left', label: 'People who left' },
          { value: 'remove', label: 'Remove' },
        ]}
      />
      <div
        className="settings-panel focus-in"
        id={PANEL}
        role="tabpanel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: at 200 % text the panel itself scrolls
        tabIndex={0}
        aria-labelledby={`${PANEL}-${tab}`}
      >
        {tab === 'connection' && (
          <div className="settings-scroll">
            <ConnectionTab tenant={tenant} workspace={workspace} />
          </div>
        )}
        {tab === 'schedule' && (
          <div className="settings-scroll">
            <ScheduleTab tenant={tenant} />
          </div>
        )}
        {tab === 'snapshots' &&
          (before && after ? (
            <DiffView
              key={`${before} ${after}`}
              tenant={tenant.name}
              before={before}
              after={after}
              show={search.show ?? 'access'}
              onShow={(show) => go({ ...search, show }, true)}
              onBack={() => go({ tab: 'snapshots' })}
            />
          ) : (
            <SnapshotsTab tenant={tenant} onCompare={(pair) => go({ tab: 'snapshots', ...pair })} />
          ))}
        {tab === 'left' && (
          <div className="settings-scroll">
            <LeftTab key={tenant.name} tenant={tenant} />
          </div>
        )}
        {tab === 'remove' && (
          <div className="settings-scroll">
            <RemoveTab key={tenant.name} tenant={tenant} />
          </div>
        )}
      </div>
    </Page>
  );
}
