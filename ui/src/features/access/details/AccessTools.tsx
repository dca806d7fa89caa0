import { Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { DetailSearch, Grouping } from '../../../components/detail-search';
import { SearchField } from '../../../components/SearchField';
import { useText, useTextInAddress } from '../lists/use-text';
import styles from './details.module.css';

/** Which permissions are shown, and what they are grouped by. */
export function AccessTools(props: { search: DetailSearch; onChange(next: Partial<DetailSearch>): void }) {
  const { search, onChange } = props;
  const typed = useText(search.q);
  // what is shown here follows the address
  useTextInAddress(typed, search.q, true, (q) => onChange({ q }), 0);
  const { text, setText } = typed;
  return (
    <div className={styles.tools}>
      <SearchField
        label="Filter permissions"
        placeholder="Filter"
        value={text}
        onChange={setText}
        width={150}
      />
      <GroupBy search={search} onChange={(by) => onChange({ by })} />
    </div>
  );
}

const BY_WORDS: Record<Grouping, string> = { category: 'Category', class: 'Consequence', source: 'Source' };

function GroupBy({ search, onChange }: { search: DetailSearch; onChange(by: Grouping | undefined): void }) {
  const by = search.by ?? 'category';
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <button type="button" className={styles.groupBy}>
          <span className={styles.groupByWords}>Group by</span> <b className="md">{BY_WORDS[by]}</b>
          <ChevronDown size={13} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Group by">
        <Menu.RadioGroup
          value={by}
          onChange={(next) => onChange(next === 'category' ? undefined : (next as Grouping))}
        >
          {(Object.keys(BY_WORDS) as Grouping[]).map((one) => (
            <Menu.RadioItem key={one} value={one}>
              {BY_WORDS[one]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
