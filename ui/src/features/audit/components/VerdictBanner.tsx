import { CircleDashed } from 'lucide-react';
import { Button } from '../../../components/Button';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { counted, dayAndTime } from '../../../components/text';
import type { AuditDialog } from '../model/audit-search';
import type { Verdict } from '../model/verdict';

/** What is on record does not hold, or nobody looked yet. Nothing stands here when all is well. */
export function VerdictBanner(props: {
  verdict: Verdict | undefined;
  verifying: boolean;
  onVerify(): void;
  onOpen(dialog: AuditDialog): void;
}) {
  const { verdict, verifying, onVerify, onOpen } = props;
  if (verdict?.kind === 'broken') {
    return (
      <div className="audit-verdict soft f-critical" role="alert">
        <SeverityGlyph value="critical" hidden />
        <div className="grow">
          <b>What is on record does not hold.</b> {counted(verdict.faults, 'fault was', 'faults were')} found
          on {dayAndTime(verdict.at)}. Do not rely on the entries concerned, and keep a copy of the workspace
          as it is.
        </div>
        <Button size="sm" busy={verifying} onClick={onVerify}>
          Verify again
        </Button>
        <Button size="sm" onClick={() => onOpen('verify')}>
          What was found
        </Button>
      </div>
    );
  }
  if (verdict?.kind !== 'never') return null;
  return (
    <div className="audit-verdict" role="status">
      <CircleDashed size={14} className="t3" aria-hidden="true" />
      <div className="grow t2">
        Nobody verified yet that what is on record is as it was written. It needs no network.
      </div>
      <Button size="sm" busy={verifying} onClick={onVerify}>
        Verify now
      </Button>
    </div>
  );
}
