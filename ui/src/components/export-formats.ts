/** What can be written, in words. */
import type { ExportFormat, RowKind } from '../host/host';
import { fileNameFor } from './file-name';

export type ExportChoice = {
  format: ExportFormat;
  label: string;
  detail: string;
  ending: string;
  matrix: boolean;
};

/** The first is the usual one. */
export const EXPORT_CHOICES: readonly ExportChoice[] = [
  { format: 'xlsx', label: 'Workbook', detail: 'XLSX with frozen panes', ending: 'xlsx', matrix: true },
  { format: 'csv', label: 'Table', detail: 'CSV, permissions across', ending: 'csv', matrix: true },
  {
    format: 'csv-transposed',
    label: 'Table, turned',
    detail: 'CSV, permissions down',
    ending: 'csv',
    matrix: true,
  },
  {
    format: 'html',
    label: 'Page',
    detail: 'HTML that stands alone and prints',
    ending: 'html',
    matrix: true,
  },
  { format: 'md', label: 'Markdown', detail: 'for a wiki or a pull request', ending: 'md', matrix: true },
  {
    format: 'json',
    label: 'JSON',
    detail: 'with scopes and classes, for programs',
    ending: 'json',
    matrix: true,
  },
  { format: 'pairs', label: 'Pairs', detail: 'one line for every yes', ending: 'tsv', matrix: true },
  {
    format: 'sarif',
    label: 'Findings',
    detail: 'SARIF 2.1.0, for build servers',
    ending: 'sarif',
    matrix: false,
  },
  {
    format: 'tenant',
    label: 'Whole tenant',
    detail: 'Steward JSON, can be read in again',
    ending: 'json',
    matrix: false,
  },
  {
    format: 'cedar',
    label: 'Cedar',
    detail: 'a folder with policies, entities and schema',
    ending: 'cedar',
    matrix: false,
  },
];

/** `northwind-people.xlsx`. */
export function suggestedName(tenant: string, choice: ExportChoice, rows: RowKind): string {
  const what = choice.matrix ? rows : choice.format === 'sarif' ? 'findings' : choice.format;
  return fileNameFor(tenant, what, choice.format === 'cedar' ? '' : choice.ending);
}

/** Where such a file says that the tenant was read in part only. */
export function saysIncomplete(format: ExportFormat): 'inside' | 'beside' | 'nowhere' {
  switch (format) {
    case 'csv':
    case 'csv-transposed':
    case 'pairs':
      return 'beside';
    case 'tenant':
      return 'nowhere';
    default:
      return 'inside';
  }
}

/** Whether people are named in it. */
export function namesPeople(choice: ExportChoice, rows: RowKind): boolean {
  return !choice.matrix || rows === 'people';
}
