import { useState } from 'react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { fileNameFor } from '../../../components/file-name';
import { counted, fileSize } from '../../../components/text';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import {
  type AuditAsked,
  type AuditExportFormat,
  type AuditQuestion,
  host,
  type TenantSummary,
} from '../../../host/host';
import { AskedLine } from './AskedLine';
import { NamesChoice } from './NamesChoice';
import '../../../components/export-dialog.css';

const FORMATS: readonly { format: AuditExportFormat; label: string; detail: string; ending: string }[] = [
  { format: 'csv', label: 'Table', detail: 'CSV, a line for each entry', ending: 'csv' },
  { format: 'json-lines', label: 'JSON Lines', detail: 'Everything that an entry says', ending: 'jsonl' },
  { format: 'ocsf', label: 'OCSF', detail: 'Events for a SIEM, one a line', ending: 'ocsf.jsonl' },
];

/** Writes the entries that answer the question to a file. Says what will be in it before it is written. */
export function ExportForm(props: {
  tenant: TenantSummary;
  question: AuditQuestion;
  asked: AuditAsked;
  total: number;
  onClose(): void;
}) {
  const { tenant, question, asked, total, onClose } = props;
  const [format, setFormat] = useState<AuditExportFormat>('csv');
  const [disclose, setDisclose] = useState(false);
  const write = useOnce({
    mutationFn: async () => {
      const { ending = '' } = FORMATS.find((one) => one.format === format) ?? {};
      const whose = question.tenant === null ? 'all' : tenant.name;
      const out = await host.pickSave(fileNameFor(whose, 'audit', ending));
      return out === null ? null : host.auditExport({ ...question, text: asked.text }, format, disclose, out);
    },
    onSuccess: (done) => {
      if (!done) return;
      const { file } = done;
      const size = file ? `, ${fileSize(file.bytes)}` : '';
      toast(`${counted(done.entries, 'entry', 'entries')} written to ${file?.path ?? 'the file'}${size}`);
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate();
      }}
    >
      <AskedLine asked={asked} />
      <fieldset className="export-choices audit-formats">
        <legend className="label">Write as</legend>
        {FORMATS.map((one) => (
          <label key={one.format} className="export-choice">
            <input
              type="radio"
              name="format"
              value={one.format}
              checked={one.format === format}
              data-autofocus={one.format === format ? '' : undefined}
              onChange={() => setFormat(one.format)}
            />
            <span className="md">{one.label}</span>
            <span className="sm t2">{one.detail}</span>
          </label>
        ))}
      </fieldset>
      {format !== 'ocsf' && (
        <NamesChoice
          disclose={disclose}
          withheld="Pseudonyms stand for people, and what is said of them is left out"
          disclosed="With names, and what the tenant’s log says of people"
          onChoose={setDisclose}
        />
      )}
      <p className="field-note">
        {counted(total, 'entry', 'entries')}.{' '}
        {disclose && format !== 'ocsf'
          ? 'People are named in this file as far as they are known here.'
          : 'No person is named in this file.'}{' '}
        It is written for you alone to read. What proves the entries is not in it: evidence has that.
      </p>
      {write.isError && <ErrorPanel error={write.error} meaning="No file was written." />}
      <div className="row audit-acts">
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={write.isPending} disabled={total === 0}>
          Choose where to write
        </Button>
      </div>
    </form>
  );
}
