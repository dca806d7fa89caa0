/** The list somebody came from, so that the next and the previous thing are those of that list. */
import type { ListSearch } from '../../../components/list-search';
import type { Item, ListKind } from '../../../host/host';

export type Trail = {
  tenant: string;
  kind: ListKind;
  /** Filters and order of the list. */
  search: ListSearch;
  /** What was chosen or opened in it last. */
  item: Item | undefined;
};

let trail: Trail | undefined;

export function leaveTrail(next: Trail) {
  trail = next;
}

/** The last list of this kind; nothing when another one was looked at since. */
export function trailOf(tenant: string, kind: ListKind): Trail | undefined {
  return trail?.tenant === tenant && trail.kind === kind ? trail : undefined;
}

/** Something else of the same list is shown now. */
export function moveTrail(tenant: string, kind: ListKind, item: Item) {
  const last = trailOf(tenant, kind);
  if (last) trail = { ...last, item };
}
