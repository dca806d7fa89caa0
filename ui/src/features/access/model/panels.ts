import type { ConsequenceClass, Item, RowKind } from '../../../host/host';
import type { Mark } from './keyboard';

/** A permission as far as a panel has to know it. */
export interface PermissionRef {
  id: string;
  name: string;
  consequence: ConsequenceClass;
}

/** What the inspector can show. */
export type Panel =
  | { kind: 'why'; rows: RowKind; id: string; name: string; permission: PermissionRef }
  | { kind: 'what'; person: { id: string; name: string } }
  | { kind: 'who'; permission: PermissionRef }
  | { kind: 'compare'; subjects: readonly Mark[] };

export function samePanel(a: Panel, b: Panel): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Opens a panel over the others; one that is open already comes back instead of standing there twice. */
export function pushPanel(stack: readonly Panel[], panel: Panel): readonly Panel[] {
  const at = stack.findIndex((one) => samePanel(one, panel));
  return at < 0 ? [...stack, panel] : stack.slice(0, at + 1);
}

export function panelTitle(panel: Panel): { title: string; subtitle: string } {
  switch (panel.kind) {
    case 'why':
      return { title: 'Why', subtitle: `${panel.name} × ${panel.permission.name}` };
    case 'what':
      return { title: 'Person', subtitle: `What ${panel.person.name} can do` };
    case 'who':
      return { title: 'Who', subtitle: `Who can ${lowerFirst(panel.permission.name)}` };
    case 'compare':
      return { title: 'Compare', subtitle: panel.subjects.map((one) => one.name).join(', ') };
  }
}

const ROW_KINDS: Partial<Record<Item['kind'], RowKind>> = {
  person: 'people',
  group: 'groups',
  role: 'roles',
};

/** In which rows an item stands. */
export function rowsOf(kind: Item['kind']): RowKind | undefined {
  return ROW_KINDS[kind];
}

/** `Query agents` inside a sentence; names that begin with an abbreviation stay. */
function lowerFirst(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
