import { CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../components/Button';
import { sentence } from '../../../components/error-table';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { MessageText } from '../../../components/MessageText';
import { counted, dayAndTime, withShortHashes } from '../../../components/text';
import type { AuditDialog } from '../model/audit-search';
import { placeText, type Verdict } from '../model/verdict';

/** What is on record does not hold, or nobody looked yet. Nothing stands here when all is well. */
export function VerdictBanner(props: {
  verdict: Verdict | undefined;
  /** How it stands could not be read. */
  failed: boolean;
  verifying: boolean;
  onVerify(): void;
  onOpen(dialog: AuditDialog): void;
  onEntry(id: string): void;
  onRetry(): void;
}) {
  const { verdict, failed, verifying, onVerify, onOpen, onEntry, onRetry } = props;
  const verify = (words: string) => (
    <Button size="sm" busy={verifying} onClick={onVerify}>
      {words}
    </Button>
  );
  if (verdict?.kind === 'broken') {
    const { faults, at, first } = verdict;
    const place = first ? placeText(first) : '';
    return (
      <Alarm title={`What is on record does not hold${place && `, first at ${place}`}.`}>
        <div className="grow">
          {first && <MessageText text={sentence(withShortHashes(first.message))} />}{' '}
          {counted(faults, 'fault was', 'faults were')} found on {dayAndTime(at)}.{' '}
          {!first && 'Verify again to see where. '}Do not rely on the entries concerned. Keep a copy of the
          workspace as it is, and go on with one from before.
        </div>
        {first?.entry && (
          <Button size="sm" onClick={() => onEntry(first.entry)}>
            Show the first
          </Button>
        )}
        <Button size="sm" onClick={() => onOpen('verify')}>
          What was found
        </Button>
        {verify('Verify again')}
      </Alarm>
    );
  }
  if (verdict?.kind === 'fewer') {
    const { missing, at } = verdict;
    return (
      <Alarm title={`${counted(missing, 'entry is', 'entries are')} gone.`}>
        <div className="grow">
          They were here when what is on record was verified on {dayAndTime(at)}. Verify it to see where
          entries are missing. If an older copy of the workspace was put back, that is why.
        </div>
        {verify('Verify now')}
      </Alarm>
    );
  }
  if (verdict?.kind === 'never') {
    return (
      <Note words="Nobody verified yet that what is on record is as it was written. It needs no network.">
        {verify('Verify now')}
      </Note>
    );
  }
  if (failed) {
    return (
      <Note words="Whether what is on record was verified could not be read.">
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      </Note>
    );
  }
  return null;
}

function Alarm({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="audit-verdict soft f-critical" role="alert">
      <SeverityGlyph value="critical" hidden />
      <b>{title}</b>
      {children}
    </div>
  );
}

function Note({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div className="audit-verdict" role="status">
      <CircleDashed size={14} className="t3" aria-hidden="true" />
      <div className="grow t2">{words}</div>
      {children}
    </div>
  );
}
