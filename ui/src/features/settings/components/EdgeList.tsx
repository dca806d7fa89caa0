import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { EmptyState } from '../../../components/EmptyState';
import { ItemIcon } from '../../../components/ItemIcon';
import { ItemLink } from '../../../components/ItemLink';
import { count } from '../../../components/text';
import type { EdgeChange } from '../../../host/host';
import { edgeText } from '../model/diff-rows';

const ROW = 32;

/** Memberships, assignments and grants that came or went. */
export function EdgeList(props: { tenant: string; edges: readonly EdgeChange[]; total: number }) {
  const { tenant, edges, total } = props;
  const frame = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: edges.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 800, height: 800 },
  });
  if (edges.length === 0) {
    return (
      <EmptyState title="No membership or grant came or went">Who belongs where is the same.</EmptyState>
    );
  }
  return (
    <>
      <section
        ref={frame}
        className="settings-frame focus-in"
        aria-label="Memberships and grants that came or went"
      >
        <ul style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const edge = edges[item.index];
            if (!edge) return null;
            return (
              <li
                key={item.key}
                className="edge-row"
                style={{ transform: `translateY(${item.start}px)`, height: item.size }}
              >
                <span className={`edge-sign ${edge.added ? 'g-add' : 'g-remove'}`}>
                  <span aria-hidden="true">{edge.added ? '+' : '−'}</span>
                  <span className="vh">{edge.added ? 'Came: ' : 'Went: '}</span>
                </span>
                <ItemIcon kind={edge.from.kind} size={14} />
                <ItemLink tenant={tenant} item={edge.from} className="plain-link md" />
                <span className="t3">{edgeText(edge)}</span>
                <ItemIcon kind={edge.to.kind} size={14} />
                <ItemLink tenant={tenant} item={edge.to} className="plain-link md trunc" />
              </li>
            );
          })}
        </ul>
      </section>
      {total > edges.length && (
        <p className="settings-foot sm t3">
          The first {count(edges.length)} of {count(total)}.
        </p>
      )}
    </>
  );
}
