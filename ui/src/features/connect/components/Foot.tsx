import type { ReactNode } from 'react';

/** The actions below a form: back at the left, a note and the buttons at the right. */
export function Foot({ back, note, children }: { back: ReactNode; note: string; children: ReactNode }) {
  return (
    <div className="connect-foot">
      {back}
      <span className="end t3 sm">{note}</span>
      {children}
    </div>
  );
}
