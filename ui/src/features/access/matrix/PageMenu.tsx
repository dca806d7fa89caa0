import { Menu } from '@mantine/core';
import { goBack, goForward, useTravel } from '../../../components/travel';

/** What the head of the page offers where there is room for one, as the first part of a menu. */
export function PageMenu(props: { compare: string; onCompare(): void; onExport(): void }) {
  const { back, forward } = useTravel();
  const items = [
    { label: props.compare, keys: 'C', act: props.onCompare },
    { label: 'Export', keys: 'Ctrl E', act: props.onExport },
    { label: 'Back', keys: 'Alt ←', act: goBack, off: !back },
    { label: 'Forward', keys: 'Alt →', act: goForward, off: !forward },
  ];
  return (
    <>
      <Menu.Label>Matrix, read only</Menu.Label>
      {items.map(({ label, keys, act, off = false }) => (
        <Menu.Item
          key={keys}
          closeMenuOnClick
          disabled={off}
          rightSection={<kbd aria-hidden="true">{keys}</kbd>}
          onClick={act}
        >
          {label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Label>Rows</Menu.Label>
    </>
  );
}
