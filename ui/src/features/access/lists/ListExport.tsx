import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { fileNameFor } from '../../../components/file-name';
import { IncompleteNote } from '../../../components/IncompleteNote';
import { Permitted } from '../../../components/Permitted';
import { Segmented } from '../../../components/Segmented';
import { Spinner } from '../../../components/Spinner';
import { counted, fileSize } from '../../../components/text';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { host, type ListFormat, type ListQuery } from '../../../host/host';
import { LIST_WORDS } from '../model/list-query';
import { countMarked, type Marks } from '../model/marks';
import type { Chosen } from './use-marks';
import '../../../components/export-dialog.css';

const FORMATS: readonly { format: ListFormat; label: string; detail: string }[] = [
  { format: 'xlsx', label: 'Workbook', detail: 'XLSX with frozen panes' },
  { format: 'csv', label: 'Table', detail: 'CSV, for any program' },
  { format: 'md', label: 'Markdown', detail: 'for a wiki or a pull request' },
  { format: 'json', label: 'JSON', detail: 'with ids, for programs' },
];

type Props = {
  tenant: string;
  query: ListQuery;
  shown: number;
  marks: Marks;
  chosen(which: 'marked' | 'shown'): Promise<Chosen>;
  opened: boolean;
  onClose(): void;
};

/** Writes a list to a file: the marked rows, or all that are shown. Says what will be in it before it is written. */
export function ListExport(props: Props) {
  const { title } = LIST_WORDS[props.query.kind];
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={`Export ${title.toLowerCase()}`} size={520}>
      <Permitted
        operation="access.export"
        what="Exporting access to a file"
        title="You can read this, not export it"
        onClose={props.onClose}
      >
        <Form {...props} />
      </Permitted>
    </Modal>
  );
}

function Form({ tenant, query, shown, marks, chosen, onClose }: Props) {
  const marked = countMarked(marks, shown);
  const [format, setFormat] = useState<ListFormat>('xlsx');
  const [which, setWhich] = useState<'marked' | 'shown'>(marked > 0 ? 'marked' : 'shown');
  const { one, many } = LIST_WORDS[query.kind];
  const write = useOnce({
    mutationFn: async () => {
      const out = await host.pickSave(fileNameFor(tenant, query.kind, format));
      if (out === null) return null;
      const { query: asked, only } = await chosen(which);
      return host.exportList(tenant, asked, only, format, out);
    },
    onSuccess: (exported) => {
      if (!exported) return;
      const bytes = exported.files.reduce((sum, file) => sum + file.bytes, 0);
      toast(`Written to ${exported.files[0]?.path ?? 'the file'}, ${fileSize(bytes)}`);
      onClose();
    },
  });
  const size = which === 'marked' ? marked : shown;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate();
      }}
    >
      <fieldset className="export-choices">
        <legend className="label">Write as</legend>
        {FORMATS.map((choice) => (
          <label key={choice.format} className="export-choice">
            <input
              type="radio"
              name="format"
              value={choice.format}
              checked={choice.format === format}
              data-autofocus={choice.format === format ? '' : undefined}
              onChange={() => setFormat(choice.format)}
            />
            <span className="md">{choice.label}</span>
            <span className="sm t2">{choice.detail}</span>
          </label>
        ))}
      </fieldset>
      {marked > 0 && (
        <div className="row" style={{ marginTop: 12 }}>
          <div className="label" style={{ margin: 0 }}>
            Rows
          </div>
          <Segmented<'marked' | 'shown'>
            label="Rows of the export"
            value={which}
            onChange={setWhich}
            options={[
              { value: 'marked', label: 'Marked', count: marked },
              { value: 'shown', label: 'All shown', count: shown },
            ]}
          />
        </div>
      )}
      <p className="field-note">
        {counted(size, one, many)}.{' '}
        {query.kind === 'people'
          ? 'The file holds personal data: names, addresses and sign-ins. It is written for you alone to read.'
          : 'No person is named in this file.'}
      </p>
      <IncompleteNote tenant={tenant} format={format} />
      {write.isError && <ErrorPanel error={write.error} />}
      <div className="row" style={{ justifyContent: 'flex-end', marginTop: 16 }}>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          variant="primary"
          disabled={write.isPending || size === 0}
          icon={write.isPending ? <Spinner /> : undefined}
        >
          Choose where to write
        </Button>
      </div>
    </form>
  );
}
