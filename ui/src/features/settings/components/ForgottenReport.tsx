import { Copy } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../../components/Button';
import { copied } from '../../../components/copied';
import { MessageText } from '../../../components/MessageText';
import type { Forgotten } from '../../../host/host';
import { doneSentences, duties, reportText } from '../model/forgetting';
import { takesFocus } from './takes-focus';

/** What was done, and what stays for the operator to do. The person is not named any more. */
export function ForgottenReport(props: { tenant: string; forgotten: Forgotten; onAnother(): void }) {
  const { tenant, forgotten, onAnother } = props;
  const id = useId();
  return (
    <section className="forget" aria-labelledby={id}>
      <h3 className="h" id={id} tabIndex={-1} ref={takesFocus}>
        Forgotten
      </h3>
      <Sentences all={doneSentences(forgotten)} />
      <h3 className="h">What stays for you to do</h3>
      <Sentences all={duties(forgotten, forgotten.scrubbed)} />
      <div className="setting-actions">
        <Button
          icon={<Copy size={14} strokeWidth={1.75} aria-hidden="true" />}
          onClick={() => copied(reportText(tenant, forgotten), 'Copied what was done and what is left to do')}
        >
          Copy this
        </Button>
        <Button variant="quiet" onClick={onAnother}>
          Forget somebody else
        </Button>
      </div>
    </section>
  );
}

function Sentences({ all }: { all: readonly string[] }) {
  return (
    <ul className="select">
      {all.map((one) => (
        <li key={one}>
          <MessageText text={one} />
        </li>
      ))}
    </ul>
  );
}
