import { useQuery } from '@tanstack/react-query';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Skeleton } from '../../../components/Skeleton';
import type { TenantSummary } from '../../../host/host';
import { entryQuery, firstPageQuery } from '../api/queries';
import { evidenceOf, evidenceText } from '../model/entry-evidence';
import { EvidenceForm } from './EvidenceForm';

/** Evidence of one entry, with what belongs to its request. */
export function EntryEvidence(props: { tenant: TenantSummary; id: string; onClose(): void }) {
  const { tenant, id, onClose } = props;
  const asked = entryQuery(tenant.name, id);
  const entry = useQuery(asked);
  const row = entry.data?.row;
  // the entry may be of another tenant than the one that is looked at
  const question = { tenant: null, text: row ? evidenceText(row) : '' };
  const page = useQuery({ ...firstPageQuery(tenant.name, question), enabled: row !== undefined });
  const failed = entry.error ?? page.error;
  if (failed) return <ErrorPanel error={failed} meaning="No bundle was written." />;
  if (!row || !page.data || page.isPlaceholderData) {
    return <Skeleton asked={asked.queryKey} rows={3} label="Reading the entry" />;
  }
  const { total, asked: understood } = page.data;
  return (
    <EvidenceForm
      tenant={tenant}
      question={question}
      asked={understood}
      total={total}
      about={`${row.title}: ${evidenceOf(row, total)}`}
      onClose={onClose}
    />
  );
}
