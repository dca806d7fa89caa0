/** The columns of a list: how wide they are, and which give way. Pure. */
import type { GridColumn } from '../../../components/RowGrid';
import type { ListColumn, ListHead } from '../../../host/host';
import { LIST_WORDS } from '../model/list-query';

/** A letter of a column's head takes about so much room; so much stands around it, and so much has the arrow. */
const LETTER = 6.1;
const AROUND = 18;
const ARROW = 14;

const LEAST: Record<ListColumn['holds'], number> = { text: 92, number: 56, moment: 112, class: 98, flag: 64 };
/** The last column keeps away from the edge. */
const EDGE = 12;

/** What gives way first where there is no room for all; numbers and classes stay. */
const GIVES_WAY: readonly ListColumn['holds'][] = ['text', 'flag', 'moment'];

/** The name first, then what Rust tells, each as wide as what it holds needs. */
export function columnsOf({ kind, columns }: Pick<ListHead, 'kind' | 'columns'>, sort: string): GridColumn[] {
  const name: GridColumn = { id: '', title: LIST_WORDS[kind].column, min: 208, share: 2 };
  const others = columns.map((column) => columnOf(column, column.id === sort));
  return [
    name,
    ...others.map((one, at) => (at === others.length - 1 ? { ...one, min: one.min + EDGE } : one)),
  ];
}

/** The columns that have room beside each other. What the list is sorted by stays. */
export function columnsWithin(
  { kind, columns }: Pick<ListHead, 'kind' | 'columns'>,
  sort: string,
  width: number,
): ListColumn[] {
  const least = GIVES_WAY.flatMap((holds) =>
    columns.filter((one) => one.holds === holds && one.id !== sort).reverse(),
  );
  let kept = columns;
  for (const one of least) {
    const wanted = columnsOf({ kind, columns: kept }, sort).reduce((sum, { min }) => sum + min, 0);
    if (width > 0 && wanted > width) kept = kept.filter(({ id }) => id !== one.id);
  }
  return kept;
}

function columnOf({ id, title, holds }: ListColumn, sorted: boolean): GridColumn {
  const room = Math.ceil(title.length * LETTER) + AROUND + (sorted ? ARROW : 0);
  const min = Math.max(LEAST[holds], room);
  switch (holds) {
    case 'text':
      return { id, title, min, share: 1 };
    case 'number':
      return { id, title, min: min + 8, align: 'right' };
    default:
      return { id, title, min };
  }
}
