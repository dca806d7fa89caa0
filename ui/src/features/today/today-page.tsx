import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent, useNavigate } from '@tanstack/react-router';
import { FileDown } from 'lucide-react';
import { Button } from '../../components/Button';
import { ErrorPanel } from '../../components/ErrorPanel';
import { useKeys } from '../../components/keys';
import { NothingRead } from '../../components/NothingRead';
import { Page } from '../../components/Page';
import { PageHead } from '../../components/PageHead';
import { todayText } from '../../components/times';
import { useNow } from '../../components/use-now';
import { WhenOpened } from '../../components/WhenOpened';
import type { TenantSummary, Today } from '../../host/host';
import { findingsQuery, todayQuery, workspaceQuery } from '../../host/queries';
import { useWorkThrough } from './api/use-work-through';
import { Changed } from './components/Changed';
import { Endings } from './components/Endings';
import { FindingsToSettle } from './components/FindingsToSettle';
import { Measures } from './components/Measures';
import { SeverityCards } from './components/SeverityCards';
import { LastDecision, Statement } from './components/Statement';
import { TodaySkeleton } from './components/TodaySkeleton';
import { needs } from './model/statement';
import type { TodaySearch } from './model/today-search';
import './today.css';

const BriefDialog = lazyRouteComponent(() => import('./components/BriefDialog'), 'BriefDialog');

/** What needs somebody, in order of time, and how the tenant does. */
export function TodayPage({ tenant, search }: { tenant: string; search: TodaySearch }) {
  const workspace = useQuery(workspaceQuery);
  const now = useNow();
  const summary = workspace.data?.tenants.find((one) => one.name === tenant);
  if (!summary) return null;
  if (!summary.snapshot) {
    return (
      <Page head={<PageHead title="Today" note={<span className="today-date">{todayText(now)}</span>} />}>
        <NothingRead tenant={summary}>
          {`What needs you, what ends and what changed appear here once ${summary.displayName} was read.`}
        </NothingRead>
      </Page>
    );
  }
  return <Day tenant={summary} now={now} briefing={search.brief === true} />;
}

function Day({ tenant, now, briefing }: { tenant: TenantSummary; now: Date; briefing: boolean }) {
  const today = useQuery(todayQuery(tenant.name));
  const findings = useQuery(findingsQuery(tenant.name));
  const navigate = useNavigate();
  const setBriefing = (opened: boolean) =>
    navigate({
      to: '/t/$tenant/today',
      params: { tenant: tenant.name },
      search: opened ? { brief: true } : {},
      replace: true,
    });
  const work = useWorkThrough(tenant.name);
  const open = findings.data?.open ?? [];
  useKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <Page
      head={
        <PageHead
          title="Today"
          note={<span className="today-date">{todayText(now)}</span>}
          actions={
            today.data && (
              <>
                <Button icon={<FileDown size={14} aria-hidden="true" />} onClick={() => setBriefing(true)}>
                  Daily brief
                </Button>
                {open.length > 0 && (
                  <Button variant="primary" keys="W" onClick={work}>
                    Work through all
                  </Button>
                )}
              </>
            )
          }
        />
      }
    >
      {today.data ? (
        <>
          <Board tenant={tenant} today={today.data} now={now} />
          <WhenOpened opened={briefing}>
            {(opened) => (
              <BriefDialog
                opened={opened}
                onClose={() => setBriefing(false)}
                tenant={tenant}
                today={today.data}
                findings={open}
                now={now}
              />
            )}
          </WhenOpened>
        </>
      ) : today.isError ? (
        <div className="today-error">
          <ErrorPanel
            error={today.error}
            meaning="What was read stays as it is; the other screens still work."
            onRetry={() => today.refetch()}
          />
        </div>
      ) : (
        <TodaySkeleton tenant={tenant} />
      )}
    </Page>
  );
}

function Board({ tenant, today, now }: { tenant: TenantSummary; today: Today; now: Date }) {
  const findings = useQuery(findingsQuery(tenant.name));
  const { critical, high, medium, low } = today.counts;
  const clear = needs(today, now).things === 0;
  return (
    <div className="today">
      <div className="today-board">
        <Statement tenant={tenant} today={today} now={now} />
        {clear && <LastDecision tenant={tenant.name} />}
        {critical + high + medium + low > 0 && <SeverityCards tenant={tenant.name} today={today} />}
        <Endings tenant={tenant.name} today={today} now={now} />
        {findings.isError ? (
          <ErrorPanel error={findings.error} level={3} onRetry={() => findings.refetch()} />
        ) : (
          <FindingsToSettle tenant={tenant.name} findings={findings.data?.open ?? []} />
        )}
        <Changed tenant={tenant.name} changed={today.changed} snapshot={today.snapshot} />
      </div>
      <Measures tenant={tenant} today={today} />
    </div>
  );
}

/** Moves the cursor from row to row. */
function step(by: 1 | -1) {
  const rows = Array.from(document.querySelectorAll<HTMLElement>('.today-row a'));
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (by === 1 ? 0 : rows.length - 1) : at + by;
  rows[Math.min(rows.length - 1, Math.max(0, next))]?.focus();
}
