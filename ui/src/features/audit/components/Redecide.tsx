import { useQuery } from '@tanstack/react-query';
import { Check, CircleHelp, Scale, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { MessageText } from '../../../components/MessageText';
import { Skeleton } from '../../../components/Skeleton';
import { shortHash } from '../../../components/text';
import type { Redecided, Redecision } from '../../../host/host';
import { redecideQuery } from '../api/redecide';
import { askedWords, decidedWords, type LedgerPlace, verdictWords } from '../model/redecision';
import './redecide.css';

/**
 * Asks a past decision again, when somebody wants to know: under the policies of its time and under those of now. Another
 * entry needs another `key`.
 */
export function Redecide({ place }: { place: LedgerPlace }) {
  const [asked, setAsked] = useState(false);
  return (
    <section aria-label="The decision, evaluated again">
      <h4 className="h">The decision, evaluated again</h4>
      {asked ? (
        <Answer place={place} />
      ) : (
        <Button size="sm" icon={<Scale size={14} aria-hidden="true" />} onClick={() => setAsked(true)}>
          Decide again
        </Button>
      )}
    </section>
  );
}

function Answer({ place }: { place: LedgerPlace }) {
  const asked = redecideQuery(place);
  const again = useQuery(asked);
  if (again.isError) return <ErrorPanel error={again.error} onRetry={() => again.refetch()} />;
  if (!again.data) return <Skeleton asked={asked.queryKey} rows={3} label="Asking the policies again" />;
  const { question, recorded, ofThen, ofNow, differences, unknown } = again.data;
  return (
    <div className="redecide select">
      <p className="row gap6 top-al md" role="status">
        <Mark again={again.data} />
        <span>{verdictWords(again.data)}</span>
      </p>
      <p className="t2 sm">{askedWords(question)}</p>
      <dl className="facts">
        <Decided title="On record" decided={recorded} />
        <Decided title="Policies of then" decided={ofThen} />
        <Decided title="Policies of now" decided={ofNow} />
      </dl>
      {[...differences, ...unknown].map((line) => (
        <p key={line} className="sm">
          <MessageText text={line} />
        </p>
      ))}
    </div>
  );
}

function Mark({ again }: { again: Redecision }) {
  if (again.agrees === null) return <CircleHelp size={16} className="t3" aria-hidden="true" />;
  return again.agrees ? (
    <Check size={16} className="ok" aria-hidden="true" />
  ) : (
    <TriangleAlert size={16} className="f-critical" aria-hidden="true" />
  );
}

function Decided({ title, decided }: { title: string; decided: Redecided | null }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {decided ? (
          <>
            {decidedWords(decided)} <span className="t3 xs">({shortHash(decided.policyVersion)})</span>
          </>
        ) : (
          'cannot be asked'
        )}
      </dd>
    </>
  );
}
