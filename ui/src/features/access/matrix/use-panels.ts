import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { placeInMatrix } from '../../../components/matrix-search';
import { useMoment } from '../../../components/moment';
import type { Item } from '../../../host/host';
import type { Mark } from '../model/keyboard';
import { type Panel, type PanelPlace, panelOfRow, placeOfPanel, pushPanel, rowsOf } from '../model/panels';
import type { InspectorActions } from '../why/AccessInspector';

/**
 * Which panel stands at the right: what belongs to the selection, and what was opened from there. Back leads only
 * through what was open.
 */
export function usePanels(props: {
  tenant: string;
  base: Panel | undefined;
  onFocusGrid(): void;
  /** Another panel shows: the selection follows. */
  onFollow(place: PanelPlace): void;
  onClosed(): void;
}) {
  const { tenant, base, onFocusGrid, onFollow, onClosed } = props;
  const navigate = useNavigate();
  const at = useMoment();
  const [opened, setOpened] = useState(false);
  const [stack, setStack] = useState<readonly Panel[]>([]);
  const panel = stack.at(-1) ?? base;

  const show = (next: readonly Panel[]) => {
    setOpened(true);
    setStack(next);
    const top = next.at(-1);
    const place = top && placeOfPanel(top);
    if (place) onFollow(place);
  };
  const push = (next: Panel) => {
    const under = opened && stack.length === 0 && base ? [base] : opened ? stack : [];
    show(pushPanel(under, next));
  };
  const open = (item: Item) => {
    const rows = rowsOf(item.kind);
    if (rows) push(panelOfRow(rows, item));
    else if (item.kind === 'permission') push({ kind: 'who', permission: { id: item.id, name: item.name } });
  };
  const actions: InspectorActions = {
    push,
    open,
    show: (item) => {
      const place = placeInMatrix(item);
      if (place) void navigate({ to: '/t/$tenant/matrix', params: { tenant }, search: { ...place, at } });
    },
    back: () => show(stack.slice(0, -1)),
    close: () => {
      setOpened(false);
      setStack([]);
      onClosed();
      onFocusGrid();
    },
  };

  return {
    opened,
    panel,
    /** How many panels lie under the one that shows. */
    depth: Math.max(0, stack.length - 1),
    actions,
    /** Something else was selected: what was opened from the last one goes. */
    reset: () => setStack((last) => (last.length === 0 ? last : [])),
    /** Shows the panel of the selection. */
    openBase: () => {
      setOpened(true);
      setStack([]);
    },
    /** Shows or hides whatever is there. */
    toggle: () => (opened ? actions.close() : setOpened(true)),
    compare: (subjects: readonly Mark[]) => push({ kind: 'compare', subjects }),
  };
}
