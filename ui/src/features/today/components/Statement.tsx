import { useQuery } from '@tanstack/react-query';
import { MessageText } from '../../../components/MessageText';
import { PlaceLink } from '../../../components/PlaceLink';
import { day, dayAndTime } from '../../../components/text';
import type { TenantSummary, Today } from '../../../host/host';
import { findingsQuery } from '../../../host/queries';
import { facts, headline, kinds } from '../model/statement';

/** What this day asks for, in one sentence, and how things stand. */
export function Statement({ tenant, today, now }: { tenant: TenantSummary; today: Today; now: Date }) {
  return (
    <header className="today-statement">
      <h2>{headline(today, now)}</h2>
      <p className="t2">{`${kinds(today, now)} ${facts(today, tenant, now)}`.trim()}</p>
    </header>
  );
}

/** What was decided last, when nothing waits. */
export function LastDecision({ tenant }: { tenant: string }) {
  const findings = useQuery(findingsQuery(tenant));
  const decided = findings.data?.dismissed ?? [];
  const last = [...decided].sort((a, b) => (b.dismissed?.at ?? '').localeCompare(a.dismissed?.at ?? ''))[0];
  if (!last?.dismissed) return null;
  return (
    <p className="sm t3 today-last">
      Last decision, {dayAndTime(last.dismissed.at)}: {last.dismissed.by} dismissed{' '}
      <PlaceLink
        to="/t/$tenant/findings"
        params={{ tenant }}
        search={{ finding: last.key, tab: 'dismissed' }}
        className="link"
      >
        <MessageText text={last.title} />
      </PlaceLink>{' '}
      until {day(last.dismissed.returns)}.
    </p>
  );
}
