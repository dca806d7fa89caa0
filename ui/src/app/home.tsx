import { useQuery } from '@tanstack/react-query';
import { Navigate, useRouter } from '@tanstack/react-router';
import { workspaceQuery } from '../host/queries';
import { tenantToOpen } from './last-tenant';

/** Where to begin: the tenant that was open last, else the first, else connecting one. */
export function Home() {
  const workspace = useQuery(workspaceQuery);
  const { history } = useRouter();
  // somebody who went elsewhere meanwhile is not called back
  if (!workspace.data || history.location.pathname !== '/') return null;
  const open = tenantToOpen(workspace.data.tenants);
  if (open === undefined) return <Navigate to="/connect" replace />;
  return <Navigate to="/t/$tenant/today" params={{ tenant: open }} replace />;
}
