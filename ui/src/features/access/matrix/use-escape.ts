import { useEffect, useRef } from 'react';

/** Esc closes the topmost: menus, dialogs and fields come first and say that they took it. */
export function useEscape(act: () => void) {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    let over = false;
    // a menu may be gone before the key has come all the way up
    const onBefore = (event: KeyboardEvent) => {
      if (event.key === 'Escape') over = document.querySelector('[role="dialog"], [role="menu"]') !== null;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !over) latest.current();
    };
    window.addEventListener('keydown', onBefore, true);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onBefore, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
