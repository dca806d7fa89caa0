import { Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { Button } from '../../components/Button';
import { openDrafts, useHasDrafts } from '../../components/drafts';

/** Somebody leaves a screen on which something is typed and not kept: asks first, whatever way they take. */
export function LeaveGuard() {
  const typed = useHasDrafts();
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && openDrafts().length > 0,
    enableBeforeUnload: false,
    disabled: !typed,
    withResolver: true,
  });
  const blocked = leaving.status === 'blocked';
  const stay = () => leaving.reset?.();
  return (
    <Modal opened={blocked} onClose={stay} title="Something is not kept yet" size={420} zIndex={300}>
      <p className="t2">Leaving this screen lets go of it:</p>
      <ul className="leave-list">
        {(blocked ? openDrafts() : []).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <div className="row" style={{ justifyContent: 'flex-end', marginTop: 16 }}>
        <Button variant="quiet" onClick={() => leaving.proceed?.()}>
          Leave and let go
        </Button>
        <Button variant="primary" data-autofocus="" onClick={stay}>
          Stay here
        </Button>
      </div>
    </Modal>
  );
}
