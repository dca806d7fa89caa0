import { useNavigate } from '@tanstack/react-router';
import {
  Boxes,
  Building2,
  Camera,
  Grid3x3,
  HardDrive,
  IdCard,
  Info,
  Keyboard,
  KeyRound,
  ListChecks,
  MonitorCheck,
  Scale,
  ScrollText,
  Settings,
  Sun,
  UsersRound,
} from 'lucide-react';
import { listAddress } from '../../components/address';
import { ENVIRONMENT_WORD } from '../../components/words';
import type { TenantSummary, Workspace } from '../../host/host';
import { keysOf } from './keymap';
import { openOverlay } from './overlay-state';
import type { Command } from './palette-model';

/** Screens and other tenants. */
export function useLooking(tenant: TenantSummary, workspace: Workspace): Command[] {
  const navigate = useNavigate();
  const params = { tenant: tenant.name };
  const { counts } = tenant;
  const list = (kind: 'people' | 'groups' | 'roles' | 'permissions') => () =>
    void navigate(listAddress(tenant.name, kind));
  const screens: Omit<Command, 'group' | 'id'>[] = [
    {
      label: 'Today',
      icon: Sun,
      keys: keysOf('today'),
      run: () => void navigate({ to: '/t/$tenant/today', params }),
    },
    {
      label: 'Matrix',
      icon: Grid3x3,
      keys: keysOf('matrix'),
      run: () => void navigate({ to: '/t/$tenant/matrix', params, search: {} }),
    },
    {
      label: 'People',
      icon: UsersRound,
      detail: String(counts.people),
      keys: keysOf('people'),
      run: list('people'),
    },
    {
      label: 'Groups',
      icon: Boxes,
      detail: String(counts.groups),
      keys: keysOf('groups'),
      run: list('groups'),
    },
    { label: 'Roles', icon: IdCard, detail: String(counts.roles), keys: keysOf('roles'), run: list('roles') },
    {
      label: 'Permissions',
      icon: KeyRound,
      detail: String(counts.permissions),
      keys: keysOf('permissions'),
      run: list('permissions'),
    },
    {
      label: 'Findings',
      icon: ListChecks,
      keys: keysOf('findings'),
      run: () => void navigate({ to: '/t/$tenant/findings', params, search: {} }),
    },
    {
      label: 'Audit',
      icon: ScrollText,
      keys: keysOf('audit'),
      run: () => void navigate({ to: '/t/$tenant/audit', params, search: {} }),
    },
    {
      label: 'Audit of all tenants',
      icon: ScrollText,
      detail: 'everything on record here',
      run: () => void navigate({ to: '/t/$tenant/audit', params, search: { all: true } }),
    },
    {
      label: 'Snapshots and what changed',
      icon: Camera,
      run: () => void navigate({ to: '/t/$tenant/settings', params, search: { tab: 'snapshots' } }),
    },
    {
      label: `Settings of ${tenant.displayName}`,
      icon: Building2,
      keys: keysOf('tenant-settings'),
      run: () => void navigate({ to: '/t/$tenant/settings', params, search: {} }),
    },
    {
      label: 'Settings',
      icon: Settings,
      keys: keysOf('settings'),
      run: () => void navigate({ to: '/settings', search: {} }),
    },
    {
      label: 'What you may do',
      icon: Scale,
      detail: 'operations and policies',
      run: () => void navigate({ to: '/settings', search: { tab: 'policies' } }),
    },
    {
      label: 'Storage and backup',
      icon: HardDrive,
      run: () => void navigate({ to: '/settings', search: { tab: 'storage' } }),
    },
    {
      label: 'What works on this machine',
      icon: MonitorCheck,
      run: () => void navigate({ to: '/settings', search: { tab: 'machine' } }),
    },
    {
      label: 'About and licences',
      icon: Info,
      run: () => void navigate({ to: '/settings', search: { tab: 'about' } }),
    },
    {
      label: 'Shortcuts',
      icon: Keyboard,
      keys: keysOf('shortcuts'),
      run: () => openOverlay('shortcuts'),
    },
    ...workspace.tenants
      .filter((one) => one.name !== tenant.name)
      .map((one) => ({
        label: one.displayName,
        icon: Building2,
        detail: `${ENVIRONMENT_WORD[one.environment]} tenant`,
        keys: `Alt ${workspace.tenants.indexOf(one) + 1}`,
        run: () => void navigate({ to: '/t/$tenant/today', params: { tenant: one.name } }),
      })),
  ];
  return screens.map((screen) => ({ ...screen, id: `look ${screen.label}`, group: 'Look' }));
}
