/** The address of a person, group, role or permission: what is open on its screen. */
import { type ListSearch, readListSearch, readText } from './list-search';

export const DETAIL_TABS = [
  'access',
  'findings',
  'through',
  'people',
  'groups',
  'roles',
  'includes',
  'holders',
  'given',
  'rules',
  'summary',
] as const;
export type DetailTab = (typeof DETAIL_TABS)[number];

export const GROUPINGS = ['category', 'class', 'source'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const PRESET_FILTERS = ['same', 'added', 'missing'] as const;
export type PresetFilter = (typeof PRESET_FILTERS)[number];

/** The list of people on the screen of a group or role has its filters in the same address. */
export type DetailSearch = ListSearch & {
  tab?: DetailTab | undefined;
  /** What the access is grouped by; by category when left out. */
  by?: Grouping | undefined;
  /** Only permissions that stand like this to the preset. */
  preset?: PresetFilter | undefined;
  /** Another moment than now that is shown. */
  at?: string | undefined;
  /** Id of the selected permission, or of the selected holder of a permission. */
  selected?: string | undefined;
};

/** Reads the address as if from a stranger: what is not understood is dropped. */
export function readDetailSearch(raw: Record<string, unknown>): DetailSearch {
  return {
    ...readListSearch(raw),
    tab: DETAIL_TABS.find((one) => one === raw.tab),
    by: GROUPINGS.find((one) => one === raw.by),
    preset: PRESET_FILTERS.find((one) => one === raw.preset),
    at: readText(raw.at),
    selected: readText(raw.selected),
  };
}
