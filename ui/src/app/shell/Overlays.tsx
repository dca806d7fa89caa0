import { useNavigate } from '@tanstack/react-router';
import { listAddress } from '../../components/address';
import { useKeys } from '../../components/keys';
import { undoable } from '../../components/toast';
import { goBack, goForward } from '../../components/travel';
import { WhenOpened } from '../../components/WhenOpened';
import { useWorkThrough } from '../../features/today/api/use-work-through';
import type { TenantSummary, Workspace } from '../../host/host';
import { ExportDialog, Palette, Shortcuts } from './dialogs';
import { type Act, chords, globalKeys, isMac } from './keymap';
import { openOverlay, useOverlay } from './overlay-state';
import { nextRegion } from './regions';
import { undoToast } from './Toaster';
import { useChords } from './use-chords';

/** What lies over the screens, and the keys that work everywhere. */
export function Overlays({ tenant, workspace }: { tenant: TenantSummary; workspace: Workspace }) {
  const overlay = useOverlay();
  const close = () => openOverlay('none');
  useGlobalKeys(tenant, workspace);
  return (
    <>
      <WhenOpened opened={overlay === 'palette'}>
        {(opened) => <Palette opened={opened} onClose={close} tenant={tenant} workspace={workspace} />}
      </WhenOpened>
      <WhenOpened opened={overlay === 'shortcuts'}>
        {(opened) => <Shortcuts opened={opened} onClose={close} />}
      </WhenOpened>
      <WhenOpened opened={overlay === 'export'}>
        {(opened) => <ExportDialog opened={opened} onClose={close} tenant={tenant.name} />}
      </WhenOpened>
    </>
  );
}

function useGlobalKeys(tenant: TenantSummary, workspace: Workspace) {
  const navigate = useNavigate();
  const work = useWorkThrough(tenant.name);
  const params = { tenant: tenant.name };
  const acts: Record<Act, () => void> = {
    palette: () => openOverlay('palette'),
    shortcuts: () => openOverlay('shortcuts'),
    filter: focusFilter,
    settings: () => void navigate({ to: '/settings', search: {} }),
    work,
    back: goBack,
    forward: goForward,
    'next-region': () => nextRegion(1),
    'previous-region': () => nextRegion(-1),
    undo: () => {
      const last = undoable();
      if (last) undoToast(last);
    },
    today: () => void navigate({ to: '/t/$tenant/today', params }),
    matrix: () => void navigate({ to: '/t/$tenant/matrix', params, search: {} }),
    people: () => void navigate(listAddress(tenant.name, 'people')),
    groups: () => void navigate(listAddress(tenant.name, 'groups')),
    roles: () => void navigate(listAddress(tenant.name, 'roles')),
    permissions: () => void navigate(listAddress(tenant.name, 'permissions')),
    findings: () => void navigate({ to: '/t/$tenant/findings', params, search: {} }),
    audit: () => void navigate({ to: '/t/$tenant/audit', params, search: {} }),
    'tenant-settings': () => void navigate({ to: '/t/$tenant/settings', params, search: {} }),
  };
  const switches = Object.fromEntries(
    workspace.tenants
      .slice(0, 9)
      .map((one, index) => [
        `alt+${index + 1}`,
        () => void navigate({ to: '/t/$tenant/today', params: { tenant: one.name } }),
      ]),
  );
  useKeys({ ...switches, ...globalKeys(acts, isMac()) });
  useChords(chords(acts));
}

function focusFilter() {
  const field = document.querySelector<HTMLInputElement>('[data-filter-field]');
  field?.focus();
  field?.select();
}
