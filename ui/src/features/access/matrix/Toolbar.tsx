import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { GitCompareArrows } from 'lucide-react';
import { FilterChip } from '../../../components/FilterChip';
import { FilterMenu } from '../../../components/FilterMenu';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { SearchField } from '../../../components/SearchField';
import { Segmented } from '../../../components/Segmented';
import { day } from '../../../components/text';
import { CONSEQUENCE_WORD, CONSEQUENCES } from '../../../components/words';
import type { MatrixHead, MatrixQuery, RowKind, SnapshotInfo } from '../../../host/host';
import { headQuery } from '../api/queries';
import { emptyQuery, ROWS_WORD } from '../model/filters';
import { type Inline, MoreFilters, SortMenu } from './MoreFilters';
import styles from './matrix.module.css';

/** So much room each arrangement takes. */
const ARRANGEMENTS: readonly { from: number; inline: ReadonlySet<Inline> }[] = [
  { from: 1160, inline: new Set(['category', 'findings', 'differences', 'since', 'sort']) },
  { from: 1010, inline: new Set(['category', 'findings', 'since']) },
  { from: 820, inline: new Set(['findings', 'since']) },
  { from: 0, inline: new Set([]) },
];

/** What rows, which of them, in which order. What has no room is in the last menu. */
export function Toolbar(props: {
  tenant: string;
  snapshot: string;
  query: MatrixQuery;
  text: string;
  head: MatrixHead | undefined;
  baseline: SnapshotInfo | undefined;
  onText(text: string): void;
  onChange(query: MatrixQuery): void;
}) {
  const { tenant, snapshot, query, text, head, baseline, onText, onChange } = props;
  const { ref, width } = useElementSize();
  const fits = ARRANGEMENTS.find((one) => width === 0 || width >= one.from);
  const inline = fits?.inline ?? NOTHING;
  const wide = inline.has('sort');
  const whole = useQuery(headQuery(tenant, snapshot, emptyQuery(query.rows)));
  const categories = whole.data?.head.categories ?? [];
  const set = (part: Partial<MatrixQuery>) => onChange({ ...query, ...part });
  const many = ROWS_WORD[query.rows].many;
  return (
    <div className={styles.tools} ref={ref} role="toolbar" aria-label="Rows and filters">
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
          title={`Since the baseline of ${day(baseline.takenAt)}`}
          on={query.onlyDifferences}
          onClick={() =>
            set({ onlyDifferences: !query.onlyDifferences, against: query.against ?? baseline.hash })
          }
        />
      )}
      {inline.has('findings') && (
        <FilterChip
          label="Only findings"
          on={query.onlyFindings}
          onClick={() => set({ onlyFindings: !query.onlyFindings })}
        />
      )}
      <span className="end row gap6">
        {inline.has('since') && baseline && <Since query={query} baseline={baseline} onChange={onChange} />}
        {inline.has('sort') ? (
          <SortMenu query={query} onChange={onChange} />
        ) : (
          <MoreFilters
            query={query}
            categories={categories}
            baseline={baseline}
            inline={inline}
            onChange={onChange}
          />
        )}
      </span>
    </div>
  );
}

const NOTHING: ReadonlySet<Inline> = new Set();

const ROW_KINDS: readonly { value: RowKind; label: string }[] = [
  { value: 'roles', label: 'Roles' },
  { value: 'people', label: 'People' },
  { value: 'groups', label: 'Groups' },
];

/** Marks what differs from the baseline. */
function Since(props: { query: MatrixQuery; baseline: SnapshotInfo; onChange(query: MatrixQuery): void }) {
  const { query, baseline, onChange } = props;
  const off = () => onChange({ ...query, against: null, onlyDifferences: false });
  const on = query.against !== null;
  return (
    <FilterChip
      label={`Since ${day(baseline.takenAt)}`}
      title="Mark what differs from the baseline"
      icon={<GitCompareArrows size={13} aria-hidden="true" />}
      on={on}
      onClick={() => (on ? off() : onChange({ ...query, against: baseline.hash }))}
      onClear={off}
    />
  );
}
