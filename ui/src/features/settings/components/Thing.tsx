import { ItemIcon } from '../../../components/ItemIcon';
import { ItemLink } from '../../../components/ItemLink';
import type { Item } from '../../../host/host';

/** Something of the tenant, as a tag that leads to its screen. */
export function Thing({ tenant, item }: { tenant: string; item: Item }) {
  return (
    <span className="tag">
      <ItemIcon kind={item.kind} size={13} />
      <ItemLink tenant={tenant} item={item} className="plain-link trunc" />
    </span>
  );
}
