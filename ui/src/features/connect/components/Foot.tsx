import type { ReactNode } from 'react';

/** The actions below a form: back at the left, a note and the buttons at the right. */
export function Foot(props: {
  back: ReactNode;
  /** What happens next, or why nothing can. */
  note: string;
  /** Id by which a button says that the note is about it. */
  noteId?: string;
  children?: ReactNode;
}) {
  const { back, note, noteId, children } = props;
  return (
    <div className="connect-foot">
      {back}
      <div className="end t2 sm connect-note" id={noteId} role="status">
        {note}
      </div>
      {children}
    </div>
  );
}
