import { listOf, useOpen } from '../../../components/address';
import { FilterChip } from '../../../components/FilterChip';
import { ItemIcon } from '../../../components/ItemIcon';
import type { ItemRef, ListHead } from '../../../host/host';
import type { Place } from '../api/lists';
import { withinWord } from '../model/list-query';

/** What people are looked for in: leads to it where it has a screen, and can be dropped. */
export function WithinChip(props: {
  place: Place;
  within: ItemRef;
  head: ListHead | undefined;
  onClear(): void;
}) {
  const { place, within, head, onClear } = props;
  const open = useOpen(place.tenant);
  // the head of another list may still stand
  const named = head?.within?.kind === within.kind && head.within.id === within.id ? head.within : undefined;
  const name = named?.name ?? within.id;
  const leads = listOf(within.kind) !== undefined;
  return (
    <FilterChip
      label={withinWord(within.kind)}
      value={name}
      title={leads ? `Open ${name}` : 'Show everybody'}
      icon={<ItemIcon kind={within.kind} size={13} />}
      onClick={leads ? () => open(within) : onClear}
      onClear={onClear}
    />
  );
}
