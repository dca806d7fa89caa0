import { Menu } from '@mantine/core';
import { ArrowDownWideNarrow, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { day } from '../../../components/text';
import { CONSEQUENCE_WORD, CONSEQUENCES } from '../../../components/words';
import type { CategoryHead, MatrixQuery, RowSort, SnapshotInfo } from '../../../host/host';
import { SORT_WORD, toggled } from '../model/filters';
import styles from './matrix.module.css';

const SORTS: readonly RowSort[] = ['reach', 'name', 'findings'];

/** What may stand in the bar itself. */
export type Inline = 'consequence' | 'category' | 'findings' | 'differences' | 'since' | 'sort';

interface Change {
  query: MatrixQuery;
  onChange(query: MatrixQuery): void;
}

export function SortMenu({ query, onChange }: Change) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles.sort}>
          <ArrowDownWideNarrow size={13} aria-hidden="true" />
          {SORT_WORD[query.sort]}
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Order of rows">
        <Sorts query={query} closes onChange={onChange} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The filters that have no room in the bar, in one menu. */
export function MoreFilters(
  props: Change & {
    categories: readonly CategoryHead[];
    baseline: SnapshotInfo | undefined;
    inline: ReadonlySet<Inline>;
    /** What stands before the filters. */
    first?: ReactNode;
  },
) {
  const { query, categories, baseline, inline, first, onChange } = props;
  const set = (part: Partial<MatrixQuery>) => onChange({ ...query, ...part });
  const on = hiddenCount(query, inline);
  return (
    <Menu closeOnItemClick={false} width={250} position="bottom-end">
      <Menu.Target>
        <button type="button" className="chip" data-on={on > 0}>
          <SlidersHorizontal size={13} aria-hidden="true" />
          {on > 0 ? `More: ${on}` : 'More'}
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label="More filters">
        {first}
        {!inline.has('findings') && (
          <Check on={query.onlyFindings} onClick={() => set({ onlyFindings: !query.onlyFindings })}>
            Only findings
          </Check>
        )}
        {!inline.has('since') && baseline && (
          <Check
            on={query.against !== null}
            onClick={() => set({ against: query.against ? null : baseline.hash, onlyDifferences: false })}
          >
            {`Mark changes since ${day(baseline.takenAt)}`}
          </Check>
        )}
        {!inline.has('differences') && baseline && (
          <Check
            on={query.onlyDifferences}
            onClick={() =>
              set({ onlyDifferences: !query.onlyDifferences, against: query.against ?? baseline.hash })
            }
          >
            Only differences
          </Check>
        )}
        {!inline.has('consequence') && (
          <>
            <Menu.Label>Consequence</Menu.Label>
            {CONSEQUENCES.map((one) => (
              <Check
                key={one}
                on={query.consequences.includes(one)}
                onClick={() => set({ consequences: toggled(query.consequences, one) })}
              >
                {CONSEQUENCE_WORD[one]}
              </Check>
            ))}
          </>
        )}
        {!inline.has('category') && (
          <>
            <Menu.Label>Category</Menu.Label>
            {categories.map((one) => (
              <Check
                key={one.id}
                on={query.categories.includes(one.id)}
                onClick={() => set({ categories: toggled(query.categories, one.id) })}
              >
                {one.name}
              </Check>
            ))}
          </>
        )}
        <Menu.Label>Order</Menu.Label>
        <Sorts query={query} onChange={onChange} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** How many of the filters in the menu are set. */
function hiddenCount(query: MatrixQuery, inline: ReadonlySet<Inline>): number {
  const set = [
    !inline.has('findings') && query.onlyFindings,
    !inline.has('since') && query.against !== null,
    !inline.has('differences') && query.onlyDifferences,
    !inline.has('consequence') && query.consequences.length > 0,
    !inline.has('category') && query.categories.length > 0,
  ];
  return set.filter(Boolean).length;
}

function Sorts({ query, closes = false, onChange }: Change & { closes?: boolean }) {
  return (
    <Menu.RadioGroup value={query.sort} onChange={(sort) => onChange({ ...query, sort: sort as RowSort })}>
      {SORTS.map((sort) => (
        <Menu.RadioItem key={sort} value={sort} closeMenuOnClick={closes}>
          {SORT_WORD[sort]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

function Check({ on, onClick, children }: { on: boolean; onClick(): void; children: string }) {
  return (
    <Menu.CheckboxItem checked={on} onChange={onClick}>
      {children}
    </Menu.CheckboxItem>
  );
}
