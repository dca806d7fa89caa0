import { Modal } from '@mantine/core';
import { Check, GitPullRequestArrow } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { useDraft } from '../../../components/drafts';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { MessageText } from '../../../components/MessageText';
import { MomentField } from '../../../components/MomentField';
import { dayOfField } from '../../../components/moment';
import { Permitted } from '../../../components/Permitted';
import { counted, day } from '../../../components/text';
import type { FindingView } from '../../../host/host';
import { useDismiss } from '../api/use-dismiss';
import { dayFrom, dismissalProblem, hasMoved, LONGEST_DAYS, offeredDays } from '../model/dismissal';

/** Out of sight, with a reason and a day on which it comes back. */
export function DismissDialog(props: {
  tenant: string;
  finding: FindingView | undefined;
  /** What is open now, which may be another than when the dialog opened. */
  open: readonly FindingView[];
  onClose(): void;
  onDone(finding: FindingView): void;
}) {
  const { tenant, finding, open, onClose, onDone } = props;
  return (
    <Modal opened={finding !== undefined} onClose={onClose} title="Dismiss this finding" size={480}>
      {finding && (
        <Permitted operation="finding.dismiss" what="Dismissing a finding" onClose={onClose}>
          <DismissForm
            tenant={tenant}
            finding={finding}
            now={open.find((one) => one.key === finding.key)}
            onClose={onClose}
            onDone={() => onDone(finding)}
          />
        </Permitted>
      )}
    </Modal>
  );
}

function DismissForm({
  tenant,
  finding,
  now,
  onClose,
  onDone,
}: {
  tenant: string;
  finding: FindingView;
  now: FindingView | undefined;
  onClose(): void;
  onDone(): void;
}) {
  const today = new Date();
  const days = offeredDays(finding.severity);
  const [reason, setReason] = useState('');
  const [returns, setReturns] = useState(dayFrom(today, Math.min(30, LONGEST_DAYS[finding.severity])));
  const [tried, setTried] = useState(false);
  const dismiss = useDismiss(tenant);
  useDraft(reason.trim() === '' ? undefined : 'The reason for a dismissal');
  const chosenDay = dayOfField(returns);
  const problem = dismissalProblem(reason, returns, finding.severity, today);
  const reasonId = useId();
  const dateId = useId();
  return (
    <form
      className="col gap16"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (now && chosenDay && !problem)
          dismiss.mutate({ finding, reason: reason.trim(), returns: chosenDay }, { onSuccess: onDone });
      }}
    >
      <p className="t2">
        <MessageText text={finding.title} />. It stays in the record, with your name and your reason.
      </p>
      <div>
        <label className="label" htmlFor={reasonId}>
          Reason
        </label>
        <textarea
          id={reasonId}
          className="area"
          data-autofocus=""
          value={reason}
          placeholder="Known until the migration ends; agreed with the owner"
          aria-invalid={tried && problem?.field === 'reason'}
          aria-describedby={tried && problem?.field === 'reason' ? `${reasonId}-fault` : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {tried && problem?.field === 'reason' && (
          <p id={`${reasonId}-fault`} className="field-error" role="alert">
            {problem.text}
          </p>
        )}
      </div>
      <div>
        <label className="label" htmlFor={dateId}>
          Comes back on
        </label>
        <div className="row wrap">
          <MomentField
            id={dateId}
            value={returns}
            invalid={tried && problem?.field === 'returns'}
            fault={tried && problem?.field === 'returns' ? `${dateId}-fault` : undefined}
            onChange={setReturns}
          />
          <div className="sm t2" aria-live="polite">
            {chosenDay && day(chosenDay)}
          </div>
        </div>
        <div className="dismiss-days" role="group" aria-label="In so many days">
          {days.map((number) => {
            const chosen = returns === dayFrom(today, number);
            return (
              <Button
                key={number}
                size="sm"
                variant="quiet"
                aria-pressed={chosen}
                icon={chosen && <Check size={13} aria-hidden="true" />}
                onClick={() => setReturns(dayFrom(today, number))}
              >
                {counted(number, 'day')}
              </Button>
            );
          })}
        </div>
        <p className="field-note">
          {finding.severity === 'critical'
            ? 'A critical finding may rest 7 days at most.'
            : 'If it gets worse before that day, it comes back at once.'}
        </p>
        {tried && problem?.field === 'returns' && (
          <p id={`${dateId}-fault`} className="field-error" role="alert">
            {problem.text}
          </p>
        )}
      </div>
      {hasMoved(finding, now) && !dismiss.isSuccess && (
        <section className="error-panel soft f-medium" role="alert">
          <h3>
            <GitPullRequestArrow size={15} aria-hidden="true" />
            The tenant moved while you wrote
          </h3>
          <dl>
            <dt>You saw</dt>
            <dd>
              <MessageText text={finding.title} />
            </dd>
            <dt>Now</dt>
            <dd>
              {now ? (
                <MessageText text={now.title} />
              ) : (
                'It is not open any more: settled, or dismissed by others.'
              )}
            </dd>
          </dl>
        </section>
      )}
      {dismiss.isError && <ErrorPanel error={dismiss.error} meaning="The finding stays open." />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="quiet" onClick={onClose}>
          {now ? 'Keep it open' : 'Close'}
        </Button>
        {(now || dismiss.isPending) && (
          <Button type="submit" variant="primary" busy={dismiss.isPending}>
            {chosenDay ? `Dismiss until ${day(chosenDay)}` : 'Dismiss'}
          </Button>
        )}
      </div>
    </form>
  );
}
