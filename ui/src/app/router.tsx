import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  Outlet,
} from '@tanstack/react-router';
import { readMatrixSearch } from '../components/matrix-search';
import { MatrixPage } from '../features/access/matrix-page';
import { ConnectPage } from '../features/connect/connect-page';
import { readConnectSearch } from '../features/connect/model/connect-search';
import { FindingsPage } from '../features/findings/findings-page';
import { readFindingsSearch } from '../features/findings/model/findings-search';
import { Home } from './home';
import { Shell } from './shell/Shell';

const root = createRootRoute({ component: Outlet, notFoundComponent: () => <Navigate to="/" replace /> });

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect',
  validateSearch: readConnectSearch,
  component: function Connect() {
    return <ConnectPage search={connect.useSearch()} />;
  },
});

const tenant = createRoute({
  getParentRoute: () => root,
  path: '/t/$tenant',
  component: function Tenant() {
    return <Shell tenant={tenant.useParams().tenant} />;
  },
});

const tenantHome = createRoute({
  getParentRoute: () => tenant,
  path: '/',
  component: function TenantHome() {
    return <Navigate to="/t/$tenant/matrix" params={tenant.useParams()} replace />;
  },
});

const matrix = createRoute({
  getParentRoute: () => tenant,
  path: '/matrix',
  validateSearch: readMatrixSearch,
  component: function Matrix() {
    const params = matrix.useParams();
    return <MatrixPage key={params.tenant} tenant={params.tenant} search={matrix.useSearch()} />;
  },
});

const findings = createRoute({
  getParentRoute: () => tenant,
  path: '/findings',
  validateSearch: readFindingsSearch,
  component: function Findings() {
    const params = findings.useParams();
    return <FindingsPage key={params.tenant} tenant={params.tenant} search={findings.useSearch()} />;
  },
});

export const router = createRouter({
  routeTree: root.addChildren([home, connect, tenant.addChildren([tenantHome, matrix, findings])]),
  history: createHashHistory(),
  defaultPreload: false,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
