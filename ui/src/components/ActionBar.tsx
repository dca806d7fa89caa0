import type { ReactNode } from 'react';
import { Button } from './Button';
import './lists.css';

/** What can be done with the marked rows; stands at the foot while there are some. */
export function ActionBar(props: { marked: string; onClear(): void; children: ReactNode }) {
  const { marked, onClear, children } = props;
  return (
    <div className="action-bar" role="toolbar" aria-label="Marked rows" aria-orientation="horizontal">
      <div className="md" aria-live="polite">
        {marked}
      </div>
      {children}
      <Button size="sm" variant="quiet" keys="Esc" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
