/** Every key, in one table: what it is called, what it says, and for keys that work everywhere, what it does. */
import type { Keys } from '../../components/keys';

/** What the shell does when its key is pressed. */
export type Act =
  | 'palette'
  | 'shortcuts'
  | 'filter'
  | 'settings'
  | 'work'
  | 'back'
  | 'forward'
  | 'next-region'
  | 'previous-region'
  | 'undo'
  | 'today'
  | 'matrix'
  | 'people'
  | 'groups'
  | 'roles'
  | 'permissions'
  | 'findings'
  | 'audit'
  | 'tenant-settings';

export type KeyLine = {
  /** As they stand on the keys. */
  show: readonly string[];
  text: string;
  /** As `useKeys` calls them. */
  names?: readonly string[];
  /** The key after G. */
  after?: string;
  act?: Act;
};

export type KeyGroup = { title: string; lines: readonly KeyLine[] };

export const KEYMAP: readonly KeyGroup[] = [
  {
    title: 'Everywhere',
    lines: [
      { show: ['Ctrl', 'K'], text: 'Search or run', names: ['ctrl+k'], act: 'palette' },
      { show: ['/'], text: 'Filter this screen', names: ['/'], act: 'filter' },
      { show: ['W'], text: 'Work through the findings', names: ['w'], act: 'work' },
      { show: ['J', 'K'], text: 'Next and previous item' },
      { show: ['Enter'], text: 'Open the selected' },
      { show: ['Ctrl', 'Enter'], text: 'Press the button of the form you are in, such as a dialog' },
      { show: ['Ctrl', 'E'], text: 'Export what is shown' },
      { show: ['Ctrl', 'Z'], text: 'Undo while the message is open', names: ['ctrl+z'], act: 'undo' },
      { show: ['Alt', '←'], text: 'Back', names: ['alt+arrowleft', 'ctrl+['], act: 'back' },
      { show: ['Alt', '→'], text: 'Forward', names: ['alt+arrowright', 'ctrl+]'], act: 'forward' },
      { show: ['F6'], text: 'Next region', names: ['f6'], act: 'next-region' },
      { show: ['Shift', 'F6'], text: 'Previous region', names: ['shift+f6'], act: 'previous-region' },
      { show: ['Ctrl', '+'], text: 'Draw everything larger, Ctrl − smaller' },
      { show: ['Ctrl', '0'], text: 'Draw everything in its usual size' },
      { show: ['Esc'], text: 'Close the topmost, then clear the selection' },
      { show: ['Ctrl', ','], text: 'Settings', names: ['ctrl+,'], act: 'settings' },
      { show: ['?'], text: 'These shortcuts', names: ['?'], act: 'shortcuts' },
    ],
  },
  {
    title: 'Go to',
    lines: [
      { show: ['G', 'T'], text: 'Today', after: 't', act: 'today' },
      { show: ['G', 'M'], text: 'Matrix', after: 'm', act: 'matrix' },
      { show: ['G', 'P'], text: 'People', after: 'p', act: 'people' },
      { show: ['G', 'G'], text: 'Groups', after: 'g', act: 'groups' },
      { show: ['G', 'R'], text: 'Roles', after: 'r', act: 'roles' },
      { show: ['G', 'K'], text: 'Permissions', after: 'k', act: 'permissions' },
      { show: ['G', 'F'], text: 'Findings', after: 'f', act: 'findings' },
      { show: ['G', 'A'], text: 'Audit', after: 'a', act: 'audit' },
      { show: ['G', ','], text: 'Settings of this tenant', after: ',', act: 'tenant-settings' },
      { show: ['Alt', '1–9'], text: 'Another tenant' },
    ],
  },
  {
    title: 'Matrix',
    lines: [
      { show: ['Arrow keys'], text: 'Move to a cell' },
      { show: ['Ctrl', 'Arrow'], text: 'Next category or block edge' },
      { show: ['Home', 'End'], text: 'First and last column' },
      { show: ['PageUp', 'PageDown'], text: 'A page of rows up and down' },
      { show: ['Ctrl', 'Home'], text: 'First row, Ctrl End for the last' },
      { show: ['Enter'], text: 'Why this cell is what it is' },
      { show: ['Space'], text: 'Mark the row' },
      { show: ['C'], text: 'Compare what is marked' },
      { show: ['T'], text: 'Trace this person' },
      { show: ['[', ']'], text: 'Previous and next difference or finding' },
      { show: ['I'], text: 'Show or hide the panel' },
      { show: ['Ctrl', 'C'], text: 'Copy the selected cells as a table' },
    ],
  },
  {
    title: 'People, groups, roles, permissions',
    lines: [
      { show: ['↑', '↓'], text: 'Move to a row, with Shift mark on the way' },
      { show: ['PageUp', 'PageDown'], text: 'A page of rows up and down' },
      { show: ['Home', 'End'], text: 'First and last row' },
      { show: ['Space'], text: 'Mark the row' },
      { show: ['Ctrl', 'A'], text: 'Mark all rows' },
      { show: ['Ctrl', 'C'], text: 'Copy the marked rows as a table' },
      { show: ['C'], text: 'Compare what is marked' },
      { show: ['T'], text: 'Trace this person' },
      { show: ['I'], text: 'Show or hide the panel' },
      { show: ['↑'], text: 'In the first row: to the heads, where Enter sorts' },
    ],
  },
  {
    title: 'Findings',
    lines: [
      { show: ['[', ']'], text: 'Previous and next finding' },
      { show: ['PageUp', 'PageDown'], text: 'A page of findings up and down' },
      { show: ['Home', 'End'], text: 'First and last finding' },
      { show: ['Enter'], text: 'Into the panel' },
      { show: ['I'], text: 'Show or hide the panel' },
      { show: ['D'], text: 'Dismiss, or bring back' },
    ],
  },
  {
    title: 'Audit',
    lines: [
      { show: ['/'], text: 'Ask: ↓ goes through what is offered, Backspace takes back the last part' },
      { show: ['[', ']'], text: 'Newer and older entry' },
      { show: ['PageUp', 'PageDown'], text: 'A page of entries up and down' },
      { show: ['Home', 'End'], text: 'Newest and oldest entry' },
      { show: ['Enter'], text: 'Into the panel' },
      { show: ['I'], text: 'Show or hide the panel' },
      { show: ['R'], text: 'Everything in the request of this entry' },
      { show: ['−'], text: 'In the filters: all but this' },
      { show: ['←', '→'], text: 'On an end of the chosen time: move it, with Shift further' },
      { show: ['V'], text: 'Verify everything on record' },
      { show: ['Ctrl', 'C'], text: 'Copy the selected entry' },
    ],
  },
];

const LINES = KEYMAP.flatMap((group) => group.lines);

type Acts = Record<Act, () => void>;

/** The keys of the table that work everywhere, for `useKeys`. On macOS Alt and an arrow moves in a text. */
export function globalKeys(acts: Acts, mac: boolean): Keys {
  const works = (name: string) => !(mac && name.startsWith('alt+arrow'));
  return Object.fromEntries(
    LINES.flatMap(({ act, names = [] }) =>
      act ? names.filter(works).map((name): [string, () => void] => [name, acts[act]]) : [],
    ),
  );
}

/** What the key after G does. */
export function chords(acts: Acts): Record<string, () => void> {
  return Object.fromEntries(
    LINES.flatMap(({ act, after }): [string, () => void][] => (act && after ? [[after, acts[act]]] : [])),
  );
}

/** How the keys of an action are shown beside it: `G T`. */
export function keysOf(act: Act): string | undefined {
  return LINES.find((line) => line.act === act)?.show.join(' ');
}

export function isMac(): boolean {
  return /mac/i.test(navigator.platform);
}

/** How the keys of a line look: on macOS Ctrl is Cmd, and back is Cmd [. */
export function keyCaps({ show, act }: KeyLine, mac: boolean): readonly string[] {
  if (!mac) return show;
  if (act === 'back') return ['⌘', '['];
  if (act === 'forward') return ['⌘', ']'];
  return show.map((key) => (key === 'Ctrl' ? '⌘' : key));
}
