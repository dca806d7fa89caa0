import { fileNameFor } from '../../../components/file-name';
import type { ExportRequest, RowKind } from '../../../host/host';

export interface ExportChoice {
  format: ExportRequest['format'];
  name: string;
  note: string;
  /** End of the file name; empty for a folder. */
  ending: string;
}

/** What a matrix can become, the most asked for first. */
export const EXPORTS: readonly ExportChoice[] = [
  { format: 'csv', name: 'CSV', note: 'rows down', ending: 'csv' },
  { format: 'csv-transposed', name: 'CSV', note: 'permissions down', ending: 'csv' },
  { format: 'xlsx', name: 'Excel workbook', note: 'XLSX', ending: 'xlsx' },
  { format: 'html', name: 'Web page', note: 'HTML, prints well', ending: 'html' },
  { format: 'md', name: 'Markdown table', note: 'MD', ending: 'md' },
  { format: 'json', name: 'JSON', note: 'with scopes', ending: 'json' },
  { format: 'cedar', name: 'Cedar', note: 'folder of 3 files', ending: '' },
];

/** `northwind-people.csv`; what is a folder is named after its format. */
export function suggestedName(tenant: string, rows: RowKind, choice: ExportChoice): string {
  const across = choice.format === 'csv-transposed' ? '-by-permission' : '';
  return fileNameFor(tenant, choice.ending === '' ? choice.format : `${rows}${across}`, choice.ending);
}
