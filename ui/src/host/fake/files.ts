import type { CsvMapping, FileFormat, FilePreview } from '../bindings';
import { HostError } from '../error';
import { NO_COUNTS } from './tenants';

const COLUMNS = ['login', 'full name', 'department', 'role', 'valid until'];
const SUGGESTED: CsvMapping = {
  person: 'login',
  personName: 'full name',
  email: null,
  department: 'department',
  title: null,
  active: null,
  group: null,
  role: 'role',
  permission: null,
  object: null,
  since: null,
  until: 'valid until',
  lastUsed: null,
  delimiter: null,
  matrix: false,
};

/** A look at a file that is not there: a table with one bad row. */
export function preview(path: string, format: FileFormat | null, mapping: CsvMapping | null): FilePreview {
  if (path.includes('missing')) {
    throw new HostError({
      code: 'bad-input',
      message: `\`${path}\` is not there`,
      meaning: '',
      hint: 'choose a file that can be read',
      details: [],
    });
  }
  const used = mapping ?? SUGGESTED;
  const shown = format ?? 'csv';
  return {
    format: shown,
    columns: shown === 'csv' ? COLUMNS : [],
    sample: [
      ['greta.olsen', 'Greta Olsen', 'Operations', 'Workspace Owner', ''],
      ['ines.okafor', 'Ines Okafor', 'IT', 'Access Administrator', ''],
      ['felix.aydin', 'Felix Aydin', 'AI pilot EMEA', 'Model Tester', '2026-12-31'],
      ['dana.whitfield', 'Dana Whitfield', 'Finance', 'Billing Administrator', 'soon'],
    ],
    suggested: SUGGESTED,
    counts: {
      ...NO_COUNTS,
      people: 412,
      roles: used.role ? 14 : 0,
      groups: used.group ? 38 : 0,
      assignments: 508,
    },
    problems: [
      {
        level: 'warning',
        code: 'bad-date',
        place: 'access.csv:5:38 valid until',
        message: 'the date `soon` cannot be read, so this assignment was left out',
        hint: 'write it as 2026-12-31',
      },
    ],
    problemsTotal: 1,
  };
}
