import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import { openDrafts, useHasDrafts } from '../../components/drafts';
import { WhenOpened } from '../../components/WhenOpened';
import { LeaveDialog } from './dialogs';

/** Somebody leaves a screen on which something is typed or going on: asks first, whatever way they take. */
export function LeaveGuard() {
  const open = useHasDrafts();
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && openDrafts().length > 0,
    enableBeforeUnload: false,
    disabled: !open,
    withResolver: true,
  });
  const blocked = leaving.status === 'blocked';
  const { reset } = leaving;
  useEffect(() => {
    // what was going on has ended meanwhile: there is nothing left to ask about
    if (blocked && !open) reset?.();
  }, [blocked, open, reset]);
  return (
    <WhenOpened opened={blocked}>
      {(opened) => (
        <LeaveDialog
          opened={opened}
          drafts={blocked ? openDrafts() : []}
          onLeave={() => leaving.proceed?.()}
          onStay={() => leaving.reset?.()}
        />
      )}
    </WhenOpened>
  );
}
