import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { placeInMatrix } from '../../../components/matrix-search';
import type { Item, MatrixHead } from '../../../host/host';
import type { Mark } from '../model/keyboard';
import { type Panel, pushPanel, rowsOf } from '../model/panels';
import type { InspectorActions } from '../why/AccessInspector';

/** Which panel stands at the right: what belongs to the selected cell, and what was opened from there. */
export function usePanels(props: {
  tenant: string;
  head: MatrixHead | undefined;
  base: Panel | undefined;
  onFocusGrid(): void;
}) {
  const { tenant, head, base, onFocusGrid } = props;
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const [stack, setStack] = useState<readonly Panel[]>([]);

  const actions = useMemo((): InspectorActions => {
    const push = (panel: Panel) => {
      setOpened(true);
      setStack((last) => pushPanel(last, panel));
    };
    const open = (item: Item, permission?: string) => {
      const column = head?.columns.find((one) => one.id === item.id);
      if (item.kind === 'permission' && column) {
        push({ kind: 'who', permission: column });
        return;
      }
      const place = placeInMatrix(item);
      if (!rowsOf(item.kind) || !place) return;
      setStack([]);
      void navigate({
        to: '/t/$tenant/matrix',
        params: { tenant },
        search: { ...place, permission: permission ?? place.permission },
      });
    };
    return {
      push,
      open,
      back: () => setStack((last) => last.slice(0, -1)),
      close: () => {
        setOpened(false);
        setStack([]);
        onFocusGrid();
      },
    };
  }, [head, navigate, tenant, onFocusGrid]);

  return {
    opened,
    setOpened,
    panel: stack.at(-1) ?? base,
    depth: stack.length,
    actions,
    /** Another cell was selected: what was opened from the last one goes. */
    reset: () => setStack((last) => (last.length === 0 ? last : [])),
    compare: (subjects: readonly Mark[]) => actions.push({ kind: 'compare', subjects }),
  };
}
