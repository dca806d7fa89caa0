/** What the palette understands and how it orders what it found. */
import type { LucideIcon } from 'lucide-react';
import type { ItemKind } from '../../host/host';

export type Command = {
  id: string;
  group: 'Do' | 'Look';
  label: string;
  detail?: string;
  keys?: string;
  item?: ItemKind;
  icon?: LucideIcon;
  run(): void;
};

export type Input = {
  kind: 'all' | 'do' | 'people' | 'permissions';
  text: string;
  wanted(kind: ItemKind): boolean;
};

const SIGNS = { '>': 'do', '@': 'people', '#': 'permissions' } as const;

/** `@fel` asks for people, `#query` for permissions, `>read` for something to do. */
export function readInput(raw: string): Input {
  const sign = raw.charAt(0) as keyof typeof SIGNS;
  const kind: Input['kind'] = sign in SIGNS ? SIGNS[sign] : 'all';
  const text = (kind === 'all' ? raw : raw.slice(1)).trim();
  return { kind, text, wanted: (item) => wants(kind, item) };
}

function wants(kind: Input['kind'], item: ItemKind): boolean {
  switch (kind) {
    case 'all':
      return item !== 'object' && item !== 'licence' && item !== 'rule';
    case 'people':
      return item === 'person';
    case 'permissions':
      return item === 'permission';
    case 'do':
      return false;
  }
}

/** Commands that have every word somewhere in their label or detail. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter((command) => {
    const hay = `${command.label} ${command.detail ?? ''}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

/** In the order Do, Look; empty groups are left out. */
export function grouped(commands: readonly Command[]): { name: Command['group']; commands: Command[] }[] {
  return (['Do', 'Look'] as const)
    .map((name) => ({ name, commands: commands.filter((command) => command.group === name) }))
    .filter((group) => group.commands.length > 0);
}
