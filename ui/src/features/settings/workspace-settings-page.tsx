import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../components/Page';
import { PageHead } from '../../components/PageHead';
import { Tabs } from '../../components/Tabs';
import { workspaceQuery } from '../../host/queries';
import { AboutTab } from './components/AboutTab';
import { GeneralTab } from './components/GeneralTab';
import { MachineTab } from './components/MachineTab';
import { PoliciesTab } from './components/PoliciesTab';
import { StorageTab } from './components/StorageTab';
import type { WorkspaceSettingsSearch, WorkspaceTab } from './model/settings-search';
import './settings.css';

const PANEL = 'workspace-settings';

/** What belongs to this computer and to the workspace, whichever tenant is open. */
export function WorkspaceSettingsPage({ search }: { search: WorkspaceSettingsSearch }) {
  const workspace = useQuery(workspaceQuery);
  const navigate = useNavigate();
  if (!workspace.data) return null;
  const tab = search.tab ?? 'general';
  const go = (next: WorkspaceSettingsSearch) => navigate({ to: '/settings', search: next, replace: true });
  const panels: Record<WorkspaceTab, ReactNode> = {
    general: <Scroll>{<GeneralTab />}</Scroll>,
    policies: (
      <PoliciesTab
        workspace={workspace.data}
        show={search.show ?? 'operations'}
        onShow={(show) => go({ tab: 'policies', show })}
      />
    ),
    storage: (
      <Scroll>
        <StorageTab />
      </Scroll>
    ),
    machine: (
      <Scroll>
        <MachineTab secrets={workspace.data.secrets} />
      </Scroll>
    ),
    about: (
      <Scroll>
        <AboutTab workspace={workspace.data} />
      </Scroll>
    ),
  };
  return (
    <Page head={<PageHead title="Settings" note="Of this workspace, on this computer" />}>
      <Tabs<WorkspaceTab>
        label="Settings"
        panel={PANEL}
        value={tab}
        onChange={(next) => go({ tab: next })}
        tabs={[
          { value: 'general', label: 'General' },
          { value: 'policies', label: 'Operators’ policies' },
          { value: 'storage', label: 'Storage and backup' },
          { value: 'machine', label: 'This machine' },
          { value: 'about', label: 'About and licences' },
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
        {panels[tab]}
      </div>
    </Page>
  );
}

function Scroll({ children }: { children: ReactNode }) {
  return <div className="settings-scroll">{children}</div>;
}
