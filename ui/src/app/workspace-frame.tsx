import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { HardDrive, Plug } from 'lucide-react';
import { workspaceQuery } from '../host/queries';
import { tenantToOpen } from './last-tenant';
import { Shell } from './shell/Shell';

/** What belongs to no tenant stands in the frame of the tenant that was open last, so that one finds back. */
export function WorkspaceFrame() {
  const workspace = useQuery(workspaceQuery);
  if (!workspace.data) return null;
  const shown = tenantToOpen(workspace.data.tenants);
  return shown === undefined ? <Bare /> : <Shell tenant={shown} />;
}

/** No tenant is connected yet: the settings alone, and the way to connect one. */
function Bare() {
  return (
    <div className="app app-bare">
      <div className="band" aria-hidden="true" />
      <main className="work" data-region="Settings" tabIndex={-1} aria-label="Settings">
        <Outlet />
      </main>
      <footer className="status">
        <div className="status-part">
          <HardDrive size={13} aria-hidden="true" />
          No tenant connected
        </div>
        <span className="status-gap" aria-hidden="true" />
        <Link className="status-part" to="/connect">
          <Plug size={13} aria-hidden="true" />
          Connect a tenant
        </Link>
      </footer>
    </div>
  );
}
