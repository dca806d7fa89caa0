import { User } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Avatar } from '../../../components/Avatar';
import { opens } from '../../../components/address';
import { Button } from '../../../components/Button';
import { EmptyState } from '../../../components/EmptyState';
import { FilterChip } from '../../../components/FilterChip';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { ItemChip } from '../../../components/ItemChip';
import { ItemLink } from '../../../components/ItemLink';
import { isSoon } from '../../../components/moments';
import type { GridColumn } from '../../../components/RowGrid';
import { SearchField } from '../../../components/SearchField';
import { count } from '../../../components/text';
import { CELL_WORD } from '../../../components/words';
import type { Holder, Item, PermissionDetail } from '../../../host/host';
import { takesClassColour } from '../model/cell';
import { shapeOfHolder } from '../why/why-shape';
import { Moment, Scope } from './Chain';
import styles from './details.module.css';
import { GroupedGrid } from './GroupedGrid';

const COLUMNS: readonly GridColumn[] = [
  { id: 'person', title: 'Person', min: 166, share: 1.6 },
  { id: 'state', title: 'How', min: 122, share: 1.6 },
  { id: 'via', title: 'Through', min: 130, share: 2 },
  { id: 'scope', title: 'Scope', min: 98, share: 1.1 },
  { id: 'ends', title: 'Ends', min: 90 },
];
const USED: GridColumn = { id: 'used', title: 'Last used', min: 114 };
const SOON = 14;

type Only = 'temporary' | 'direct' | 'unused';

/** Who holds a permission and how: filter by name or way, by what ends, what is direct, and what nobody uses. */
export function HolderTable(props: {
  tenant: string;
  detail: PermissionDetail;
  selected: string | undefined;
  onSelect(person: string): void;
  onOpen(item: Item): void;
}) {
  const { tenant, detail, selected, onSelect, onOpen } = props;
  const { holders, holdersTotal, at, consequence } = detail;
  const useReported = detail.used !== null;
  const [text, setText] = useState('');
  const [only, setOnly] = useState<Only>();
  const sought = useDeferredValue(text.trim().toLocaleLowerCase());
  const groups = useMemo(
    () => [{ id: '', title: '', rows: holders.filter((one) => fits(one, sought, only)) }],
    [holders, sought, only],
  );
  const columns = useMemo(() => (useReported ? [...COLUMNS, USED] : COLUMNS), [useReported]);
  const shown = groups[0]?.rows.length ?? 0;
  if (holdersTotal === 0)
    return (
      <EmptyState kind="none" title="Nobody holds it">
        No active person has a way to this permission.
      </EmptyState>
    );
  const toggle = (one: Only) => setOnly(only === one ? undefined : one);
  return (
    <>
      <div className="filter-bar" role="toolbar" aria-label="Filters">
        <SearchField label="Filter holders" value={text} onChange={setText} width={200} />
        <FilterChip label="Ends" on={only === 'temporary'} onClick={() => toggle('temporary')} />
        <FilterChip label="Granted directly" on={only === 'direct'} onClick={() => toggle('direct')} />
        {useReported && (
          <FilterChip label="Never used" on={only === 'unused'} onClick={() => toggle('unused')} />
        )}
        <div className="end sm t3" aria-live="polite">
          {shown === holdersTotal ? count(shown) : `${count(shown)} of ${count(holdersTotal)}`}
          {holders.length < holdersTotal && `, ${count(holders.length)} listed`}
        </div>
      </div>
      {shown === 0 ? (
        <EmptyState
          kind="search"
          title="Nobody fits"
          actions={
            <Button
              onClick={() => {
                setText('');
                setOnly(undefined);
              }}
            >
              Show all {count(holders.length)}
            </Button>
          }
        />
      ) : (
        <GroupedGrid<Holder>
          label={`Holders of ${detail.permission.name}`}
          columns={columns}
          groups={groups}
          idOf={idOf}
          selected={selected}
          onSelect={(one) => onSelect(one.person.id)}
          cells={(one) => {
            const shape = shapeOfHolder(one);
            const own = takesClassColour(consequence) && shape !== 'missing';
            const lacks = one.missing.map((item) => item.name).join(', ');
            return [
              <span key="person" className="row" style={{ minWidth: 0 }}>
                <Avatar name={one.person.name} />
                <ItemLink tenant={tenant} item={one.person} className="rg-name md" inGrid />
              </span>,
              <span key="state" className={styles.state} title={lacks ? `Without ${lacks}` : undefined}>
                <span className={own ? `c-${consequence}` : undefined}>
                  <CellGlyph value={shape} hidden />
                </span>
                <span className="trunc">{CELL_WORD[shape]}</span>
              </span>,
              <Via key="via" holder={one} onOpen={onOpen} />,
              <Scope key="scope" objects={one.scope} />,
              <span key="ends" className={one.until && isSoon(one.until, at, SOON) ? 'md' : ''}>
                <Moment when={one.until} at={at} none="no end" />
              </span>,
              <Moment key="used" when={one.lastUsed} at={at} />,
            ];
          }}
        />
      )}
    </>
  );
}

const idOf = (one: Holder) => one.person.id;

/** The first of the ways, and how many more there are. */
function Via({ holder, onOpen }: { holder: Holder; onOpen(item: Item): void }) {
  const [first, ...more] = holder.via;
  if (!first) return null;
  return (
    <span className={styles.chain}>
      {first.kind === 'permission' ? (
        <span className="tag tag-dashed">
          <User size={13} aria-hidden="true" />
          Direct
        </span>
      ) : (
        <ItemChip item={first} onOpen={opens(first) ? onOpen : undefined} inGrid />
      )}
      {more.length > 0 && (
        <span className="t3 sm" title={more.map((one) => one.name).join(', ')}>
          +{more.length}
        </span>
      )}
    </span>
  );
}

function fits({ person, via, standing, lastUsed }: Holder, sought: string, only: Only | undefined): boolean {
  const named = (item: Item) => item.name.toLocaleLowerCase().includes(sought);
  if (sought !== '' && !named(person) && !via.some(named)) return false;
  switch (only) {
    case 'temporary':
      return !standing;
    case 'direct':
      return via.some((one) => one.kind === 'permission');
    case 'unused':
      return lastUsed === null;
    default:
      return true;
  }
}
