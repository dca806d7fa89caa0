/**
 * The screens that are not shown first. Each is a part of the program that is read from the disk when somebody goes there,
 * or before, when the window has nothing else to do. Whoever goes there stays on the screen before until the next one is here.
 */
import { type AnyRoute, lazyRouteComponent } from '@tanstack/react-router';

import { ExportDialog, LeaveDialog, Palette, Shortcuts } from './shell/dialogs';

/** A screen or dialog that can be read before it is drawn; once it is here there is nothing left to read. */
type Screen = { preload?: (() => Promise<void> | undefined) | undefined };

export const MatrixPage = lazyRouteComponent(() => import('../features/access/matrix-page'), 'MatrixPage');
export const ListPage = lazyRouteComponent(() => import('../features/access/lists/list-page'), 'ListPage');
export const PersonPage = lazyRouteComponent(
  () => import('../features/access/details/person-page'),
  'PersonPage',
);
export const GroupPage = lazyRouteComponent(
  () => import('../features/access/details/group-page'),
  'GroupPage',
);
export const RolePage = lazyRouteComponent(() => import('../features/access/details/role-page'), 'RolePage');
export const PermissionPage = lazyRouteComponent(
  () => import('../features/access/details/permission-page'),
  'PermissionPage',
);
export const FindingsPage = lazyRouteComponent(
  () => import('../features/findings/findings-page'),
  'FindingsPage',
);
export const AuditPage = lazyRouteComponent(() => import('../features/audit/audit-page'), 'AuditPage');
export const ConnectPage = lazyRouteComponent(
  () => import('../features/connect/connect-page'),
  'ConnectPage',
);
export const TenantSettingsPage = lazyRouteComponent(
  () => import('../features/settings/tenant-settings-page'),
  'TenantSettingsPage',
);
export const WorkspaceSettingsPage = lazyRouteComponent(
  () => import('../features/settings/workspace-settings-page'),
  'WorkspaceSettingsPage',
);

/** In the order in which somebody may go there. */
const SCREENS: readonly Screen[] = [
  Palette,
  FindingsPage,
  MatrixPage,
  ListPage,
  PersonPage,
  RolePage,
  GroupPage,
  PermissionPage,
  AuditPage,
  TenantSettingsPage,
  WorkspaceSettingsPage,
  ConnectPage,
  LeaveDialog,
  Shortcuts,
  ExportDialog,
];

/** Has a route wait for the screen that it draws. */
export function readFirst<R extends AnyRoute>(screen: Screen, route: R): R {
  Object.assign(route.options.component ?? {}, { preload: () => screen.preload?.() });
  return route;
}

/** Reads the screens one by one, each when the window is at rest: nothing is awaited from Rust, and nobody waits for it. */
export async function readScreens(isBusy: () => boolean, signal: AbortSignal): Promise<void> {
  for (const screen of SCREENS) {
    do await rest();
    while (isBusy() && !signal.aborted);
    if (signal.aborted) return;
    await screen.preload?.();
  }
}

/** WebKit does not tell when it is idle: a while without anything is as good. */
function rest(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, 200);
  });
}
