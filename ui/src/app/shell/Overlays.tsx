import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useKeys } from '../../components/keys';
import { undoable } from '../../components/toast';
import type { TenantSummary, Workspace } from '../../host/host';
import { About } from './About';
import { openOverlay, useOverlay } from './overlay-state';
import { Palette } from './Palette';
import { Policies } from './Policies';
import { nextRegion } from './regions';
import { Shortcuts } from './Shortcuts';
import { undoToast } from './Toaster';

/** What lies over the screens, and the keys that work everywhere. */
export function Overlays({ tenant, workspace }: { tenant: TenantSummary; workspace: Workspace }) {
  const overlay = useOverlay();
  const close = () => openOverlay('none');
  useGlobalKeys(tenant, workspace);
  return (
    <>
      <Palette opened={overlay === 'palette'} onClose={close} tenant={tenant} workspace={workspace} />
      <Shortcuts opened={overlay === 'shortcuts'} onClose={close} />
      <About opened={overlay === 'about'} onClose={close} workspace={workspace} />
      <Policies opened={overlay === 'policies'} onClose={close} workspace={workspace} />
    </>
  );
}

function useGlobalKeys(tenant: TenantSummary, workspace: Workspace) {
  const navigate = useNavigate();
  const awaiting = useRef(0);
  const params = { tenant: tenant.name };
  /** The second key after G, within a second and a half. */
  const second = (go: () => void) => () => {
    if (Date.now() - awaiting.current < 1500) go();
    awaiting.current = 0;
  };
  const switches = Object.fromEntries(
    workspace.tenants.slice(0, 9).map((one, index) => [
      `alt+${index + 1}`,
      () => {
        navigate({ to: '/t/$tenant/matrix', params: { tenant: one.name }, search: {} });
      },
    ]),
  );
  useKeys({
    ...switches,
    'ctrl+k': () => openOverlay('palette'),
    '?': () => openOverlay('shortcuts'),
    '/': focusFilter,
    f6: () => nextRegion(1),
    'shift+f6': () => nextRegion(-1),
    'ctrl+z': () => {
      const last = undoable();
      if (last) undoToast(last);
    },
    g: () => {
      awaiting.current = Date.now();
    },
    m: second(() => navigate({ to: '/t/$tenant/matrix', params, search: {} })),
    f: second(() => navigate({ to: '/t/$tenant/findings', params, search: {} })),
  });
}

function focusFilter() {
  const field = document.querySelector<HTMLInputElement>('[data-filter-field]');
  field?.focus();
  field?.select();
}
