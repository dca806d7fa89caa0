import { Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Button } from '../../components/Button';
import { openDrafts, useHasDrafts } from '../../components/drafts';

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
  const stay = () => leaving.reset?.();
  const { reset } = leaving;
  useEffect(() => {
    // what was going on has ended meanwhile: there is nothing left to ask about
    if (blocked && !open) reset?.();
  }, [blocked, open, reset]);
  const drafts = blocked ? openDrafts() : [];
  const going = drafts.filter((one) => one.stop);
  const typed = drafts.filter((one) => !one.stop);
  const stopAndLeave = () => {
    for (const one of going) one.stop?.();
    leaving.proceed?.();
  };
  return (
    <Modal
      opened={blocked}
      onClose={stay}
      title={going.length > 0 ? 'A reading is under way' : 'Something is not kept yet'}
      size={460}
      zIndex={300}
    >
      {typed.length > 0 && <Listed intro="Leaving this screen lets go of it:" drafts={typed} />}
      {going.length > 0 && (
        <Listed
          intro="It can go on while you look at something else: the status bar shows how far it is."
          drafts={going}
        />
      )}
      <div className="row wrap" style={{ justifyContent: 'flex-end', marginTop: 16 }}>
        {going.length > 0 ? (
          <>
            <Button variant="quiet" onClick={stopAndLeave}>
              Stop it and leave
            </Button>
            <Button onClick={() => leaving.proceed?.()}>Leave, it goes on</Button>
          </>
        ) : (
          <Button variant="quiet" onClick={() => leaving.proceed?.()}>
            Leave and let go
          </Button>
        )}
        <Button variant="primary" data-autofocus="" onClick={stay}>
          Stay here
        </Button>
      </div>
    </Modal>
  );
}

function Listed({ intro, drafts }: { intro: string; drafts: readonly { words: string }[] }) {
  return (
    <>
      <p className="t2">{intro}</p>
      <ul className="leave-list">
        {drafts.map(({ words }) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </>
  );
}
