import { Modal } from '@mantine/core';
import { Copy } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { Segmented } from '../../../components/Segmented';
import { toast } from '../../../components/toast';
import type { FindingView, TenantSummary, Today } from '../../../host/host';
import { asPlainText, briefOf } from '../model/brief';

type Form = 'text' | 'markdown';

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
  const [form, setForm] = useState<Form>('text');
  const [names, setNames] = useState(false);
  const id = useId();
  const markdown = briefOf({ tenant, today, findings, now, names });
  const text = form === 'markdown' ? markdown : asPlainText(markdown);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => {
        toast(names ? 'Brief copied, with names of people' : 'Brief copied, without names of people');
        onClose();
      },
      () => toast('The clipboard cannot be written: mark the text and copy it', { tone: 'problem' }),
    );
  return (
    <>
      <div className="row wrap" style={{ marginBottom: 10 }}>
        <Segmented<Form>
          label="Written as"
          value={form}
          onChange={setForm}
          options={[
            { value: 'text', label: 'Text' },
            { value: 'markdown', label: 'Markdown' },
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
      <div className="row" style={{ marginTop: 14 }}>
        <span className="sm t3 grow">
          {names ? 'People are named. Send it only to who may know.' : 'People are counted, not named.'}
        </span>
        <Button variant="quiet" onClick={onClose}>
          Close
        </Button>
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
