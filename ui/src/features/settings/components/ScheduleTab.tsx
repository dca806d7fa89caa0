import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Permitted } from '../../../components/Permitted';
import { ago, dayAndTime } from '../../../components/text';
import { useNow } from '../../../components/use-now';
import { host, type TenantSummary, type Workspace } from '../../../host/host';
import { workspaceQuery } from '../../../host/queries';
import { nextReading, SCHEDULES } from '../model/schedule';
import { Section } from './Section';

/** How often a tenant is read again by itself. */
export function ScheduleTab({ tenant }: { tenant: TenantSummary }) {
  const client = useQueryClient();
  const now = useNow();
  const choose = useMutation({
    mutationFn: (minutes: number | null) => host.setSchedule(tenant.name, minutes),
    onSuccess: (summary) => {
      client.setQueryData(
        workspaceQuery.queryKey,
        (before: Workspace | undefined) =>
          before && {
            ...before,
            tenants: before.tenants.map((one) => (one.name === summary.name ? { ...summary } : one)),
          },
      );
    },
  });
  if (tenant.kind === 'practice') {
    return (
      <Section title="Schedule">
        <p className="t2">
          The practice tenant is built in. It does not change by itself, so nothing is read again.
        </p>
      </Section>
    );
  }
  const chosen = choose.isPending ? choose.variables : tenant.scheduleMinutes;
  const next = nextReading(tenant, now);
  const known = SCHEDULES.some((one) => one.minutes === chosen);
  return (
    <Section
      title="Schedule"
      about={`Reads ${tenant.displayName} again by itself while this window is open. When Steward is closed, nothing is read.`}
    >
      <Permitted operation="tenant.schedule" what="Choosing a schedule">
        <fieldset className="choices" disabled={choose.isPending}>
          <legend className="vh">How often</legend>
          {SCHEDULES.map((one) => (
            <label key={one.label} className="choice">
              <input
                type="radio"
                name="schedule"
                checked={one.minutes === chosen}
                onChange={() => choose.mutate(one.minutes)}
              />
              <span className="md">{one.label}</span>
              <span className="t3 sm">{one.detail}</span>
            </label>
          ))}
          {!known && chosen !== null && (
            <label className="choice">
              <input type="radio" name="schedule" checked readOnly />
              <span className="md">Every {chosen} minutes</span>
              <span className="t3 sm">Chosen in the terminal</span>
            </label>
          )}
        </fieldset>
      </Permitted>
      {choose.isError && (
        <ErrorPanel error={choose.error} level={3} meaning="The schedule stays as it was." />
      )}
      <p className="sm t2 setting-line" role="status">
        {tenant.lastAttempt ? `Last read ${ago(tenant.lastAttempt.at, now)}. ` : ''}
        {next
          ? next.getTime() <= now.getTime()
            ? 'It is due and will be read in a moment.'
            : `The next reading is due at ${dayAndTime(next.toISOString())}.`
          : 'No reading is planned.'}
      </p>
    </Section>
  );
}
