import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, Copy, PackageCheck } from 'lucide-react';
import { Button } from '../../../components/Button';
import { copied } from '../../../components/copied';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { IconButton } from '../../../components/IconButton';
import { Inspector } from '../../../components/Inspector';
import { Skeleton } from '../../../components/Skeleton';
import { count } from '../../../components/text';
import type { AuditEntryDetail } from '../../../host/host';
import { entryQuery } from '../api/queries';
import { EntryBody } from './EntryBody';

/** Milliseconds that a choice rests before everything about it is asked for. */
const REST = 120;

/** An entry in full, beside the list. */
export function EntryPanel(props: {
  tenant: string;
  id: string;
  verifying: boolean;
  onStep(by: 1 | -1): void;
  onOpen(id: string): void;
  onRequest(correlation: string): void;
  onVerify(): void;
  onEvidence(): void;
  onClose(): void;
}) {
  const { tenant, id, verifying, onStep, onOpen, onRequest, onVerify, onEvidence, onClose } = props;
  const [rested] = useDebouncedValue(id, REST);
  const asked = entryQuery(tenant, rested);
  const found = useQuery(asked);
  const entry = rested === id ? found.data : undefined;
  const gone = found.isError && rested === id;
  return (
    <Inspector
      title="Entry"
      subtitle={
        entry && (
          <span className="mono">
            {entry.row.source === 'steward' ? `number ${count(entry.row.number)}` : 'from the tenant’s log'}
          </span>
        )
      }
      headActions={
        <>
          <IconButton label="Newer entry" aria-keyshortcuts="[" onClick={() => onStep(-1)}>
            <ChevronUp size={15} aria-hidden="true" />
          </IconButton>
          <IconButton label="Older entry" aria-keyshortcuts="]" onClick={() => onStep(1)}>
            <ChevronDown size={15} aria-hidden="true" />
          </IconButton>
        </>
      }
      onClose={onClose}
      foot={
        !gone && (
          <>
            <Button
              variant="primary"
              icon={<PackageCheck size={14} aria-hidden="true" />}
              onClick={onEvidence}
            >
              Create evidence…
            </Button>
            <IconButton label="Copy the entry" disabled={!entry} onClick={() => entry && copyEntry(entry)}>
              <Copy size={15} aria-hidden="true" />
            </IconButton>
          </>
        )
      }
    >
      {gone ? (
        <ErrorPanel
          error={found.error}
          level={3}
          onRetry={() => found.refetch()}
          actions={
            <Button size="sm" busy={verifying} onClick={onVerify}>
              Verify everything
            </Button>
          }
        />
      ) : entry ? (
        <EntryBody
          tenant={tenant}
          entry={entry}
          verifying={verifying}
          onOpen={onOpen}
          onRequest={onRequest}
          onVerify={onVerify}
        />
      ) : (
        <Skeleton asked={asked.queryKey} rows={8} label="Reading the entry" />
      )}
    </Inspector>
  );
}

/** The canonical bytes: what was hashed, and what a verifier takes. */
function copyEntry(entry: AuditEntryDetail) {
  copied(entry.bytes, 'Copied the entry as it was recorded');
}
