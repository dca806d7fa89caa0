import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useOpen } from '../../../components/address';
import { FilterChip } from '../../../components/FilterChip';
import { ItemIcon } from '../../../components/ItemIcon';
import type { ItemRef } from '../../../host/host';
import { detailQuery, itemOf, type Place } from '../api/lists';
import { withinWord } from '../model/list-query';

/** What people are looked for in: leads to it, and can be dropped. */
export function WithinChip({ place, within, onClear }: { place: Place; within: ItemRef; onClear(): void }) {
  const client = useQueryClient();
  const open = useOpen(place.tenant);
  const found = useQuery(detailQuery(client, place, within));
  const name = found.data ? itemOf(found.data).name : within.id;
  return (
    <FilterChip
      label={withinWord(within.kind)}
      value={name}
      title={`Open ${name}`}
      icon={<ItemIcon kind={within.kind} size={13} />}
      onClick={() => open(within)}
      onClear={onClear}
    />
  );
}
