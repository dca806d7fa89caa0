/** What is asked for when evidence of one entry is wanted: a question has no word for a single entry. */
import { written } from '../../../components/question';
import type { AuditRow } from '../../../host/host';
import { requestText } from './question-text';

/** Everything in the request of an entry; of one without a request, what was done likewise in its millisecond. */
export function evidenceText(row: Pick<AuditRow, 'at' | 'operation' | 'correlation'>): string {
  if (row.correlation !== '') return requestText(row.correlation);
  const until = new Date(Date.parse(row.at) + 1).toISOString();
  return `op:${written(row.operation)} since:${row.at} until:${until}`;
}

/** What goes into the evidence of an entry. */
export function evidenceOf(row: Pick<AuditRow, 'correlation'>, total: number): string {
  if (total === 1) return 'This entry alone.';
  return row.correlation === ''
    ? 'This entry, with what was done likewise at the same moment.'
    : 'This entry, with everything else in its request.';
}
