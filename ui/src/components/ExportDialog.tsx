import { Modal } from '@mantine/core';
import { useState } from 'react';
import { type ExportFormat, host, type RowKind } from '../host/host';
import { Button } from './Button';
import { ErrorPanel } from './ErrorPanel';
import { EXPORT_CHOICES, type ExportChoice, namesPeople, suggestedName } from './export-formats';
import { IncompleteNote } from './IncompleteNote';
import { useMoment } from './moment';
import { Permitted } from './Permitted';
import { Segmented } from './Segmented';
import { capital, fileSize } from './text';
import { toast } from './toast';
import { useOnce } from './use-once';
import './export-dialog.css';

type Props = {
  tenant: string;
  opened: boolean;
  onClose(): void;
  /** The rows that are on the screen. */
  rows?: RowKind;
  /** The format offered first. */
  first?: ExportFormat;
};

/** Writes access or findings to a file. Says what will be in it before it is written. */
export function ExportDialog(props: Props) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Export" size={560}>
      <Permitted
        operation="access.export"
        what="Exporting access to a file"
        title="You can read this, not export it"
        onClose={props.onClose}
      >
        <ExportForm {...props} />
      </Permitted>
    </Modal>
  );
}

function ExportForm({ tenant, onClose, rows: shown = 'people', first = 'xlsx' }: Props) {
  const [format, setFormat] = useState<ExportFormat>(first);
  const [rows, setRows] = useState<RowKind>(shown);
  const at = useMoment();
  const choice = EXPORT_CHOICES.find((one) => one.format === format) as ExportChoice;
  const write = useOnce({
    mutationFn: async () => {
      const out = await host.pickSave(suggestedName(tenant, choice, rows));
      return out === null ? null : host.exportTo(tenant, { format, rows, out, at: at ?? null });
    },
    onSuccess: (exported) => {
      if (!exported) return;
      const [file] = exported.files;
      const bytes = exported.files.reduce((sum, one) => sum + one.bytes, 0);
      toast(`${choice.label} written to ${file?.path ?? 'the folder'}, ${fileSize(bytes)}`);
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
      <fieldset className="export-choices">
        <legend className="label">Write as</legend>
        {EXPORT_CHOICES.map((one) => (
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
            <span className="sm t2">{capital(one.detail)}</span>
          </label>
        ))}
      </fieldset>
      {choice.matrix && (
        <div className="row" style={{ marginTop: 12 }}>
          <div className="label" style={{ margin: 0 }}>
            Rows
          </div>
          <Segmented<RowKind>
            label="Rows of the export"
            value={rows}
            onChange={setRows}
            options={[
              { value: 'roles', label: 'Roles' },
              { value: 'people', label: 'People' },
              { value: 'groups', label: 'Groups' },
            ]}
          />
        </div>
      )}
      <p className="field-note">
        {namesPeople(choice, rows)
          ? 'People are named in this file. It is written for you alone to read.'
          : 'No person is named in this file.'}{' '}
        It holds the whole tenant, not only what is filtered on the screen.
      </p>
      <IncompleteNote tenant={tenant} format={format} />
      {write.isError && <ErrorPanel error={write.error} />}
      <div className="row" style={{ justifyContent: 'flex-end', marginTop: 16 }}>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={write.isPending}>
          Choose where to write
        </Button>
      </div>
    </form>
  );
}
