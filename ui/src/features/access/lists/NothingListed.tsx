import { useQuery } from '@tanstack/react-query';
import { Button } from '../../../components/Button';
import { EmptyState } from '../../../components/EmptyState';
import type { ListSearch } from '../../../components/list-search';
import { counted } from '../../../components/text';
import type { ListHead, ListKind } from '../../../host/host';
import { listWithoutQuery, type Place } from '../api/lists';
import { dropFilter, dropFilters, dropWords, LIST_WORDS, setFilters } from '../model/list-query';

/** No row: because of the filters, of which the nearest is offered to be dropped, or because there is none at all. */
export function NothingListed(props: {
  place: Place;
  kind: ListKind;
  search: ListSearch;
  head: ListHead;
  embedded: boolean;
  onSearch(next: ListSearch): void;
}) {
  const { place, kind, search, head, embedded, onSearch } = props;
  const filters = setFilters(search).filter((one) => !(embedded && one.name === 'within'));
  const without = useQuery({ ...listWithoutQuery(place, kind, search), enabled: filters.length > 0 });
  const { one, many } = LIST_WORDS[kind];
  if (filters.length === 0) {
    return embedded ? (
      <EmptyState kind="none" title="Nobody">
        There are {many} in this tenant, but none of them here.
      </EmptyState>
    ) : (
      <EmptyState kind="none" title={`This tenant has no ${many}`}>
        {head.total === 0
          ? `They appear here once the tenant is read and tells of its ${many}.`
          : 'None of them is shown.'}
      </EmptyState>
    );
  }
  const helpful = (without.data ?? []).filter(
    ({ filter, shown }) => shown > 0 && !(embedded && filter.name === 'within'),
  );
  const [nearest] = helpful;
  const keep = embedded ? { within: search.within } : {};
  return (
    <EmptyState
      kind="search"
      title={`No ${one} fits`}
      actions={
        <>
          {nearest && (
            <Button onClick={() => onSearch(dropFilter(search, nearest.filter))}>
              {dropWords(search, nearest.filter, head.facets)}
            </Button>
          )}
          {(filters.length > 1 || !nearest) && (
            <Button variant="quiet" onClick={() => onSearch({ ...dropFilters(search), ...keep })}>
              Drop all filters
            </Button>
          )}
        </>
      }
    >
      {nearest
        ? `Without that filter there ${nearest.shown === 1 ? 'is' : 'are'} ${counted(nearest.shown, one, many)}.`
        : 'Only without all of its filters is there something to see.'}
    </EmptyState>
  );
}
