import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ErrorPanel } from '../../../components/ErrorPanel';
import type { AuditAsked, AuditQuestion } from '../../../host/host';
import { histogramQuery } from '../api/queries';
import { around } from '../model/histogram';
import { withSpan } from '../model/question-text';
import { Histogram } from './Histogram';

/** What is drawn: the stretch around what was asked for, unless it was chosen to be another, or all of time. */
type Drawn = { over: readonly [string, string] | null; of: string };

/** When it happened. What is drawn stays while a stretch of it is chosen there, and follows what is asked elsewhere. */
export function When(props: {
  tenant: string;
  question: AuditQuestion;
  asked: AuditAsked;
  onAsk(asked: AuditAsked): void;
}) {
  const { tenant, question, asked, onAsk } = props;
  const { since, until } = asked;
  const [kept, setKept] = useState<Drawn>();
  const usual = useMemo(() => around(since, until, new Date()) ?? null, [since, until]);
  const over = kept && kept.of === `${since} ${until}` ? kept.over : usual;
  const histogram = useQuery(histogramQuery(tenant, question, over));
  if (histogram.isError) {
    return (
      <div className="audit-strip">
        <ErrorPanel error={histogram.error} onRetry={() => histogram.refetch()} />
      </div>
    );
  }
  if (!histogram.data) return <div className="audit-histogram" aria-busy="true" />;
  return (
    <Histogram
      drawn={histogram.data}
      since={since}
      until={until}
      whole={over === null}
      onSpan={(from, to) => {
        setKept({ over, of: `${from} ${to}` });
        onAsk(withSpan(asked, from, to));
      }}
      onZoom={(next) => setKept({ over: next, of: `${since} ${until}` })}
    />
  );
}
