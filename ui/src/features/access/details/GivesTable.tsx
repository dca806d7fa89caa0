import { EmptyState } from '../../../components/EmptyState';
import { ItemIcon } from '../../../components/ItemIcon';
import { ItemLink } from '../../../components/ItemLink';
import type { GridColumn } from '../../../components/RowGrid';
import { count } from '../../../components/text';
import type { GivesIt, Item, PermissionDetail } from '../../../host/host';
import { Scope, Through } from './Chain';
import { GroupedGrid } from './GroupedGrid';

const COLUMNS: readonly GridColumn[] = [
  { id: 'name', title: 'Name', min: 200, share: 2 },
  { id: 'through', title: 'Comes through', min: 180, share: 2 },
  { id: 'scope', title: 'Scope', min: 110, share: 1 },
  { id: 'people', title: 'People', min: 80, align: 'right' },
];

/** Roles that give a permission, and groups that it is granted to. */
export function GivesTable({
  tenant,
  detail,
  onOpen,
}: {
  tenant: string;
  detail: PermissionDetail;
  onOpen(item: Item): void;
}) {
  const { roles, groups, permission } = detail;
  const parts = [
    { id: 'roles', title: 'Roles', rows: roles },
    { id: 'groups', title: 'Groups', rows: groups },
  ].filter((part) => part.rows.length > 0);
  if (parts.length === 0) {
    return (
      <EmptyState kind="none" title="No role or group gives it">
        Whoever holds it was granted it directly, or owns an object that gives it.
      </EmptyState>
    );
  }
  return (
    <GroupedGrid<GivesIt>
      label={`Roles and groups that give ${permission.name}`}
      columns={COLUMNS}
      groups={parts}
      idOf={(one) => `${one.item.kind} ${one.item.id}`}
      onOpen={(one) => onOpen(one.item)}
      cells={(one) => [
        <span key="name" className="row" style={{ minWidth: 0 }}>
          <ItemIcon kind={one.item.kind} />
          <ItemLink tenant={tenant} item={one.item} className="rg-name md" inGrid />
        </span>,
        <Through key="through" items={one.through} none="Granted right there" onOpen={onOpen} />,
        <Scope key="scope" objects={one.scope} />,
        <span key="people" className="rg-number">
          {count(one.people)}
        </span>,
      ]}
    />
  );
}
