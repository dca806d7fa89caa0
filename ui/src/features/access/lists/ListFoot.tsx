import { Columns2, Copy, Download } from 'lucide-react';
import { ActionBar } from '../../../components/ActionBar';
import { Button } from '../../../components/Button';
import { useCalm } from '../../../components/calm-store';
import { InSight } from '../../../components/InSight';
import { count } from '../../../components/text';
import type { ListHead, ListKind } from '../../../host/host';
import { countMarked, type Marks, MOST_COMPARED, markedWords } from '../model/marks';
import type { ShownStore } from './shown-store';

/** What is in sight; once rows are marked, what can be done with them. */
export function ListFoot(props: {
  kind: ListKind;
  head: ListHead;
  store: ShownStore;
  marks: Marks;
  onCopy(): void;
  onExport(): void;
  /** Left out where nothing can be compared. */
  onCompare: (() => void) | undefined;
  onClear(): void;
}) {
  const { kind, head, store, marks, onCopy, onExport, onCompare, onClear } = props;
  const marked = countMarked(marks, head.shown);
  if (marked === 0) {
    return (
      <div className="list-foot">
        <p className="row gap6">
          <kbd>Enter</kbd> Open
        </p>
        <p className="row gap6">
          <kbd>Space</kbd> Mark
        </p>
        <RowsInSight store={store} size={head.shown} />
      </div>
    );
  }
  return (
    <ActionBar marked={markedWords(marks, head.shown, kind)} onClear={onClear}>
      <Button size="sm" icon={<Copy size={13} aria-hidden="true" />} onClick={onCopy}>
        Copy
      </Button>
      <Button size="sm" icon={<Download size={13} aria-hidden="true" />} onClick={onExport}>
        Export…
      </Button>
      {onCompare && (
        <Button
          size="sm"
          icon={<Columns2 size={13} aria-hidden="true" />}
          keys="C"
          disabled={marked > MOST_COMPARED}
          title={marked > MOST_COMPARED ? `At most ${MOST_COMPARED} can be compared` : undefined}
          onClick={onCompare}
        >
          Compare
        </Button>
      )}
    </ActionBar>
  );
}

function RowsInSight({ store, size }: { store: ShownStore; size: number }) {
  const shown = useCalm(store, (told) => told);
  const last = Math.min(size, shown.last + 1);
  const words = (from: number, to: number) => `Rows ${count(from)}–${count(to)} of ${count(size)}`;
  return (
    <div className="end">
      <InSight words={words(Math.min(shown.first + 1, last), last)} longest={words(size, size)} />
    </div>
  );
}
