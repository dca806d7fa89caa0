import { useCalm } from '../../../components/calm-store';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { InSight } from '../../../components/InSight';
import { CELL_WORD, CONSEQUENCE_WORD, CONSEQUENCES } from '../../../components/words';
import type { RowKind } from '../../../host/host';
import { LEGEND } from '../model/cell';
import { longestRowsInWords, rowsInWords } from '../model/rows';
import styles from './matrix.module.css';
import type { ViewStore } from './view-store';

/** What the drawings mean, and which rows are in sight. */
export function Legend(props: {
  kind: RowKind;
  differences: boolean;
  rows: number;
  store: ViewStore;
  /** Where everything has room, whatever the width of the window. */
  whole?: boolean;
}) {
  const { kind, differences, rows, store, whole = false } = props;
  const shapes = LEGEND.filter((shape) => differences || (shape !== 'add' && shape !== 'remove'));
  return (
    <footer className={styles.legend} data-two={kind === 'roles'} data-whole={whole}>
      <div className={styles.legendCells}>
        {shapes.map((shape) => (
          <div key={shape}>
            <CellGlyph value={shape} hidden />
            {CELL_WORD[shape]}
          </div>
        ))}
        <div>
          <i className={styles.tint} aria-hidden="true" />
          Has a finding
        </div>
      </div>
      <div className={styles.legendClasses}>
        <div className="t3">Consequence</div>
        {CONSEQUENCES.map((consequence) => (
          <div key={consequence}>
            <ClassGlyph value={consequence} hidden />
            {CONSEQUENCE_WORD[consequence]}
          </div>
        ))}
      </div>
      <RowsInSight rows={rows} store={store} />
    </footer>
  );
}

function RowsInSight({ rows, store }: { rows: number; store: ViewStore }) {
  const words = useCalm(store, ({ top, height, row }) => rowsInWords(rows, top, height, row));
  return (
    <div className={styles.rowsInSight}>
      <InSight words={words} longest={longestRowsInWords(rows)} />
    </div>
  );
}
