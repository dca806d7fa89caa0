import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './Button';
import { Spinner } from './Spinner';

const WIDTHS = [96, 128, 112, 140, 104, 120, 132, 90, 116, 100, 136, 108];

/** `true` once this was shown for that long: quick answers never flicker. */
export function useElapsed(milliseconds: number): boolean {
  const [elapsed, setElapsed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setElapsed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return elapsed;
}

/**
 * Rows that are on their way: after 150 ms grey bars, after 2 s words, after 10 s a way to stop waiting. The screen then
 * says that it was stopped, and asks again when told to.
 */
export function Skeleton(props: {
  rows?: number;
  label: string;
  /** The question that is waited for. */
  asked: QueryKey;
  children?: ReactNode;
}) {
  const { rows = 9, label, asked, children } = props;
  const client = useQueryClient();
  const stop = () => client.cancelQueries({ queryKey: asked, exact: true }, { revert: false });
  const visible = useElapsed(150);
  const slow = useElapsed(2000);
  const verySlow = useElapsed(10_000);
  if (!visible) return <div aria-busy="true" />;
  return (
    <div role="status" aria-busy="true" aria-label={label} style={{ padding: '4px 20px' }}>
      {children ??
        Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a drawing have no identity
          <div className="sk-row" key={row}>
            <div className="sk" style={{ width: WIDTHS[row % WIDTHS.length] }} />
            <div className="sk grow" style={{ maxWidth: 320, opacity: 0.6 }} />
          </div>
        ))}
      {slow && (
        <div className="row sm t2" style={{ paddingTop: 10 }}>
          <Spinner />
          <div className="grow">{label}</div>
          {verySlow && (
            <Button size="sm" onClick={stop}>
              Cancel
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
