import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Copy, Grid3x3 } from 'lucide-react';
import { Button } from '../../../components/Button';
import { Inspector } from '../../../components/Inspector';
import { toast } from '../../../components/toast';
import type { Item, RowKind } from '../../../host/host';
import type { Place } from '../api/lists';
import { whyQuery } from '../api/queries';
import type { PermissionRef } from '../model/panels';
import { whyAsText } from '../model/text';
import { WhyPanel } from '../why/WhyPanel';

/** Why somebody or something has a permission, beside the table in which it was chosen. */
export function WhyAside(props: {
  place: Place;
  tenantName: string;
  rows: RowKind;
  /** Whose. */
  item: Item;
  permission: PermissionRef;
  /** What the screen is about: it needs no link to itself. */
  here: Item;
  onOpen(item: Item): void;
  onClose(): void;
}) {
  const { place, tenantName, rows, item, permission, here, onOpen, onClose } = props;
  const { tenant, snapshot, at } = place;
  const client = useQueryClient();
  const copy = async () => {
    const why = await client.ensureQueryData(whyQuery(tenant, snapshot, rows, item.id, permission.id, at));
    await navigator.clipboard.writeText(whyAsText(why, tenantName));
    toast('Copied the answer with its paths');
  };
  return (
    <Inspector
      title="Why"
      subtitle={
        <span title={`${item.name} × ${permission.name}`}>
          {item.name} × {permission.name}
        </span>
      }
      onClose={onClose}
      foot={
        <>
          <Button icon={<Copy size={14} aria-hidden="true" />} onClick={copy}>
            Copy as text
          </Button>
          <Link
            className="btn"
            to="/t/$tenant/matrix"
            params={{ tenant }}
            search={{ rows, row: item.id, permission: permission.id, at }}
          >
            <Grid3x3 size={14} aria-hidden="true" />
            Show in matrix
          </Link>
        </>
      }
    >
      <WhyPanel
        tenant={tenant}
        snapshot={snapshot}
        rows={rows}
        id={item.id}
        permission={permission}
        here={here}
        onOpen={onOpen}
      />
    </Inspector>
  );
}
