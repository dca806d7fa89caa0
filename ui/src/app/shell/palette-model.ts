/** What the palette understands and how it orders what it found. */
import type { LucideIcon } from 'lucide-react';
import type { ConsequenceClass, Item, ItemKind } from '../../host/host';

export type CommandGroup = 'Do' | 'Look' | 'Ask';

export type Command = {
  id: string;
  group: CommandGroup;
  label: string;
  detail?: string | undefined;
  keys?: string | undefined;
  /** Something of the tenant. */
  item?: Item;
  icon?: LucideIcon;
  /** Of what is done. */
  consequence?: ConsequenceClass;
  /** Roles that may, when this operator may not. */
  lacks?: readonly string[] | undefined;
  /** Found for what was asked, and not by its words. */
  always?: boolean;
  /** Puts this into the field instead of closing. */
  fill?: string;
  run(): void;
  /** What Alt and Enter does. */
  runAlt?(): void;
};

export type InputKind = 'all' | 'do' | 'people' | 'permissions' | 'ask';

export type Input = {
  kind: InputKind;
  text: string;
  wanted(kind: ItemKind): boolean;
};

const SIGNS = { '>': 'do', '@': 'people', '#': 'permissions', '?': 'ask' } as const;

/** `@fel` asks for people, `#query` for permissions, `>read` for something to do, `?who can` for an answer. */
export function readInput(raw: string): Input {
  const sign = raw.charAt(0) as keyof typeof SIGNS;
  const kind: InputKind = sign in SIGNS ? SIGNS[sign] : 'all';
  const text = (kind === 'all' ? raw : raw.slice(1)).trim();
  return { kind, text, wanted: (item) => wants(kind, item) };
}

function wants(kind: InputKind, item: ItemKind): boolean {
  switch (kind) {
    case 'all':
      return item !== 'object' && item !== 'licence' && item !== 'rule';
    case 'people':
      return item === 'person';
    case 'permissions':
      return item === 'permission';
    case 'do':
    case 'ask':
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

/** In the order Do, Look, Ask; what one may not do stands last in its group; empty groups are left out. */
export function grouped(commands: readonly Command[]): { name: CommandGroup; commands: Command[] }[] {
  return (['Do', 'Look', 'Ask'] as const)
    .map((name) => {
      const own = commands.filter((command) => command.group === name);
      const [may, lack] = [own.filter((one) => !one.lacks), own.filter((one) => one.lacks)];
      return { name, commands: [...may, ...lack] };
    })
    .filter((group) => group.commands.length > 0);
}

/** `Needs Administrator`, `Needs Administrator or Support`. */
export function needsText(roles: readonly string[]): string {
  if (roles.length === 0) return 'Nobody may';
  const names = roles.map((role) => role.charAt(0).toUpperCase() + role.slice(1));
  const last = names.at(-1) ?? '';
  return `Needs ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} or ${last}`}`;
}
