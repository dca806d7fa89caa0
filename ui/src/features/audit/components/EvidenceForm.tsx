import { useQuery } from '@tanstack/react-query';
import { Copy, PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button';
import { copied } from '../../../components/copied';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { fileNameFor } from '../../../components/file-name';
import { IconButton } from '../../../components/IconButton';
import { usePermission } from '../../../components/permission';
import { count, counted, fileSize } from '../../../components/text';
import { useOnce } from '../../../components/use-once';
import {
  type AuditAsked,
  type AuditQuestion,
  type EvidenceDone,
  host,
  type TenantSummary,
} from '../../../host/host';
import { DISCLOSE } from '../api/operations';
import { sourcesQuery } from '../api/queries';
import { AskedLine } from './AskedLine';
import { NamesChoice } from './NamesChoice';
import { Seal } from './Seal';

/** Writes a bundle for a question that anybody can verify without Steward. */
export function EvidenceForm(props: {
  tenant: TenantSummary;
  question: AuditQuestion;
  asked: AuditAsked;
  total: number;
  /** What it is about in words, where that is an entry and not the question of the screen. */
  about?: string;
  /** The control that it is for, and what narrows that. */
  control?: { id: string; narrowed: string };
  onClose(): void;
}) {
  const { tenant, question, asked, total, about, control, onClose } = props;
  const [disclose, setDisclose] = useState(false);
  const disclosing = usePermission(DISCLOSE);
  const { data: sources } = useQuery(sourcesQuery(tenant.name, question, asked));
  const write = useOnce({
    mutationFn: async () => {
      const whose = question.tenant === null && about === undefined ? 'all' : tenant.name;
      const name = control ? `${whose}-${control.id}` : whose;
      const out = await host.pickSave(fileNameFor(name, 'evidence', 'zip'));
      // what a control asks for is asked by its id
      const text = control ? control.narrowed : asked.text;
      return out === null
        ? null
        : host.evidenceCreate({ ...question, text }, control?.id ?? null, disclose, out);
    },
  });
  if (write.data) return <Written done={write.data} onClose={onClose} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate();
      }}
    >
      {about && <p className="audit-after">{about}</p>}
      <AskedLine asked={asked} />
      <NamesChoice
        first
        disclose={disclose}
        withheld="Pseudonyms and commitments: it proves what was done, and names nobody"
        disclosed="With names and values, each with what proves it: for an auditor who needs them"
        only={disclosing.may ? undefined : disclosing.roles}
        onChoose={setDisclose}
      />
      <p className="field-note">
        {goesIn(sources, total)} The bundle holds them with their proofs, the entries that seal the events,
        the signed checkpoint, the policies in force, a report to print, tables for programs, and VERIFY.md,
        which says how to check all of it with common tools.
        {disclose && ' A person who is forgotten later cannot be taken out of a bundle that was handed on.'}
      </p>
      {write.isError && <ErrorPanel error={write.error} meaning="No bundle was written." />}
      <div className="row audit-acts">
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          variant="primary"
          busy={write.isPending}
          disabled={total === 0}
          icon={<PackageCheck size={14} aria-hidden="true" />}
        >
          Choose where to write
        </Button>
      </div>
    </form>
  );
}

function toldEvents(events: number): string {
  return counted(events, 'event of a tenant’s own log', 'events of tenants’ own logs');
}

/** What answers the question: entries of the ledger and events of tenants' own logs, as soon as they are counted. */
function goesIn(sources: { entries: number; events: number } | undefined, total: number): string {
  if (sources === undefined) return `${count(total)} in all answer the question.`;
  const { entries, events } = sources;
  const parts = [
    entries > 0 || events === 0
      ? counted(entries, 'entry of the ledger', 'entries of the ledger')
      : undefined,
    events > 0 ? toldEvents(events) : undefined,
  ].filter((part) => part !== undefined);
  return `${parts.join(' and ')} ${entries + events === 1 ? 'answers' : 'answer'} the question.`;
}

function Written({ done, onClose }: { done: EvidenceDone; onClose(): void }) {
  const { file, entries, supporting, events, leftOut, eventsLeftOut, treeSize, key, sha256, disclosed } =
    done;
  return (
    <div className="col gap16">
      <div className="row gap12" role="status">
        <Seal state="whole" />
        <div className="select">
          <p className="md">
            {counted(entries, 'entry', 'entries')}
            {events > 0 && ` and ${toldEvents(events)}`} with proof
          </p>
          {supporting > 0 && (
            <p className="sm t2">
              {counted(supporting, 'entry is', 'entries are')} in it only to prove the events
            </p>
          )}
          <p className="sm t2 mono audit-file">{file.path}</p>
          <p className="sm t2">
            {fileSize(file.bytes)}, names and values {disclosed ? 'disclosed' : 'withheld'}
          </p>
        </div>
      </div>
      {leftOut > 0 && (
        <p className="sm t2">
          {counted(leftOut, 'entry is', 'entries are')} not in it, because no checkpoint speaks of{' '}
          {leftOut === 1 ? 'it' : 'them'} yet. Make the bundle again after the next checkpoint.
        </p>
      )}
      {eventsLeftOut > 0 && (
        <p className="sm t2">
          {counted(
            eventsLeftOut,
            'event of a tenant’s own log answers',
            'events of tenants’ own logs answer',
          )}{' '}
          too and {eventsLeftOut === 1 ? 'is' : 'are'} not in it: the entries that seal them are of another
          operator’s log, or no checkpoint speaks of them yet.
        </p>
      )}
      <dl className="facts select">
        <dt>Checkpoint</dt>
        <dd>Speaks of {counted(treeSize, 'entry', 'entries')}</dd>
        <Line title="SHA-256" value={sha256} said="Copied the hash of the file" />
        <Line title="Public key" value={key} said="Copied the public key" />
      </dl>
      <p className="sm t2">
        Hand the public key over by another way than the file. Whoever has both runs{' '}
        <code className="mono select">steward evidence verify</code>, or follows VERIFY.md without Steward.
      </p>
      <div className="row audit-acts">
        <Button data-autofocus="" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}

function Line({ title, value, said }: { title: string; value: string; said: string }) {
  return (
    <>
      <dt>{title}</dt>
      <dd className="row gap4">
        <div className="mono trunc" title={value}>
          {value}
        </div>
        <IconButton label={`Copy: ${title}`} onClick={() => copied(value, said)}>
          <Copy size={13} aria-hidden="true" />
        </IconButton>
      </dd>
    </>
  );
}
