import { Button } from '../../../components/Button';
import { type CalmStore, useCalm } from '../../../components/calm-store';
import { InSight } from '../../../components/InSight';
import { Spinner } from '../../../components/Spinner';
import { count } from '../../../components/text';
import type { AuditDirection, TenantSummary } from '../../../host/host';
import type { Loaded } from '../model/loaded';
import { PracticeLog } from './PracticeLog';
import '../../../components/lists.css';

/** The first and the last line in sight. */
export type Shown = { first: number; last: number };

/** What is in sight; and that the tenant's own log is missing, as long as it is. */
export function TrailFoot(props: {
  store: CalmStore<Shown>;
  loaded: Loaded;
  asking: AuditDirection | undefined;
  /** Events of the tenant's log that are here; undefined when all tenants are asked about. */
  events: number | undefined;
  tenant: TenantSummary;
  onImport(): void;
}) {
  const { store, loaded, asking, events, tenant, onImport } = props;
  return (
    <div className="list-foot">
      <p className="row gap6">
        <kbd>Enter</kbd> Open
      </p>
      {events === 0 && (
        <div className="row gap6 audit-none">
          <div className="trunc">No event of {tenant.displayName}’s own log is here.</div>
          <PracticeLog tenant={tenant} small />
          <Button size="sm" variant="quiet" onClick={onImport}>
            Read a log in…
          </Button>
        </div>
      )}
      <div className="end row gap6">
        {asking && <Spinner size={12} />}
        <InEyeshot store={store} loaded={loaded} />
      </div>
    </div>
  );
}

function InEyeshot({ store, loaded }: { store: CalmStore<Shown>; loaded: Loaded }) {
  const shown = useCalm(store, (told) => told);
  const { total, first } = loaded;
  const here = loaded.rows.length;
  const last = Math.min(here, shown.last + 1);
  const words = (from: number, to: number) => `Entries ${count(from)}–${count(to)} of ${count(total)}`;
  return (
    <InSight
      words={words(Math.min(total, first + Math.min(shown.first + 1, last)), Math.min(total, first + last))}
      longest={words(total, total)}
    />
  );
}
