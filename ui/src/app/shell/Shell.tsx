import { useQuery } from '@tanstack/react-query';
import { Outlet, useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Brand } from '../../components/Brand';
import { ErrorPanel } from '../../components/ErrorPanel';
import { workspaceQuery } from '../../host/queries';
import { ErrorBoundary } from '../error-boundary';
import { keepTenant } from '../last-tenant';
import { NoSuchTenant } from '../nowhere';
import { Banner } from './Banner';
import { Overlays } from './Overlays';
import { Sidebar } from './Sidebar';
import { StatusBar } from './StatusBar';
import './shell.css';

/** The frame around every screen of a tenant. The environment is on it, on all sides. */
export function Shell({ tenant: name }: { tenant: string }) {
  // a tenant may be removed or added in another window: looked at again when one comes back to this
  const workspace = useQuery({ ...workspaceQuery, refetchOnWindowFocus: 'always' });
  const tenant = workspace.data?.tenants.find((one) => one.name === name);
  const screen = useScreen();
  // what is drawn, not what was asked for: the screen before stays as it is until the next one is here
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname });
  useEffect(() => {
    if (tenant) keepTenant(tenant.name);
    document.title = tenant ? `${screen} · ${tenant.displayName} · Steward` : 'Steward';
  }, [tenant, screen]);

  if (workspace.isError) {
    return (
      <main className="boot">
        <Brand />
        <ErrorPanel level={1} error={workspace.error} onRetry={() => workspace.refetch()} />
      </main>
    );
  }
  if (!workspace.data) return null;
  if (!tenant) {
    return (
      <NoSuchTenant name={name} tenants={workspace.data.tenants} onAsk={() => void workspace.refetch()} />
    );
  }
  return (
    <div className="app" data-environment={tenant.environment}>
      <div className="band" aria-hidden="true" />
      <Sidebar tenant={tenant} workspace={workspace.data} />
      <main className="work" data-region={screen} tabIndex={-1} aria-label={screen}>
        <Banner tenant={tenant} workspace={workspace.data} />
        <ErrorBoundary key={path}>
          <Outlet />
        </ErrorBoundary>
      </main>
      <StatusBar tenant={tenant} workspace={workspace.data} />
      <Overlays tenant={tenant} workspace={workspace.data} />
    </div>
  );
}

/** The name of the screen, as its route says. */
function useScreen(): string {
  return useMatches({
    select: (matches) => matches.findLast((match) => match.staticData.title)?.staticData.title ?? 'Steward',
  });
}
