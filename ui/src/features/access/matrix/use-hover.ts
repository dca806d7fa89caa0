import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Target } from './geometry';
import type { GridHandle } from './MatrixGrid';

/** Milliseconds that the pointer rests before a card comes. */
const REST = 300;

/** What a card is about: the target under a resting pointer, or the focused cell. */
export function useHover(grid: RefObject<GridHandle | null>) {
  const [card, setCard] = useState<{ target: Target; box: DOMRect }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const hover = useCallback(
    (target: Target) => {
      clearTimeout(timer.current);
      setCard(undefined);
      if (target.part === 'elsewhere' || target.part === 'name') return;
      timer.current = setTimeout(() => {
        const box = grid.current?.boxOf(target);
        if (box) setCard({ target, box });
      }, REST);
    },
    [grid],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  return { card, hover };
}
