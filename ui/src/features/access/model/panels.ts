import type { ConsequenceClass, Item, RowKind } from '../../../host/host';
import type { Mark } from './keyboard';

/** A permission as far as a panel has to know it. */
export interface PermissionRef {
  id: string;
  name: string;
  consequence?: ConsequenceClass;
}

/** What the inspector can show. */
export type Panel =
  | { kind: 'why'; rows: RowKind; id: string; name: string; permission: PermissionRef }
  | { kind: 'what'; person: { id: string; name: string } }
  | { kind: 'members'; of: Item }
  | { kind: 'who'; permission: PermissionRef }
  | { kind: 'compare'; subjects: readonly Mark[] };

/** What of the matrix a panel is about. */
export interface PanelPlace {
  rows?: RowKind | undefined;
  row?: string | undefined;
  permission?: string | undefined;
}

export function samePanel(a: Panel, b: Panel): boolean {
  return panelKey(a) === panelKey(b);
}

/** The same for panels that show the same, whatever else is known about it. */
export function panelKey(panel: Panel): string {
  const parts = () => {
    switch (panel.kind) {
      case 'why':
        return [panel.rows, panel.id, panel.permission.id];
      case 'what':
        return [panel.person.id];
      case 'members':
        return [panel.of.kind, panel.of.id];
      case 'who':
        return [panel.permission.id];
      case 'compare':
        return panel.subjects.map((one) => one.id);
    }
  };
  return JSON.stringify([panel.kind, ...parts()]);
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
    case 'members':
      return panel.of.kind === 'group'
        ? { title: 'Group', subtitle: `Who is in ${panel.of.name}` }
        : { title: 'Role', subtitle: `Who has ${panel.of.name}` };
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

const ITEM_KINDS: Record<RowKind, Item['kind']> = { people: 'person', groups: 'group', roles: 'role' };

/** In which rows an item stands. */
export function rowsOf(kind: Item['kind']): RowKind | undefined {
  return ROW_KINDS[kind];
}

/** What somebody or something gives, or whom it is about: the panel of a row as a whole. */
export function panelOfRow(rows: RowKind, { id, name }: { id: string; name: string }): Panel {
  if (rows === 'people') return { kind: 'what', person: { id, name } };
  return { kind: 'members', of: { kind: ITEM_KINDS[rows], id, name } };
}

/** The row and the column that a panel is about; nothing for a comparison, which leaves the selection alone. */
export function placeOfPanel(panel: Panel): PanelPlace | undefined {
  switch (panel.kind) {
    case 'why':
      return { rows: panel.rows, row: panel.id, permission: panel.permission.id };
    case 'what':
      return { rows: 'people', row: panel.person.id };
    case 'members':
      return { rows: rowsOf(panel.of.kind), row: panel.of.id };
    case 'who':
      return { permission: panel.permission.id };
    case 'compare':
      return undefined;
  }
}

/** The person that a panel is about, to be traced. */
export function personOfPanel(panel: Panel): { id: string; name: string } | undefined {
  if (panel.kind === 'what') return panel.person;
  if (panel.kind === 'why' && panel.rows === 'people') return { id: panel.id, name: panel.name };
  return undefined;
}

/** `Query agents` inside a sentence; names that begin with an abbreviation stay. */
function lowerFirst(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
