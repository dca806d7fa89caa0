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
  { format: 'csv', name: 'CSV', note: 'rows down', ending: '.csv' },
  { format: 'csv-transposed', name: 'CSV', note: 'permissions down', ending: '.csv' },
  { format: 'xlsx', name: 'Excel workbook', note: 'XLSX', ending: '.xlsx' },
  { format: 'html', name: 'Web page', note: 'HTML, prints well', ending: '.html' },
  { format: 'md', name: 'Markdown table', note: 'MD', ending: '.md' },
  { format: 'json', name: 'JSON', note: 'with scopes', ending: '.json' },
  { format: 'cedar', name: 'Cedar', note: 'folder of 3 files', ending: '' },
];

/** A file name that says what it is and is safe on every system. */
export function suggestedName(tenant: string, rows: RowKind, choice: ExportChoice): string {
  const safe = tenant.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '') || 'tenant';
  const across = choice.format === 'csv-transposed' ? '-by-permission' : '';
  return choice.ending === '' ? `${safe}-${choice.format}` : `${safe}-${rows}${across}${choice.ending}`;
}
