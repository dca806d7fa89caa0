import { CircleCheck, Copy } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../../components/Button';
import { copied } from '../../../components/copied';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { sentence } from '../../../components/error-table';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { IconButton } from '../../../components/IconButton';
import { MessageText } from '../../../components/MessageText';
import { percentOf, useProgress } from '../../../components/progress';
import { Spinner } from '../../../components/Spinner';
import { count, counted, dayAndTime, duration, withShortHashes } from '../../../components/text';
import type { AuditVerifyReport, LogReport } from '../../../host/host';
import { type useVerify, VERIFY } from '../api/use-verify';
import { comparedText, faultCount, faultsOf, rangeText, signedText } from '../model/verdict';
import { Seal } from './Seal';

/** Verifies when it is opened and nothing is known yet; then what holds, what does not and where, and with which keys. */
export function VerifyResult(props: {
  verify: ReturnType<typeof useVerify>;
  onEntry(id: string): void;
  onClose(): void;
}) {
  const { verify, onEntry, onClose } = props;
  const { report, run } = verify;
  const { mutate, isPending, isIdle } = run;
  useEffect(() => {
    if (!report && isIdle) mutate();
  }, [report, isIdle, mutate]);
  return (
    <div className="col gap16">
      {isPending ? (
        <Going onStop={verify.stop} />
      ) : run.isError ? (
        <ErrorPanel
          error={run.error}
          meaning="Nothing was found out about what is on record."
          onRetry={() => mutate()}
        />
      ) : (
        report && <Report report={report} onEntry={onEntry} />
      )}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        {!isPending && report && (
          <Button variant="quiet" onClick={() => mutate()}>
            Verify again
          </Button>
        )}
        <Button data-autofocus="" onClick={onClose}>
          {isPending ? 'Go on in the background' : 'Done'}
        </Button>
      </div>
    </div>
  );
}

function Going({ onStop }: { onStop(): void }) {
  const progress = useProgress(VERIFY);
  const percent = percentOf(progress);
  return (
    <div className="audit-going" role="status">
      <Spinner />
      <div className="grow">
        Every hash, signature and checkpoint is worked out again on this computer
        {progress?.total ? `, ${count(progress.done)} of ${count(progress.total)}` : ''}.
        <span className="bar" aria-hidden="true">
          <i style={{ width: `${percent ?? 4}%` }} />
        </span>
      </div>
      <Button size="sm" onClick={onStop}>
        Stop
      </Button>
    </div>
  );
}

function Report({ report, onEntry }: { report: AuditVerifyReport; onEntry(id: string): void }) {
  const faults = faultsOf(report);
  const more = faultCount(report) - faults.length;
  const entries = report.ledger.logs.reduce((sum, log) => sum + log.entries, 0);
  return (
    <>
      <div className="row gap12" role="status">
        <Seal state={report.holds ? 'whole' : 'broken'} />
        <div>
          <p className={`md ${report.holds ? 'ok' : 'f-critical'}`}>
            {report.holds
              ? 'Everything that is signed or sealed holds'
              : `${counted(faultCount(report), 'fault was', 'faults were')} found`}
          </p>
          <p className="sm t2">
            {counted(entries, 'entry', 'entries')}
            {report.batches > 0 &&
              ` and ${counted(report.events, 'event')} in ${counted(report.batches, 'sealed batch', 'sealed batches')}`}
            , {dayAndTime(report.at)}, in {duration(report.tookMs)}, without a network.
          </p>
        </div>
      </div>
      {faults.length > 0 && (
        <ul
          className="audit-faults focus-in"
          tabIndex={faults.length > 4 ? 0 : undefined}
          aria-label="Faults"
        >
          {faults.map((fault) => (
            <li key={fault.id}>
              <SeverityGlyph value="critical" hidden />
              <div className="grow select">
                <MessageText text={sentence(withShortHashes(fault.message))} />
              </div>
              {fault.entry && (
                <button type="button" className="link sm" onClick={() => onEntry(fault.entry)}>
                  Open it<span className="vh">: {fault.entry}</span>
                </button>
              )}
            </li>
          ))}
          {more > 0 && <li className="t3">And {counted(more, 'more fault')} of the same kinds.</li>}
        </ul>
      )}
      {report.ledger.logs.map((log) => (
        <Log key={log.log} log={log} />
      ))}
      {report.notKept !== null && (
        <p className="sm t2" role="note">
          That this was verified now is not kept: <MessageText text={report.notKept} />.
        </p>
      )}
      {report.ledger.before !== null && report.ledger.before > 0 && (
        <p className="sm t3">
          {counted(report.ledger.before, 'entry is', 'entries are')} from before the ledger was begun. The
          first signed entry holds a hash of them.
        </p>
      )}
    </>
  );
}

function Log({ log }: { log: LogReport }) {
  return (
    <section className="card audit-log">
      <h3 className="row gap6">
        {log.faults.length + log.more === 0 ? (
          <CircleCheck className="ok" size={14} aria-hidden="true" />
        ) : (
          <SeverityGlyph value="critical" hidden />
        )}
        <span className="mono select">{log.log}</span>
      </h3>
      <dl className="facts select">
        <dt>Signatures</dt>
        <dd>{signedText(log)}</dd>
        {log.checkpoints > 0 && (
          <>
            <dt>Checkpoints</dt>
            <dd>{counted(log.checkpoints, 'checkpoint')} compared</dd>
          </>
        )}
        {log.open > 0 && (
          <>
            <dt>Not ended</dt>
            <dd>{counted(log.open, 'piece of work')} that reached out of this computer</dd>
          </>
        )}
        {log.away && (
          <>
            <dt>Key</dt>
            <dd>
              <MessageText text={sentence(log.away)} />
            </dd>
          </>
        )}
        {log.keys.map((key) => (
          <div key={key.key} className="audit-key">
            <dt>{rangeText(key)}</dt>
            <dd className="row gap4">
              <div className="mono trunc" title={key.key}>
                {key.key}
              </div>
              <IconButton
                label="Copy the public key"
                onClick={() => copied(key.key, 'Copied the public key')}
              >
                <Copy size={13} aria-hidden="true" />
              </IconButton>
            </dd>
          </div>
        ))}
      </dl>
      <p className="sm t3">{comparedText(log.compared)}</p>
    </section>
  );
}
