import { Modal } from '@mantine/core';
import { useLetters } from '../../components/keys';
import { isMac, KEYMAP, type KeyLine, keyCaps } from './keymap';

/** Every key, in one place: drawn from the table that the keys themselves come from. */
export function Shortcuts({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const letters = useLetters();
  return (
    <Modal opened={opened} onClose={onClose} title="Shortcuts" size={720}>
      {!letters && (
        <p className="sm t2" style={{ marginBottom: 8 }}>
          Single letters are switched off in the settings; keys with Ctrl and Alt work.
        </p>
      )}
      {KEYMAP.map((group) => (
        <section key={group.title} style={{ marginBottom: 16 }}>
          <h3 className="h" style={{ padding: '6px 0' }}>
            {group.title}
          </h3>
          <dl className="shortcut-list">
            {group.lines.map((line) => (
              <Line key={line.text} line={line} />
            ))}
          </dl>
        </section>
      ))}
      <p className="sm t3">Single letters rest while you type, and can be switched off in the settings.</p>
    </Modal>
  );
}

function Line({ line }: { line: KeyLine }) {
  return (
    <div>
      <dt>{line.text}</dt>
      <dd>
        {keyCaps(line, isMac()).map((key, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: G G has the same key twice, and lines never change
          <kbd key={`${key} ${at}`}>{key}</kbd>
        ))}
      </dd>
    </div>
  );
}
