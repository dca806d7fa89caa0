import { Modal } from '@mantine/core';
import { Copy, FileDown } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Permitted } from '../../../components/Permitted';
import { usePermission } from '../../../components/permission';
import { Segmented } from '../../../components/Segmented';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { type FindingView, host, type TenantSummary, type Today } from '../../../host/host';
import { asPlainText, briefFile, briefOf } from '../model/brief';

type Form = 'txt' | 'md';

/** What Today says, as a text to send. Names are left out until they are asked for. */
export function BriefDialog(props: {
  opened: boolean;
  onClose(): void;
  tenant: TenantSummary;
  today: Today;
  findings: readonly FindingView[];
  now: Date;
}) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Daily brief" size={640}>
      <BriefForm {...props} />
    </Modal>
  );
}

function BriefForm(props: Parameters<typeof BriefDialog>[0]) {
  const { tenant, today, findings, now, onClose } = props;
  const [form, setForm] = useState<Form>('txt');
  const [names, setNames] = useState(false);
  const id = useId();
  const { may } = usePermission('access.export');
  const markdown = briefOf({ tenant, today, findings, now, names });
  const text = form === 'md' ? markdown : asPlainText(markdown);
  const who = names ? 'with names of people' : 'without names of people';
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => {
        toast(`Brief copied, ${who}`);
        onClose();
      },
      () => toast('The clipboard cannot be written: mark the text and copy it', { tone: 'problem' }),
    );
  const save = useOnce({
    mutationFn: async () => {
      const path = await host.pickSave(briefFile(tenant.name, now, form));
      return path === null ? null : host.saveText(tenant.name, path, text);
    },
    onSuccess: (file) => {
      if (!file) return;
      toast(`Brief written to ${file.path}, ${who}`);
      onClose();
    },
  });
  return (
    <>
      <div className="row wrap" style={{ marginBottom: 10 }}>
        <Segmented<Form>
          label="Written as"
          value={form}
          onChange={setForm}
          options={[
            { value: 'txt', label: 'Text' },
            { value: 'md', label: 'Markdown' },
          ]}
        />
        <label className="row gap6 end">
          <input type="checkbox" checked={names} onChange={() => setNames(!names)} />
          Name people
        </label>
      </div>
      <label className="vh" htmlFor={id}>
        The brief
      </label>
      <textarea id={id} className="area brief-text mono select" readOnly value={text} rows={18} />
      <Permitted
        operation="access.export"
        what="Saving the brief to a file"
        title="You can read and copy this, not save it"
      />
      {save.isError && <ErrorPanel error={save.error} meaning="Nothing was written." />}
      <div className="row wrap" style={{ marginTop: 14 }}>
        <div className="sm t3 grow">
          {names ? 'People are named. Send it only to who may know.' : 'People are counted, not named.'}
        </div>
        <Button variant="quiet" onClick={onClose}>
          Close
        </Button>
        {may && (
          <Button
            icon={<FileDown size={14} aria-hidden="true" />}
            busy={save.isPending}
            onClick={() => save.mutate()}
          >
            Save brief
          </Button>
        )}
        <Button
          variant="primary"
          data-autofocus=""
          icon={<Copy size={14} aria-hidden="true" />}
          onClick={copy}
        >
          Copy brief
        </Button>
      </div>
    </>
  );
}
