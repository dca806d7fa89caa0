import { Modal } from '@mantine/core';

const GROUPS: { title: string; keys: [string[], string][] }[] = [
  {
    title: 'Everywhere',
    keys: [
      [['Ctrl', 'K'], 'Search or run'],
      [['/'], 'Filter this screen'],
      [['G', 'M'], 'Go to the matrix'],
      [['G', 'F'], 'Go to findings'],
      [['Alt', '1–9'], 'Switch tenant'],
      [['F6'], 'Next region, Shift for previous'],
      [['Ctrl', 'Z'], 'Undo while the message is open'],
      [['Esc'], 'Close the topmost'],
      [['?'], 'These shortcuts'],
    ],
  },
  {
    title: 'Matrix',
    keys: [
      [['Arrow keys'], 'Move to a cell'],
      [['Ctrl', 'Arrow'], 'Next category or block edge'],
      [['Home', 'End'], 'First and last column'],
      [['Ctrl', 'Home'], 'First row, Ctrl End for the last'],
      [['Enter'], 'Why this cell is what it is'],
      [['I'], 'Show or hide the panel'],
      [['Ctrl', 'E'], 'Export'],
    ],
  },
  {
    title: 'Findings',
    keys: [
      [['J'], 'Next finding'],
      [['K'], 'Previous finding'],
      [['Enter'], 'Open the detail'],
      [['D'], 'Dismiss, or bring back'],
      [['Ctrl', 'E'], 'Export'],
    ],
  },
];

/** Every key, in one place. */
export function Shortcuts({ opened, onClose }: { opened: boolean; onClose(): void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Shortcuts" size={640}>
      {GROUPS.map((group) => (
        <section key={group.title} style={{ marginBottom: 16 }}>
          <h3 className="h" style={{ padding: '6px 0' }}>
            {group.title}
          </h3>
          <dl className="shortcut-list">
            {group.keys.map(([keys, text]) => (
              <div key={text}>
                <dt>{text}</dt>
                <dd>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="sm t3">Single letters rest while you type, and can be switched off below your name.</p>
    </Modal>
  );
}
