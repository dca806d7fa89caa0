import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Travel } from './Travel';

/** The top bar of a screen: where, what, and at most one primary button. */
export function PageHead(props: {
  crumb?: string;
  /** The list that this is one of: a link back to it. */
  parent?: ReactNode;
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
}) {
  const { crumb, parent, title, note, actions } = props;
  return (
    <header className="page-head">
      <Travel />
      {crumb && (
        <div className="page-crumb">
          {crumb}
          <ChevronRight size={14} aria-hidden="true" />
        </div>
      )}
      {parent && (
        <div className="page-crumb">
          {parent}
          <ChevronRight size={14} aria-hidden="true" />
        </div>
      )}
      <h1 title={title}>{title}</h1>
      {note && <div className="page-note trunc">{note}</div>}
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}
