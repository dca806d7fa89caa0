/** Dialogs that lie over every screen. Each is read when it is opened, or before, when the window has nothing else to do. */
import { lazyRouteComponent } from '@tanstack/react-router';

export const Palette = lazyRouteComponent(() => import('./Palette'), 'Palette');
export const Shortcuts = lazyRouteComponent(() => import('./Shortcuts'), 'Shortcuts');
export const LeaveDialog = lazyRouteComponent(() => import('./LeaveDialog'), 'LeaveDialog');
export const ExportDialog = lazyRouteComponent(() => import('../../components/ExportDialog'), 'ExportDialog');
