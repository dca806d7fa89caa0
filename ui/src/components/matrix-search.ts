/** The address of a place in the matrix: what the URL of `/t/$tenant/matrix` may say. */
import type { Item, RowKind } from '../host/host';

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
};

const ROWS: readonly RowKind[] = ['people', 'groups', 'roles'];

/** Reads the address as if from a stranger: what is not understood is dropped. */
export function readMatrixSearch(raw: Record<string, unknown>): MatrixSearch {
  return {
    rows: ROWS.find((kind) => kind === raw.rows),
    q: text(raw.q),
    row: text(raw.row),
    permission: text(raw.permission),
    findings: raw.findings === true || raw.findings === 'true' ? true : undefined,
  };
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
