/** Which column of a table is what: by column on the screen, by field on the wire. */
import type { CsvMapping } from '../../../host/host';

export type Field = Exclude<keyof CsvMapping, 'delimiter' | 'matrix'>;

/** In the order of the list. */
export const FIELDS: readonly { field: Field; label: string }[] = [
  { field: 'person', label: 'Person, id or login' },
  { field: 'personName', label: 'Name of the person' },
  { field: 'email', label: 'E-mail' },
  { field: 'department', label: 'Department' },
  { field: 'title', label: 'Job title' },
  { field: 'active', label: 'Active, yes or no' },
  { field: 'group', label: 'Group' },
  { field: 'role', label: 'Role' },
  { field: 'permission', label: 'Permission' },
  { field: 'object', label: 'Object' },
  { field: 'since', label: 'Begin' },
  { field: 'until', label: 'End' },
  { field: 'lastUsed', label: 'Last use' },
];

export const NO_MAPPING: CsvMapping = {
  person: null,
  personName: null,
  email: null,
  department: null,
  title: null,
  active: null,
  group: null,
  role: null,
  permission: null,
  object: null,
  since: null,
  until: null,
  lastUsed: null,
  delimiter: null,
  matrix: false,
};

/** What a column is taken for, or nothing. */
export function fieldOf(mapping: CsvMapping, column: string): Field | undefined {
  return FIELDS.find(({ field }) => mapping[field] === column)?.field;
}

/** Takes a column for a field; a field is one column, a column one field. */
export function assign(mapping: CsvMapping, column: string, field: Field | undefined): CsvMapping {
  const next = { ...mapping };
  for (const one of FIELDS) {
    if (next[one.field] === column) next[one.field] = null;
  }
  if (field !== undefined) next[field] = column;
  return next;
}

/** What is missing before the table says who has what, or nothing. */
export function mappingProblem(mapping: CsvMapping): string | undefined {
  const who = mapping.person !== null || mapping.role !== null || mapping.group !== null;
  if (!who) return 'Say which column is the person, the group or the role.';
  if (mapping.matrix) return undefined;
  const given = [mapping.person ?? mapping.group, mapping.group, mapping.role, mapping.permission];
  const named = new Set(given.filter((one) => one !== null)).size;
  return named >= 2 ? undefined : 'Say which column is what they have: a group, a role or a permission.';
}

/** In a matrix every column that is no field is a permission. */
export function permissionColumns(mapping: CsvMapping, columns: readonly string[]): string[] {
  return mapping.matrix ? columns.filter((column) => fieldOf(mapping, column) === undefined) : [];
}
