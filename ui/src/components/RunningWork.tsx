import { Button } from './Button';
import { percentOf, progressText, useProgress } from './progress';
import { useElapsed } from './Skeleton';
import { Spinner } from './Spinner';
import { stopWork, useWork, type Work } from './work';
import './running-work.css';

/** What is being read now, in the status bar: how far it is, and a way to stop it. */
export function RunningWork() {
  const work = useWork();
  return work.map((one) => <Running key={one.tenant} work={one} />);
}

function Running({ work }: { work: Work }) {
  const progress = useProgress(work.tenant);
  const visible = useElapsed(150);
  const percent = percentOf(progress);
  if (!visible) return null;
  return (
    <div className="running-work">
      <Spinner size={12} />
      <div className="trunc" title={`${work.name}: ${progressText(progress)}`}>
        <span className="vh" role="status">
          Reading {work.name}
        </span>
        <span aria-hidden="true">{work.name}</span> <span className="t3">{progressText(progress)}</span>
      </div>
      <span className="bar" aria-hidden="true">
        <i style={{ width: `${percent ?? 8}%` }} />
      </span>
      <Button
        size="sm"
        variant="quiet"
        aria-label={`Stop reading ${work.name}`}
        onClick={() => stopWork(work.tenant)}
      >
        Stop
      </Button>
    </div>
  );
}
