import { CircleCheck, CircleMinus, Search } from 'lucide-react';
import type { ReactNode } from 'react';

// the icon stands in the place of the two in the middle
const DOTS = [0, 1, 2].flatMap((row) =>
  (row === 1 ? [0, 1, 4, 5] : [0, 1, 2, 3, 4, 5]).map((column) => ({ row, column })),
);

const ICONS = { done: CircleCheck, search: Search, none: CircleMinus };

/** Nothing to show: what will appear here, the last useful fact, one action. */
export function EmptyState(props: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** All is well, nothing fits, or there just is none. */
  kind?: 'done' | 'search' | 'none';
}) {
  const { title, children, actions, kind = 'done' } = props;
  const Icon = ICONS[kind];
  return (
    <div className="empty" role="status">
      <div style={{ position: 'relative' }} aria-hidden="true">
        <svg width="114" height="48" viewBox="0 0 114 48" fill="var(--text-mute)" role="presentation">
          {DOTS.map(({ row, column }) => (
            <circle key={`${row}-${column}`} cx={7 + column * 20} cy={4 + row * 20} r="1.4" />
          ))}
        </svg>
        <span className={kind === 'done' ? 'ok' : 't2'} style={{ position: 'absolute', left: 46, top: 13 }}>
          <Icon size={22} />
        </span>
      </div>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  );
}
