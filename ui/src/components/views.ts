/** Saved views of a list: filters and order under a name. Pure; where they are kept is in `use-views.ts`. */
import { type ListSearch, readListSearch } from './list-search';
import { type Somebody, speaksOf } from './spoken-of';

export type View = {
  name: string;
  search: ListSearch;
  /** Set when it looks within something of one tenant, and means nothing in others. */
  tenant?: string | undefined;
};

const LONGEST_NAME = 60;

/** Reads what was kept as if from a stranger. */
export function readViews(text: string | null): View[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(readView) : [];
  } catch {
    return [];
  }
}

function readView(kept: unknown): View[] {
  if (typeof kept !== 'object' || kept === null) return [];
  const { name, search, tenant } = kept as Record<string, unknown>;
  if (typeof name !== 'string' || name.trim() === '' || typeof search !== 'object' || search === null)
    return [];
  const own = typeof tenant === 'string' ? { tenant } : {};
  return [{ name, search: asked(readListSearch(search as Record<string, unknown>)), ...own }];
}

/** What a view keeps of an address: all but which view it is. */
export function asked({ view: _, ...search }: ListSearch): ListSearch {
  const { facets, within, q, findings, sort, desc } = search;
  return { q, facets, within, findings, sort, desc };
}

/** Keeps a view, in the place of one with the same name. By name. */
export function withView(views: readonly View[], view: View): View[] {
  const others = views.filter((one) => !sameName(one.name, view.name));
  return [...others, { ...view, name: view.name.trim() }].sort((a, b) => a.name.localeCompare(b.name));
}

export function withoutView(views: readonly View[], name: string): View[] {
  return views.filter((one) => one.name !== name);
}

export function renamed(views: readonly View[], name: string, next: string): View[] {
  const view = views.find((one) => one.name === name);
  return view ? withView(withoutView(views, name), { ...view, name: next }) : [...views];
}

/** What is wrong with a name; nothing when it can be taken. A name may be kept, as with `own`. */
export function nameProblem(views: readonly View[], name: string, own?: string): string | undefined {
  const wanted = name.trim();
  if (wanted === '') return 'Give it a name to find it by.';
  if (wanted.length > LONGEST_NAME) return `At most ${LONGEST_NAME} letters.`;
  const taken = views.some((one) => sameName(one.name, wanted) && one.name !== own);
  return taken ? `There is a view called ${wanted} already.` : undefined;
}

/** What is left when a tenant is gone: a view within something of it names what is no more. */
export function withoutTenant(views: readonly View[], tenant: string): View[] {
  return views.filter((one) => one.tenant !== tenant);
}

/** What is left when somebody of a tenant is forgotten: a view that is named after them or looks for them goes. */
export function withoutPerson(views: readonly View[], tenant: string, somebody: Somebody): View[] {
  return views.filter(({ name, search, tenant: own }) => {
    if (own !== undefined && own !== tenant) return true;
    const { q = '', facets = {}, within } = search;
    const texts = [name, q, within?.id ?? '', ...Object.values(facets).flat()];
    return !texts.some((text) => speaksOf(somebody, text));
  });
}

/** Views that mean something in a tenant. */
export function viewsIn(views: readonly View[], tenant: string): View[] {
  return views.filter((one) => one.tenant === undefined || one.tenant === tenant);
}

/** Whether a list shows just what the view does. */
export function isShown(view: View, search: ListSearch): boolean {
  return JSON.stringify(asked(view.search)) === JSON.stringify(asked(search));
}

/** Whether there is anything to keep. */
export function worthKeeping(search: ListSearch): boolean {
  return Object.values(asked(search)).some((value) => value !== undefined);
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();
}
