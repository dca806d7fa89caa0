import { Menu } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { SlidersHorizontal } from 'lucide-react';
import { FilterChip } from '../../../components/FilterChip';
import { FilterMenu, type FilterOption } from '../../../components/FilterMenu';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import type { ListSearch } from '../../../components/list-search';
import { SearchField } from '../../../components/SearchField';
import { CONSEQUENCES } from '../../../components/words';
import type { Facet, ListHead, ListKind } from '../../../host/host';
import type { Place } from '../api/lists';
import { LIST_WORDS, withFacet } from '../model/list-query';
import styles from './lists.module.css';
import { ViewsMenu } from './ViewsMenu';
import { WithinChip } from './WithinChip';

/** Room of the field, of one facet, and of what stands at the end. */
const FIELD = 220;
const FACET = 128;
const END = 230;

/** Which rows: text, facets, findings, and what they are looked for in. What has no room is in one menu. */
export function ListBar(props: {
  place: Place;
  kind: ListKind;
  search: ListSearch;
  /** What stands in the field. */
  text: string;
  head: ListHead | undefined;
  embedded: boolean;
  onText(next: string): void;
  onSearch(next: ListSearch): void;
  onFocusGrid(): void;
}) {
  const { place, kind, search, text, head, embedded, onText, onSearch } = props;
  const { ref, width } = useElementSize();
  const facets = head?.facets.filter((facet) => facet.values.length > 1 || search.facets?.[facet.id]) ?? [];
  const room = width === 0 ? facets.length : Math.floor((width - FIELD - END) / FACET);
  const inline = room >= facets.length ? facets : facets.slice(0, Math.max(0, room));
  const rest = facets.slice(inline.length);
  const { many } = LIST_WORDS[kind];
  const choose = (facet: string, values: string[]) =>
    onSearch({ ...search, facets: withFacet(search.facets, facet, values) });
  return (
    <div className={`filter-bar ${styles.bar}`} ref={ref} role="toolbar" aria-label="Filters">
      <SearchField
        label={`Filter ${many}`}
        placeholder={width > 0 && width < 700 ? 'Filter' : `Filter ${many}`}
        value={text}
        onChange={onText}
        width={200}
      />
      {search.within && !embedded && (
        <WithinChip
          place={place}
          within={search.within}
          head={head}
          onClear={() => onSearch({ ...search, within: undefined })}
        />
      )}
      {inline.map((facet) => (
        <FilterMenu
          key={facet.id}
          label={facet.title}
          options={optionsOf(facet, search.facets?.[facet.id] ?? [])}
          selected={search.facets?.[facet.id] ?? []}
          onChange={(values) => choose(facet.id, values)}
        />
      ))}
      {rest.length > 0 && (
        <MoreFacets
          facets={rest}
          chosen={search.facets ?? {}}
          alone={inline.length === 0}
          onChange={choose}
        />
      )}
      <FilterChip
        label="Only findings"
        on={search.findings === true}
        onClick={() => onSearch({ ...search, findings: search.findings ? undefined : true })}
      />
      {!embedded && (
        <div className="end">
          <ViewsMenu tenant={place.tenant} kind={kind} search={search} onSearch={onSearch} />
        </div>
      )}
    </div>
  );
}

/** The values of a facet, classes with their glyph; what was chosen stays to be seen when no row has it any more. */
function optionsOf(facet: Facet, selected: readonly string[]): FilterOption<string>[] {
  const hasClasses = facet.values.some(({ value }) => CONSEQUENCES.some((one) => one === value));
  const gone = selected.filter((one) => facet.values.every((value) => value.value !== one));
  return [...facet.values, ...gone.map((value) => ({ value, label: value, count: 0 }))].map((option) => {
    const consequence = CONSEQUENCES.find((one) => one === option.value);
    if (!consequence) return hasClasses ? { ...option, glyph: <span className={styles.noGlyph} /> } : option;
    return { ...option, glyph: <ClassGlyph value={consequence} hidden /> };
  });
}

/** The facets that have no room in the bar, each with its values to the side. */
function MoreFacets(props: {
  facets: ListHead['facets'];
  chosen: Record<string, string[]>;
  /** All of them are in here. */
  alone: boolean;
  onChange(facet: string, values: string[]): void;
}) {
  const { facets, chosen, alone, onChange } = props;
  const on = facets.filter((facet) => chosen[facet.id]?.length).length;
  const label = alone ? 'Filters' : 'More';
  return (
    <Menu closeOnItemClick={false} width={200}>
      <Menu.Target>
        <button type="button" className="chip" data-on={on > 0}>
          <SlidersHorizontal size={13} aria-hidden="true" />
          {on > 0 ? `${label}: ${on}` : label}
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label="More filters">
        {facets.map((facet) => {
          const selected = chosen[facet.id] ?? [];
          return (
            <Menu.Sub key={facet.id} position="right-start">
              <Menu.Sub.Target>
                <Menu.Sub.Item
                  rightSection={
                    selected.length > 0 ? <span className="xs">{selected.length}</span> : undefined
                  }
                >
                  {facet.title}
                </Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown className="filter-menu">
                {optionsOf(facet, selected).map(({ value, label: name, glyph, count }) => (
                  <Menu.CheckboxItem
                    key={value}
                    checked={selected.includes(value)}
                    rightSection={<span className="xs t3">{count}</span>}
                    onChange={() =>
                      onChange(
                        facet.id,
                        selected.includes(value)
                          ? selected.filter((one) => one !== value)
                          : [...selected, value],
                      )
                    }
                  >
                    <span className="row">
                      {glyph}
                      {name}
                    </span>
                  </Menu.CheckboxItem>
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
