import { useNavigate } from '@tanstack/react-router';
import { Grid3x3, Wand2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button';
import { ClassWord } from '../../../components/ClassWord';
import { sentence } from '../../../components/error-table';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { Inspector } from '../../../components/Inspector';
import { ItemChip } from '../../../components/ItemChip';
import { MessageText } from '../../../components/MessageText';
import { placeInMatrix } from '../../../components/matrix-search';
import { Permitted } from '../../../components/Permitted';
import { usePermission } from '../../../components/permission';
import { capital, count, counted, day, dayAndTime } from '../../../components/text';
import { SEVERITY_RHYTHM, SEVERITY_WORD } from '../../../components/words';
import type { EvidenceView, FindingView, FixView, Item } from '../../../host/host';
import { subjectInMatrix } from '../model/findings';

const FEW = 12;

/** One finding: what, why it matters, what was seen, whom it is about, and the ways out with their price. */
export function FindingDetail(props: {
  tenant: string;
  finding: FindingView;
  onClose(): void;
  onDismiss(): void;
}) {
  const { tenant, finding, onClose, onDismiss } = props;
  const navigate = useNavigate();
  const mayRestore = usePermission('finding.restore').may;
  const open = (item: Item, permission?: Item) => {
    const place = placeInMatrix(item, permission);
    if (place) navigate({ to: '/t/$tenant/matrix', params: { tenant }, search: place });
  };
  const best = subjectInMatrix(finding);
  return (
    <Inspector
      title="Finding"
      subtitle={finding.checkTitle}
      onClose={onClose}
      foot={
        <>
          {best && (
            <Button
              icon={<Grid3x3 size={14} aria-hidden="true" />}
              onClick={() => open(best.item, best.permission)}
            >
              Show in matrix
            </Button>
          )}
          {(mayRestore || !finding.dismissed) && (
            <Button keys="D" onClick={onDismiss}>
              {finding.dismissed ? 'Bring back' : 'Dismiss'}
            </Button>
          )}
        </>
      }
    >
      <div className="row top-al">
        <div style={{ marginTop: 2 }}>
          <SeverityGlyph value={finding.severity} size={16} hidden />
        </div>
        <div className="select">
          <h3 className="inspector-title">
            <MessageText text={finding.title} />
          </h3>
          <p className={`sm f-${finding.severity}`} style={{ marginTop: 2 }}>
            {SEVERITY_WORD[finding.severity]}
            <span className="t3"> · {SEVERITY_RHYTHM[finding.severity].toLowerCase()}</span>
          </p>
        </div>
      </div>
      {finding.dismissed && (
        <section className="card finding-note">
          <h4 className="h">Dismissed until {day(finding.dismissed.returns)}</h4>
          <p className="sm select">{sentence(finding.dismissed.reason)}</p>
          <p className="sm t3">
            {finding.dismissed.by}, {dayAndTime(finding.dismissed.at)}
          </p>
          <Permitted operation="finding.restore" what="Bringing a dismissed finding back" />
        </section>
      )}
      {finding.back && (
        <p className="sm t2 select">
          Dismissed before by {finding.back.before.by}, {day(finding.back.before.at)}:{' '}
          {sentence(finding.back.before.reason)} Open again: {sentence(finding.back.because)}
        </p>
      )}
      <section>
        <h4 className="h">Why it matters</h4>
        <p className="t2 select">
          <MessageText text={sentence(finding.why)} />
        </p>
      </section>
      {finding.evidence.length > 0 && (
        <section>
          <h4 className="h">What was seen</h4>
          <dl className="facts select" style={{ marginTop: 6 }}>
            {finding.evidence.map((seen) => (
              <Evidence key={`${seen.label} ${seen.value}`} seen={seen} onOpen={open} />
            ))}
          </dl>
        </section>
      )}
      <Subjects finding={finding} onOpen={open} />
      <section>
        <h4 className="h">{finding.fixes.length === 0 ? 'No fix is known' : 'Fixes'}</h4>
        {finding.fixes.length === 0 ? (
          <p className="sm t2">
            Decide with the people it is about, then change it in the product and read again.
          </p>
        ) : (
          finding.fixes.map((fix) => <Fix key={fix.summary} fix={fix} />)
        )}
      </section>
      <dl className="facts">
        <dt>Rule</dt>
        <dd className="select">{finding.reference}</dd>
        <dt>Check</dt>
        <dd className="mono select">{finding.check}</dd>
        {finding.firstSeen && (
          <>
            <dt>First seen</dt>
            <dd>{dayAndTime(finding.firstSeen)}</dd>
          </>
        )}
      </dl>
    </Inspector>
  );
}

function Evidence({ seen, onOpen }: { seen: EvidenceView; onOpen(item: Item): void }) {
  const [only] = seen.about;
  // what was seen about one thing is labelled with its name
  const named = only && seen.about.length === 1 && only.name === seen.label ? only : undefined;
  const others = named ? [] : seen.about;
  return (
    <>
      <dt>
        {named && placeInMatrix(named) ? <NameLink item={named} onOpen={onOpen} /> : capital(seen.label)}
      </dt>
      <dd>
        <MessageText text={seen.value} />
        {others.length > 0 && (
          <div className="row wrap gap4" style={{ marginTop: 4 }}>
            {others.slice(0, FEW).map((item) => (
              <Chip key={`${item.kind} ${item.id}`} item={item} onOpen={onOpen} />
            ))}
          </div>
        )}
      </dd>
    </>
  );
}

function NameLink({ item, onOpen }: { item: Item; onOpen(item: Item): void }) {
  return (
    <button type="button" className="link" onClick={() => onOpen(item)}>
      {item.name}
    </button>
  );
}

function Subjects({ finding, onOpen }: { finding: FindingView; onOpen(item: Item): void }) {
  const [all, setAll] = useState(false);
  const shown = all ? finding.subjects : finding.subjects.slice(0, FEW);
  const hidden = finding.subjects.length - shown.length;
  const beyond = finding.count - finding.subjects.length;
  if (finding.subjects.length === 0) return null;
  return (
    <section>
      <h4 className="h">
        Whom and what it is about <span className="t3">{finding.count}</span>
      </h4>
      <div className="row wrap gap4" style={{ marginTop: 6 }}>
        {shown.map((item) => (
          <Chip key={`${item.kind} ${item.id}`} item={item} onOpen={onOpen} />
        ))}
        {hidden > 0 && (
          <Button size="sm" variant="quiet" onClick={() => setAll(true)}>
            Show {hidden} more
          </Button>
        )}
      </div>
      {beyond > 0 && <p className="sm t3">And {count(beyond)} more that are not listed.</p>}
    </section>
  );
}

function Chip({ item, onOpen }: { item: Item; onOpen(item: Item): void }) {
  return placeInMatrix(item) ? <ItemChip item={item} onOpen={onOpen} /> : <ItemChip item={item} />;
}

function Fix({ fix }: { fix: FixView }) {
  return (
    <div className="card finding-fix">
      <p className="row gap6 md">
        <Wand2 size={14} aria-hidden="true" />
        <span className="select">
          <MessageText text={sentence(fix.summary)} />
        </span>
      </p>
      {fix.steps.length > 0 && (
        <ol className="finding-steps sm t2 select">
          {fix.steps.map((step) => (
            <li key={step}>
              <MessageText text={sentence(step)} />
            </li>
          ))}
        </ol>
      )}
      <p className="row gap6 sm t2 wrap">
        {fix.gains === 0 ? (
          'Nobody gains anything.'
        ) : (
          <>
            {counted(fix.gains, 'person gains', 'people gain')} something
            {fix.adds && (
              <>
                , at most <ClassWord value={fix.adds} soft />
              </>
            )}
          </>
        )}
      </p>
    </div>
  );
}
