// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names what is active in it
import { ArrowDown, ArrowUp, Check } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { GridColumn, GridSort } from './RowGrid';

/** The head of a column; sorts when clicked, where columns can be sorted by. */
export function ColumnHead(props: {
  id: string;
  column: GridColumn;
  sorted: GridSort | undefined;
  sorts: boolean;
  active: boolean;
}) {
  const { id, column, sorted, sorts, active } = props;
  const Arrow = sorted?.descending ? ArrowDown : ArrowUp;
  return (
    <div
      id={id}
      role="columnheader"
      className="rg-cell"
      data-align={column.align}
      data-active={active}
      data-sort={sorts ? column.id : undefined}
      // WebKitGTK gives a head whose only text is a clipped span no name
      aria-label={column.title}
      aria-sort={sorted && (sorted.descending ? 'descending' : 'ascending')}
      title={sorts ? `Sort by ${column.title.toLowerCase()}` : undefined}
    >
      <div className={column.quiet ? 'vh' : 'trunc'}>{column.title}</div>
      {sorted && <Arrow size={12} aria-hidden="true" />}
    </div>
  );
}

/** One line: drawn anew only when what stands in it changes, not when others scroll by. */
export const Line = memo(function Line(props: {
  id: string;
  line: number;
  /** The same in the whole list, of which the lines may be a part. */
  place: number;
  top: number;
  title: ReactNode;
  columns: number;
  /** On which side each column stands. */
  aligns: readonly (string | undefined)[];
  cells(line: number): readonly ReactNode[] | undefined;
  checks: boolean;
  chosen: boolean;
  dim: boolean;
  marked: boolean;
}) {
  const { id, line, place, top, title, columns, aligns, cells, checks, chosen, dim, marked } = props;
  const style = { transform: `translateY(${top}px)` };
  if (title !== undefined) {
    return (
      <div className="rg-group" role="row" aria-rowindex={place + 2} style={style}>
        <div className="rg-cell" role="gridcell" aria-colspan={columns}>
          {title}
        </div>
      </div>
    );
  }
  const shown = cells(line);
  return (
    <div
      id={id}
      className="rg-line"
      role="row"
      data-line={line}
      data-chosen={chosen}
      data-dim={dim}
      aria-rowindex={place + 2}
      aria-selected={checks ? marked : chosen}
      aria-busy={shown ? undefined : true}
      style={style}
    >
      {Array.from({ length: columns }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
        <div key={at} className="rg-cell" role="gridcell" data-align={aligns[at]}>
          {at === 0 && checks && (
            <span className="rg-check" data-check="" aria-hidden="true">
              <span>{marked && <Check size={12} strokeWidth={3} />}</span>
            </span>
          )}
          {shown ? shown[at] : <span className="sk rg-wait" />}
        </div>
      ))}
    </div>
  );
});
