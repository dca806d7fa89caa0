import { Button } from '../../../components/Button';
import { percentOf, progressText, useProgress } from '../../../components/progress';
import { useElapsed } from '../../../components/Skeleton';
import { Spinner } from '../../../components/Spinner';
import { stopWork } from '../../../components/work';

/** The first snapshot is being read: how far, and a way to stop. */
export function Reading({ tenant, cancel = true }: { tenant: string; cancel?: boolean }) {
  const progress = useProgress(tenant);
  const percent = percentOf(progress);
  const visible = useElapsed(150);
  if (!visible) return null;
  return (
    <section className="card connect-reading" role="status" aria-label="Reading the first snapshot">
      <div className="row">
        <div className="test-running">
          <Spinner size={16} />
        </div>
        <div className="grow md">Reading the first snapshot</div>
        {percent !== undefined && <div className="sm t2">{percent}%</div>}
        {cancel && (
          <Button size="sm" onClick={() => stopWork(tenant)}>
            Stop reading
          </Button>
        )}
      </div>
      <p className="sm t2" style={{ margin: '4px 0 8px 24px' }}>
        {progressText(progress)}
      </p>
      <div className="bar" aria-hidden="true">
        <i style={{ width: `${percent ?? 8}%` }} />
      </div>
    </section>
  );
}
