import { useMemo, useSyncExternalStore } from 'react';
import { Countdown } from './countdown';

/** Says to who cannot see it that 10, 5 and 1 minute are left: `10 min left: Export data ends at 11:20`. */
export function CountdownSpoken({ until, what }: { until: string; what: string }) {
  const countdown = useMemo(() => new Countdown(until, document), [until]);
  const minutes = useSyncExternalStore(countdown.subscribe, countdown.get);
  return (
    <p className="vh" aria-live="polite">
      {minutes !== undefined && `${minutes} min left: ${what}`}
    </p>
  );
}
