/** The address of a place in the matrix: what the URL of `/t/$tenant/matrix` may say. */
import type { ConsequenceClass, Item, RowKind } from '../host/host';
import { CONSEQUENCES } from './words';

export type MatrixSearch = {
  rows?: RowKind | undefined;
  /** Filter of the rows. */
  q?: string | undefined;
  /** Id of the selected row. */
  row?: string | undefined;
  /** Id of the selected column. */
  permission?: string | undefined;
  /** Only rows with an open finding. */
  findings?: true | undefined;
  /** Ids of two to four rows that are shown side by side. */
  compare?: string[] | undefined;
  /** Only columns of these classes. */
  classes?: ConsequenceClass[] | undefined;
  /** Another moment than now that is shown. */
  at?: string | undefined;
  /** Hash of an earlier snapshot to mark differences against. */
  against?: string | undefined;
};

const ROWS: readonly RowKind[] = ['people', 'groups', 'roles'];

/** Reads the address as if from a stranger: what is not understood is dropped. */
export function readMatrixSearch(raw: Record<string, unknown>): MatrixSearch {
  const classes = CONSEQUENCES.filter((one) => list(raw.classes).includes(one));
  return {
    rows: ROWS.find((kind) => kind === raw.rows),
    q: text(raw.q),
    row: text(raw.row),
    permission: text(raw.permission),
    findings: raw.findings === true || raw.findings === 'true' ? true : undefined,
    compare: several(raw.compare),
    classes: classes.length > 0 ? classes : undefined,
    at: text(raw.at),
    against: text(raw.against),
  };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Two to four texts; fewer or more cannot be compared. */
function several(value: unknown): string[] | undefined {
  const texts = list(value)
    .map(text)
    .filter((one) => one !== undefined);
  return texts.length >= 2 && texts.length <= 4 ? texts : undefined;
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Where a finding, a search hit or a path step is to be seen in the matrix; nowhere for objects and rules. */
export function placeInMatrix(item: Item, permission?: Item): MatrixSearch | undefined {
  const column = permission === undefined ? {} : { permission: permission.id };
  switch (item.kind) {
    case 'person':
      return { rows: 'people', row: item.id, ...column };
    case 'group':
      return { rows: 'groups', row: item.id, ...column };
    case 'role':
      return { rows: 'roles', row: item.id, ...column };
    case 'permission':
      return { rows: 'people', permission: item.id };
    default:
      return undefined;
  }
}
