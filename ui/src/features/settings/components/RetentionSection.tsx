import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { ClassWord } from '../../../components/ClassWord';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { Permitted } from '../../../components/Permitted';
import { retentionText } from '../../../components/retention';
import { Skeleton } from '../../../components/Skeleton';
import { count, counted, dayAndTime, sizeText } from '../../../components/text';
import { toast } from '../../../components/toast';
import { useOnce } from '../../../components/use-once';
import { type AuditRetention, type AuditRetentionPlan, host } from '../../../host/host';
import { limitOf, problemOf, sameRetention } from '../model/retention';
import { Section } from './Section';

/** Milliseconds that typing rests before what would go is worked out. */
const REST = 250;

function planQuery(retention: AuditRetention | null) {
  return queryOptions({
    queryKey: ['audit', 'retention', retention],
    queryFn: () => host.auditRetention(retention),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
}

/** How long events of audit logs stay. Says what would be removed before it is. */
export function RetentionSection() {
  const asked = planQuery(null);
  const plan = useQuery(asked);
  return (
    <Section
      title="Events of audit logs"
      about="Events that were read in from tenants’ own audit logs. Entries of Steward’s ledger always stay."
    >
      {plan.isError ? (
        <ErrorPanel error={plan.error} level={3} onRetry={() => plan.refetch()} />
      ) : plan.data ? (
        <>
          <dl className="facts">
            <dt>Kept</dt>
            <dd>
              {counted(plan.data.events, 'event')}, {sizeText(plan.data.kib)}
            </dd>
            <dt>Stay</dt>
            <dd>{retentionText(plan.data.retention)}</dd>
          </dl>
          <Permitted operation="audit.retention" what="Choosing how long events stay">
            <Limits key={retentionText(plan.data.retention)} now={plan.data.retention} />
          </Permitted>
        </>
      ) : (
        <Skeleton asked={asked.queryKey} rows={2} label="Counting events" />
      )}
    </Section>
  );
}

function Limits({ now }: { now: AuditRetention }) {
  const client = useQueryClient();
  const [days, setDays] = useState(now.days === null ? '' : String(now.days));
  const [mib, setMib] = useState(now.mib === null ? '' : String(now.mib));
  const [typed, setTyped] = useState('');
  const note = useId();
  const problem = problemOf(days, mib);
  const wanted: AuditRetention = { days: limitOf(days), mib: limitOf(mib) };
  const changes = problem === undefined && !sameRetention(wanted, now);
  const [rested] = useDebouncedValue(wanted, REST);
  const plan = useQuery({ ...planQuery(rested), enabled: changes });
  const isOf = sameRetention(plan.data?.retention, wanted) && !plan.isPlaceholderData;
  const shown = changes && isOf ? plan.data : undefined;
  const keep = useOnce({
    mutationFn: (told: AuditRetentionPlan) =>
      host.auditSetRetention(told.retention, told.token, told.removes > 0 ? 'explicit' : 'none'),
    onSuccess: (done) => {
      void client.invalidateQueries({ queryKey: ['audit', 'retention'] });
      toast(
        done.removes > 0
          ? `${counted(done.removes, 'event was', 'events were')} removed; events stay ${retentionText(done.retention)}`
          : `Events stay ${retentionText(done.retention)} from now on`,
      );
    },
    onError: () => {
      setTyped('');
      void plan.refetch();
    },
  });
  const removes = shown?.removes ?? 0;
  const confirmed = removes === 0 || typed.replace(/\D/g, '') === String(removes);
  return (
    <form
      className="retention"
      onSubmit={(event) => {
        event.preventDefault();
        if (shown && confirmed) keep.mutate(shown);
      }}
    >
      <Limit label="Longest, in days" value={days} note={note} onChange={setDays} />
      <Limit label="Largest, in MiB" value={mib} note={note} onChange={setMib} />
      <p id={note} className={problem ? 'field-error' : 'field-note'} role={problem ? 'alert' : undefined}>
        {problem ?? 'Empty sets no limit. The oldest events go first.'}
      </p>
      {changes && plan.isError && <ErrorPanel error={plan.error} level={3} onRetry={() => plan.refetch()} />}
      {shown && <WouldGo plan={shown} />}
      {removes > 0 && (
        <label className="retention-typed">
          <span className="label">
            Type <b className="mono">{removes}</b>, the number of events that go, to go on
          </span>
          <span className="field field-lg">
            <input
              className="mono"
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </span>
        </label>
      )}
      {keep.isError && <ErrorPanel error={keep.error} level={3} meaning="Every event stays." />}
      {changes && (
        <div className="setting-actions">
          <Button
            type="submit"
            variant={removes > 0 ? 'danger' : 'default'}
            busy={keep.isPending}
            disabled={!shown || !confirmed}
          >
            {removes > 0
              ? `Remove ${counted(removes, 'event')} and keep to this`
              : `Keep events ${retentionText(wanted)}`}
          </Button>
          {removes > 0 && <ClassWord value="destructive" />}
        </div>
      )}
    </form>
  );
}

function Limit(props: { label: string; value: string; note: string; onChange(next: string): void }) {
  const { label, value, note, onChange } = props;
  return (
    <label>
      <span className="label">{label}</span>
      <span className="field field-lg">
        <input
          inputMode="numeric"
          autoComplete="off"
          placeholder="no limit"
          value={value}
          aria-describedby={note}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </span>
    </label>
  );
}

/** What would be removed, before anything is. */
function WouldGo({ plan }: { plan: AuditRetentionPlan }) {
  const { removes, events, freesKib, earliest, latest, classes } = plan;
  if (removes === 0) {
    return (
      <p className="sm t2 setting-line" role="status">
        No event goes now: all {count(events)} are within it.
      </p>
    );
  }
  return (
    <div className="retention-goes" role="status">
      <p>
        <b>
          {count(removes)} of {counted(events, 'event')} would be removed now
        </b>
        , {sizeText(freesKib)}, and cannot be brought back except by reading their log in again.
      </p>
      <dl className="facts">
        {earliest && latest && (
          <>
            <dt>Happened</dt>
            <dd>
              {dayAndTime(earliest)} – {dayAndTime(latest)}
            </dd>
          </>
        )}
        {classes.map((one) => (
          <div key={one.consequence}>
            <dt>
              <ClassWord value={one.consequence} />
            </dt>
            <dd>{count(one.count)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
