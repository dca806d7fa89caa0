import type { ClassCount } from '../host/host';
import { ClassWord } from './ClassWord';
import { count } from './text';
import './lists.css';

/** How many permissions of each class, as bars over a common scale. */
export function ClassBars({ classes, label }: { classes: readonly ClassCount[]; label: string }) {
  const most = Math.max(1, ...classes.map((one) => one.count));
  return (
    <ul className="class-bars" aria-label={label}>
      {classes.map(({ consequence, count: held }) => (
        <li key={consequence} data-none={held === 0}>
          <ClassWord value={consequence} />
          <span className={`class-bar c-${consequence}`} aria-hidden="true">
            <i style={{ width: `${(held / most) * 100}%` }} />
          </span>
          <span className="class-bar-count">{count(held)}</span>
        </li>
      ))}
    </ul>
  );
}
