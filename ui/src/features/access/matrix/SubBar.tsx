import { GitCompareArrows } from 'lucide-react';
import type { RefObject } from 'react';
import { counted, day } from '../../../components/text';
import type { MatrixHead, MatrixQuery, SnapshotInfo } from '../../../host/host';
import type { GridModel } from './grid-types';
import type { GridHandle } from './MatrixGrid';
import styles from './matrix.module.css';
import { Overview, useOverflow } from './Overview';
import type { ViewStore } from './view-store';

/** Differences and all columns at a glance; only there when there is something to tell. */
export function SubBar(props: {
  model: GridModel | undefined;
  head: MatrixHead | undefined;
  query: MatrixQuery;
  baseline: SnapshotInfo | undefined;
  store: ViewStore;
  grid: RefObject<GridHandle | null>;
}) {
  const { model, head, query, baseline, store, grid } = props;
  const overflow = useOverflow(model?.layout, store);
  const comparing = query.against !== null;
  if (!model || !head || (!overflow && !comparing)) return null;
  return (
    <div className={styles.sub}>
      {comparing ? (
        <Differences head={head} baseline={baseline} />
      ) : (
        <p className="t3 trunc">{`${counted(model.layout.blocks.length, 'category', 'categories')} of permissions`}</p>
      )}
      {overflow && (
        <Overview
          layout={model.layout}
          columns={model.columns}
          changed={head.changedColumns}
          store={store}
          onScroll={(left) => grid.current?.scrollTo(left)}
        />
      )}
    </div>
  );
}

function Differences({ head, baseline }: { head: MatrixHead; baseline: SnapshotInfo | undefined }) {
  const words = head.differences === 0 ? 'No differences' : counted(head.differences, 'difference');
  return (
    <>
      <p className="row gap6 trunc" aria-live="polite">
        <GitCompareArrows size={14} aria-hidden="true" />
        <b>{words}</b>
        <span className="t3 trunc">
          {head.changedColumns.length > 0 && `in ${counted(head.changedColumns.length, 'permission')} `}
          {baseline && `since ${day(baseline.takenAt)} `}
          in what is shown, without what is gone
        </span>
      </p>
      {head.differences > 0 && (
        <p className="row gap4">
          <kbd>]</kbd>
          <span className="t3">next</span>
        </p>
      )}
    </>
  );
}
