import { Menu } from '@mantine/core';
import { Download, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../../components/Button';
import { ExportDialog } from '../../../components/ExportDialog';
import { sentence } from '../../../components/error-table';
import { useIncomplete } from '../../../components/IncompleteNote';
import { incompleteFileText } from '../../../components/incomplete';
import { useMoment } from '../../../components/moment';
import { usePermission } from '../../../components/permission';
import { dayAndTime } from '../../../components/text';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { type ExportRequest, host, type RowKind, toHostError } from '../../../host/host';
import { EXPORTS, type ExportChoice, suggestedName } from '../model/exports';
import { ROWS_WORD } from '../model/filters';

/** Writes the matrix to a file: every row and column, whatever the filter. */
export function ExportMenu(props: {
  tenant: string;
  rows: RowKind;
  opened: boolean;
  onOpened(opened: boolean): void;
}) {
  const { tenant, rows, opened, onOpened } = props;
  const at = useMoment();
  const incomplete = useIncomplete(tenant);
  const note = useId();
  const write = useOnce({
    mutationFn: async (choice: ExportChoice) => {
      const out = await host.pickSave(suggestedName(tenant, rows, choice));
      if (out === null) return undefined;
      const request: ExportRequest = { format: choice.format, rows, out, at: at ?? null };
      return host.exportTo(tenant, request);
    },
    onSuccess: (done) => {
      const first = done?.files[0];
      if (!done || !first) return;
      const more = done.files.length - 1;
      toast(more > 0 ? `Wrote ${first.path} and ${more} more` : `Wrote ${first.path}`);
    },
    onError: (error) => {
      const { message, hint } = toHostError(error).wire;
      toast([message, hint].filter(Boolean).map(sentence).join(' '), { tone: 'problem' });
    },
  });
  const { may } = usePermission('access.export');
  const icon = <Download size={14} aria-hidden="true" />;
  if (!may) {
    return (
      <>
        <Button icon={icon} keys="Ctrl E" onClick={() => onOpened(true)}>
          Export
        </Button>
        <ExportDialog tenant={tenant} opened={opened} onClose={() => onOpened(false)} />
      </>
    );
  }
  return (
    <Menu opened={opened} onChange={onOpened} position="bottom-end" width={280}>
      <Menu.Target>
        <Button icon={icon} keys="Ctrl E" disabled={write.isPending}>
          {write.isPending ? 'Writing' : 'Export'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Export as" aria-describedby={incomplete && note}>
        <Menu.Label>
          {`All ${ROWS_WORD[rows].many} by all permissions${at ? `, as of ${dayAndTime(at)}` : ''}`}
        </Menu.Label>
        {incomplete && (
          <Menu.Label id={note} className="export-incomplete">
            <TriangleAlert size={14} aria-hidden="true" />
            <div>{incompleteFileText(incomplete)}</div>
          </Menu.Label>
        )}
        {EXPORTS.map((choice) => (
          <Menu.Item
            key={choice.format}
            rightSection={<span className="xs t3">{choice.note}</span>}
            onClick={() => write.mutate(choice)}
          >
            {choice.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
