import { Modal } from '@mantine/core';
import { Button } from '../../components/Button';
import type { Draft } from '../../components/drafts';

/** Asks whether to leave what is typed or going on. */
export function LeaveDialog(props: {
  opened: boolean;
  drafts: readonly Draft[];
  onLeave(): void;
  onStay(): void;
}) {
  const { opened, drafts, onLeave, onStay } = props;
  const going = drafts.filter((one) => one.stop);
  const typed = drafts.filter((one) => !one.stop);
  const stopAndLeave = () => {
    for (const one of going) one.stop?.();
    onLeave();
  };
  return (
    <Modal
      opened={opened}
      onClose={onStay}
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
            <Button onClick={onLeave}>Leave, it goes on</Button>
          </>
        ) : (
          <Button variant="quiet" onClick={onLeave}>
            Leave and let go
          </Button>
        )}
        <Button variant="primary" data-autofocus="" onClick={onStay}>
          Stay here
        </Button>
      </div>
    </Modal>
  );
}

function Listed({ intro, drafts }: { intro: string; drafts: readonly Draft[] }) {
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
