import { useQuery } from '@tanstack/react-query';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { useMoment } from '../../../components/moment';
import { counted } from '../../../components/text';
import type { Column, Row, RowKind } from '../../../host/host';
import { whyQuery } from '../api/queries';
import { cellWords, shapeOf, takesClassColour } from '../model/cell';
import styles from './matrix.module.css';

export interface HoverPlace {
  /** Of what the card is about, in the grid. */
  box: DOMRect;
  /** Size of the grid. */
  width: number;
  height: number;
}

/** Size of the whole grid, from the size of its body. */
export function bodyOf(shown: { names: number; head: number; width: number; height: number }) {
  return { width: shown.width + shown.names, height: shown.height + shown.head };
}

const WIDTH = 316;
const HEIGHT = 110;

/** What a cell says, in words: after a short rest of the pointer, and on focus. */
export function CellCard(props: {
  tenant: string;
  snapshot: string;
  kind: RowKind;
  row: Row;
  column: Column;
  byte: number;
  place: HoverPlace;
}) {
  const { tenant, snapshot, kind, row, column, byte, place } = props;
  const asked = whyQuery(tenant, snapshot, kind, row.id, column.id, useMoment());
  const why = useQuery({ ...asked, staleTime: 60_000 });
  const words = cellWords(byte).join(', ');
  return (
    <div className={styles.card} style={spot(place)} role="tooltip">
      <div className="row">
        <div className={takesClassColour(column.consequence) ? `c-${column.consequence}` : undefined}>
          <CellGlyph value={shapeOf(byte)} hidden />
        </div>
        <b className="trunc">{column.name}</b>
        <div className="t3 end">{column.consequence}</div>
      </div>
      <div className={styles.cardText}>{why.data?.statement ?? `${row.name}: ${words}.`}</div>
      <div className={styles.cardKeys}>
        <kbd>Enter</kbd> Why
        <kbd>Space</kbd> Mark
        {kind === 'people' && (
          <>
            <kbd>T</kbd> Trace person
          </>
        )}
      </div>
    </div>
  );
}

/** The whole name of a column, what it does and who holds it. */
export function LabelCard(props: { column: Column; category: string; place: HoverPlace }) {
  const { column, category, place } = props;
  return (
    <div className={styles.card} style={spot(place)} role="tooltip">
      <div className="row">
        <ClassGlyph value={column.consequence} hidden />
        <b className="grow">{column.name}</b>
        <div className="t3">{column.consequence}</div>
      </div>
      <div className={styles.cardText}>
        {column.description}
        {column.description && ' '}
        {category}. {counted(column.holders, 'active person holds', 'active people hold')} it
        {column.objectType ? `, it can be limited to a ${column.objectType.toLowerCase()}` : ''}.
        {column.assumed ? ' The product does not describe it: category and class are assumed.' : ''}
      </div>
      <div className={styles.cardKeys}>Click for everyone who holds it</div>
    </div>
  );
}

/** Below what it is about, or above where there is no room; always wholly inside. */
function spot({ box, width, height }: HoverPlace) {
  const left = Math.max(8, Math.min(width - WIDTH - 20, box.x + box.width / 2 - WIDTH / 2));
  const below = box.bottom + 8;
  return below + HEIGHT < height ? { left, top: below } : { left, bottom: height - box.top + 8 };
}
