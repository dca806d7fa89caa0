import { Laptop, TimerReset } from 'lucide-react';
import { ClassWord } from '../../../components/ClassWord';
import { counted } from '../../../components/text';
import { useNow } from '../../../components/use-now';
import { ENVIRONMENT_WORD } from '../../../components/words';
import type { AuditEntryDetail } from '../../../host/host';
import { ledgerPlaceOf } from '../model/redecision';
import { sentenceOf } from '../model/sentence';
import { exactly, propagating, surfaceText } from '../model/words';
import { Changes } from './Changes';
import { Decision } from './Decision';
import { Jumps } from './Jumps';
import { Fields, Policies } from './MoreAbout';
import { Proof } from './Proof';
import { Redecide } from './Redecide';
import { Related } from './Related';
import { OutcomeTag } from './TrailCells';

/** What an entry says: what, when, what changed, who agreed and why, what proves it, and what belongs to it. */
export function EntryBody(props: {
  tenant: string;
  entry: AuditEntryDetail;
  verifying: boolean;
  onOpen(id: string): void;
  onRequest(correlation: string): void;
  onVerify(): void;
}) {
  const { tenant, entry, verifying, onOpen, onRequest, onVerify } = props;
  const { row, environment } = entry;
  // what Steward did without asking, such as beginning the ledger, was no decision
  const place = row.policyVersion === '' ? undefined : ledgerPlaceOf(row.id);
  return (
    <>
      <div className="select">
        <h3 className="inspector-title">{sentenceOf(row)}</h3>
        <p className="sm t2">
          <time dateTime={row.at}>{exactly(row.at)}</time>
        </p>
        <div className="row wrap gap6" style={{ marginTop: 8 }}>
          {row.consequence && <ClassWord value={row.consequence} soft />}
          {row.surface && (
            <div className="tag">
              <Laptop size={12} aria-hidden="true" />
              <div className="trunc">{surfaceText(row.surface)}</div>
            </div>
          )}
          {environment && <div className="tag">{ENVIRONMENT_WORD[environment]}</div>}
          <OutcomeTag row={row} />
        </div>
      </div>
      <OnItsWay entry={entry} />
      <Changes changes={entry.changes} />
      <Decision entry={entry} />
      <Policies policies={entry.policies} />
      {place && <Redecide key={row.id} place={place} />}
      <Fields fields={entry.fields} />
      <Proof proof={entry.proof} verifying={verifying} onVerify={onVerify} onOpen={onOpen} />
      <Related entry={entry} onOpen={onOpen} onRequest={onRequest} />
      <Jumps tenant={tenant} jumps={entry.jumps} />
    </>
  );
}

/** A change that may not have reached everybody yet. */
function OnItsWay({ entry }: { entry: AuditEntryDetail }) {
  const now = useNow();
  const left = propagating(entry.row, now);
  if (left === 0) return null;
  return (
    <div className="audit-note sm" role="note">
      <TimerReset size={14} aria-hidden="true" />
      <p>
        <b>On its way to everybody.</b> It may take up to {counted(left, 'more minute')}. Ask people to sign
        in again or to load the page anew before you look for another cause.
      </p>
    </div>
  );
}
