import {
  type AsyncRouteComponent,
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  Outlet,
} from '@tanstack/react-router';
import { type DetailSearch, readDetailSearch } from '../components/detail-search';
import { readListSearch } from '../components/list-search';
import { readMatrixSearch } from '../components/matrix-search';
import { startTravel } from '../components/travel';
import { readAuditSearch } from '../features/audit/model/audit-search';
import { readConnectSearch } from '../features/connect/model/connect-search';
import { readFindingsSearch } from '../features/findings/model/findings-search';
import { readTenantSettings, readWorkspaceSettings } from '../features/settings/model/settings-search';
import { readTodaySearch } from '../features/today/model/today-search';
import { TodayPage } from '../features/today/today-page';
import type { ListKind } from '../host/host';
import { Background } from './background';
import { Home } from './home';
import { NoSuchPlace, NoSuchScreen } from './nowhere';
import {
  AuditPage,
  ConnectPage,
  FindingsPage,
  GroupPage,
  ListPage,
  MatrixPage,
  PermissionPage,
  PersonPage,
  RolePage,
  readFirst,
  TenantSettingsPage,
  WorkspaceSettingsPage,
} from './screens';
import { LeaveGuard } from './shell/LeaveGuard';
import { Shell } from './shell/Shell';
import { WorkspaceFrame } from './workspace-frame';

const root = createRootRoute({
  component: function Root() {
    return (
      <>
        <Outlet />
        <Background />
        <LeaveGuard />
      </>
    );
  },
  notFoundComponent: NoSuchPlace,
});

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect',
  validateSearch: readConnectSearch,
  component: function Connect() {
    return <ConnectPage search={connect.useSearch()} />;
  },
});

const workspace = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: readWorkspaceSettings,
  staticData: { title: 'Settings' },
  component: WorkspaceFrame,
});

const workspaceSettings = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  component: function Settings() {
    return <WorkspaceSettingsPage search={workspace.useSearch()} />;
  },
});

const tenant = createRoute({
  getParentRoute: () => root,
  path: '/t/$tenant',
  component: function Tenant() {
    return <Shell tenant={tenant.useParams().tenant} />;
  },
  notFoundComponent: function NotFound() {
    return <NoSuchScreen tenant={tenant.useParams().tenant} />;
  },
});

const tenantHome = createRoute({
  getParentRoute: () => tenant,
  path: '/',
  component: function TenantHome() {
    return <Navigate to="/t/$tenant/today" params={tenant.useParams()} replace />;
  },
});

const today = createRoute({
  getParentRoute: () => tenant,
  path: '/today',
  validateSearch: readTodaySearch,
  staticData: { title: 'Today' },
  component: function Today() {
    const params = today.useParams();
    return <TodayPage key={params.tenant} tenant={params.tenant} search={today.useSearch()} />;
  },
});

const matrix = createRoute({
  getParentRoute: () => tenant,
  path: '/matrix',
  validateSearch: readMatrixSearch,
  staticData: { title: 'Matrix' },
  component: function Matrix() {
    const params = matrix.useParams();
    return <MatrixPage key={params.tenant} tenant={params.tenant} search={matrix.useSearch()} />;
  },
});

const findings = createRoute({
  getParentRoute: () => tenant,
  path: '/findings',
  validateSearch: readFindingsSearch,
  staticData: { title: 'Findings' },
  component: function Findings() {
    const params = findings.useParams();
    return <FindingsPage key={params.tenant} tenant={params.tenant} search={findings.useSearch()} />;
  },
});

const audit = createRoute({
  getParentRoute: () => tenant,
  path: '/audit',
  validateSearch: readAuditSearch,
  staticData: { title: 'Audit' },
  component: function Audit() {
    const params = audit.useParams();
    return <AuditPage key={params.tenant} tenant={params.tenant} search={audit.useSearch()} />;
  },
});

const tenantSettings = createRoute({
  getParentRoute: () => tenant,
  path: '/settings',
  validateSearch: readTenantSettings,
  staticData: { title: 'Tenant settings' },
  component: function TenantSettings() {
    const params = tenantSettings.useParams();
    return (
      <TenantSettingsPage key={params.tenant} tenant={params.tenant} search={tenantSettings.useSearch()} />
    );
  },
});

function list<const Kind extends ListKind>(kind: Kind, title: string) {
  const route = createRoute({
    getParentRoute: () => tenant,
    path: `/${kind}`,
    validateSearch: readListSearch,
    staticData: { title },
    component: function List() {
      const params = route.useParams() as { tenant: string };
      return <ListPage key={params.tenant} tenant={params.tenant} kind={kind} search={route.useSearch()} />;
    },
  });
  return readFirst(ListPage, route);
}

type DetailProps = { tenant: string; id: string; search: DetailSearch };

function detail<const Kind extends ListKind>(
  kind: Kind,
  title: string,
  Screen: AsyncRouteComponent<DetailProps>,
) {
  const route = createRoute({
    getParentRoute: () => tenant,
    path: `/${kind}/$id`,
    validateSearch: readDetailSearch,
    staticData: { title },
    component: function Detail() {
      const params = route.useParams() as { tenant: string; id: string };
      return (
        <Screen
          key={`${params.tenant} ${params.id}`}
          tenant={params.tenant}
          id={params.id}
          search={route.useSearch()}
        />
      );
    },
  });
  return readFirst(Screen, route);
}

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    readFirst(ConnectPage, connect),
    workspace.addChildren([readFirst(WorkspaceSettingsPage, workspaceSettings)]),
    tenant.addChildren([
      tenantHome,
      today,
      readFirst(MatrixPage, matrix),
      list('people', 'People'),
      list('groups', 'Groups'),
      list('roles', 'Roles'),
      list('permissions', 'Permissions'),
      detail('people', 'Person', PersonPage),
      detail('groups', 'Group', GroupPage),
      detail('roles', 'Role', RolePage),
      detail('permissions', 'Permission', PermissionPage),
      readFirst(FindingsPage, findings),
      readFirst(AuditPage, audit),
      readFirst(TenantSettingsPage, tenantSettings),
    ]),
  ]),
  history: createHashHistory(),
  defaultPreload: false,
  scrollRestoration: false,
});

startTravel(router.history);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** Name of the screen: of the window, of the region, and of what could not be drawn. */
    title?: string;
  }
}
