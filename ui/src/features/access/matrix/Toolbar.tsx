import { useQuery } from '@tanstack/react-query';
import { GitCompareArrows } from 'lucide-react';
import type { ReactNode } from 'react';
import { FilterChip } from '../../../components/FilterChip';
import { FilterMenu } from '../../../components/FilterMenu';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { SearchField } from '../../../components/SearchField';
import { Segmented } from '../../../components/Segmented';
import { day, dayAndTime } from '../../../components/text';
import { CONSEQUENCE_WORD, CONSEQUENCES } from '../../../components/words';
import type { MatrixHead, MatrixQuery, RowKind, SnapshotInfo } from '../../../host/host';
import { headQuery } from '../api/queries';
import { emptyQuery, ROWS_WORD } from '../model/filters';
import { type Inline, MoreFilters, SortMenu } from './MoreFilters';
import styles from './matrix.module.css';
import { useRoom } from './use-room';

/** From the one with everything in the bar to the one with next to nothing; the first that fits is taken. */
const ARRANGEMENTS: readonly ReadonlySet<Inline>[] = [
  new Set(['consequence', 'category', 'findings', 'differences', 'since', 'sort']),
  new Set(['consequence', 'category', 'findings', 'since']),
  new Set(['consequence', 'findings', 'since']),
  new Set(['consequence', 'findings']),
  new Set(['consequence']),
  new Set([]),
];

/** What rows, which of them, in which order. What has no room is in the last menu. */
export function Toolbar(props: {
  tenant: string;
  snapshot: string;
  query: MatrixQuery;
  text: string;
  head: MatrixHead | undefined;
  baseline: SnapshotInfo | undefined;
  /** Stands in for the head of the page where that has no room: what it offers, and what stands around the grid. */
  low: { menu: ReactNode; around: ReactNode } | undefined;
  onText(text: string): void;
  onChange(query: MatrixQuery): void;
}) {
  const { tenant, snapshot, query, text, head, baseline, low, onText, onChange } = props;
  // with everything in the bar there would be no menu
  const arrangements = low ? ARRANGEMENTS.slice(1) : ARRANGEMENTS;
  const room = useRoom<HTMLDivElement>(
    arrangements.length,
    JSON.stringify([
      low !== undefined,
      query.rows,
      query.consequences,
      query.categories,
      query.onlyDifferences,
      query.onlyFindings,
      query.against,
      query.sort,
      head?.totals,
      baseline?.takenAt,
    ]),
  );
  const inline = arrangements[room.level] ?? NOTHING;
  const wide = inline.has('sort');
  const whole = useQuery(headQuery(tenant, snapshot, emptyQuery(query.rows)));
  const categories = whole.data?.head.categories ?? [];
  const set = (part: Partial<MatrixQuery>) => onChange({ ...query, ...part });
  const many = ROWS_WORD[query.rows].many;
  return (
    <div
      className={styles.tools}
      data-low={low !== undefined}
      ref={room.ref}
      role="toolbar"
      aria-label="Rows and filters"
    >
      <Segmented<RowKind>
        label="Rows"
        value={query.rows}
        options={ROW_KINDS.map(({ value, label }) =>
          value === query.rows && head ? { value, label, count: head.totals[value] } : { value, label },
        )}
        onChange={(rows) => set({ rows })}
      />
      <div className={styles.search}>
        <SearchField
          label={`Filter ${many}`}
          placeholder={wide ? `Filter ${many}` : 'Filter'}
          value={text}
          onChange={onText}
          width={wide ? 180 : 132}
        />
      </div>
      {inline.has('consequence') && (
        <FilterMenu
          label="Consequence"
          options={CONSEQUENCES.map((value) => ({
            value,
            label: CONSEQUENCE_WORD[value],
            glyph: <ClassGlyph value={value} hidden />,
          }))}
          selected={query.consequences}
          onChange={(consequences) => set({ consequences })}
        />
      )}
      {inline.has('category') && (
        <FilterMenu
          label="Category"
          options={categories.map((one) => ({ value: one.id, label: one.name, count: one.columns }))}
          selected={query.categories}
          onChange={(next) => set({ categories: next })}
        />
      )}
      {inline.has('differences') && baseline && (
        <FilterChip
          label="Only differences"
          title={`Since ${day(baseline.takenAt)}`}
          on={query.onlyDifferences}
          onClick={() =>
            set({ onlyDifferences: !query.onlyDifferences, against: query.against ?? baseline.hash })
          }
          onClear={() => set({ onlyDifferences: false })}
        />
      )}
      {inline.has('findings') && (
        <FilterChip
          label="Only findings"
          on={query.onlyFindings}
          onClick={() => set({ onlyFindings: !query.onlyFindings })}
          onClear={() => set({ onlyFindings: false })}
        />
      )}
      <div className="end row gap6">
        {low?.around}
        {inline.has('since') && baseline && <Since query={query} baseline={baseline} onChange={onChange} />}
        {inline.has('sort') ? (
          <SortMenu query={query} onChange={onChange} />
        ) : (
          <MoreFilters
            query={query}
            categories={categories}
            baseline={baseline}
            inline={inline}
            first={low?.menu}
            onChange={onChange}
          />
        )}
      </div>
    </div>
  );
}

const NOTHING: ReadonlySet<Inline> = new Set();

const ROW_KINDS: readonly { value: RowKind; label: string }[] = [
  { value: 'roles', label: 'Roles' },
  { value: 'people', label: 'People' },
  { value: 'groups', label: 'Groups' },
];

/** Marks what differs from the baseline, or from the snapshot that somebody came with. */
function Since(props: { query: MatrixQuery; baseline: SnapshotInfo; onChange(query: MatrixQuery): void }) {
  const { query, baseline, onChange } = props;
  const off = () => onChange({ ...query, against: null, onlyDifferences: false });
  const on = query.against !== null;
  return (
    <FilterChip
      label={`Since ${day(baseline.takenAt)}`}
      title={`Mark what differs from the state of ${dayAndTime(baseline.takenAt)}`}
      icon={<GitCompareArrows size={13} aria-hidden="true" />}
      on={on}
      onClick={() => (on ? off() : onChange({ ...query, against: baseline.hash }))}
      onClear={off}
    />
  );
}
