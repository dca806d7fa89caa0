/** The columns of the trail: which there are, and which give way. Pure. */
import type { GridColumn } from '../../../components/RowGrid';
import type { AuditAsked, AuditFacet } from '../../../host/host';
import type { Clock } from './words';

const MOMENT: Record<Clock, number> = { clock: 84, date: 132, year: 128 };

/** What says least goes first where there is no room for all, as beside the panel of an entry, which says it too. */
const LEAST = ['hash', 'surface', 'approval'];

/** Columns that may have nothing to say, by the keys of their facets. */
const SAID_BY = ['approval', 'surface'];

/** Columns in which no entry of an answer says anything. What is not counted yet may say something. */
export function unsaid(facets: readonly AuditFacet[] | undefined, asked: AuditAsked): string[] {
  return SAID_BY.filter((key) => {
    const values = facets?.find((facet) => facet.key === key)?.values;
    // a facet counts what there would be without its own filter
    const filter = asked.filters.find((one) => one.key === key);
    const asksForNothing = filter?.include.length === 1 && filter.include[0]?.value === '';
    return asksForNothing || values?.every(({ value, count }) => value === '' || count === 0);
  });
}

export function columnsFor(clock: Clock, width: number, without: readonly string[]): GridColumn[] {
  const all: GridColumn[] = [
    { id: 'at', title: 'Time', min: MOMENT[clock] },
    { id: 'who', title: 'Who', min: 160, share: 2 },
    { id: 'class', title: 'Consequence', min: 32, quiet: true },
    { id: 'what', title: 'What changed', min: 176, share: 4 },
    { id: 'approval', title: 'Approval', min: 100 },
    { id: 'surface', title: 'Surface', min: 128, share: 1 },
    { id: 'hash', title: 'Hash', min: 58 },
  ];
  let columns = all.filter(({ id }) => !without.includes(id));
  for (const id of LEAST) {
    const wanted = columns.reduce((sum, column) => sum + column.min, 0);
    if (width > 0 && wanted > width) columns = columns.filter((one) => one.id !== id);
  }
  return columns;
}
