import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { PlaceLink } from '../../../components/PlaceLink';
import { count, counted, dayAndTime } from '../../../components/text';
import type { ChangedPermission, ChangedSince } from '../../../host/host';
import { Group } from './Group';
import { Moved } from './Moved';
import { Row } from './Row';

/** What is different since the reading before; each row opens the matrix with its differences. */
export function Changed(props: { tenant: string; changed: ChangedSince | null; snapshot: string }) {
  const { tenant, changed, snapshot } = props;
  if (!changed || changed.added + changed.removed + changed.gained + changed.lost === 0) return null;
  const { before } = changed;
  return (
    <Group
      title={`What changed since ${dayAndTime(before.takenAt)}`}
      note={numbers(changed)}
      link={
        <PlaceLink
          to="/t/$tenant/settings"
          params={{ tenant }}
          search={{ tab: 'snapshots', before: before.hash, after: snapshot }}
          className="link"
        >
          See every difference
        </PlaceLink>
      }
      rows={changed.top}
    >
      {(one) => (
        <Row
          key={one.permission.id}
          address={{
            to: '/t/$tenant/matrix',
            params: { tenant },
            search: { rows: 'people', permission: one.permission.id, against: before.hash },
          }}
          glyph={<ClassGlyph value={one.consequence} size={14} />}
          meta={<Moved gained={one.gained} lost={one.lost} />}
          act="Compare"
        >
          <b>{one.permission.name}</b> {who(one)}
        </Row>
      )}
    </Group>
  );
}

function numbers({ added, removed, gained, lost }: ChangedSince): string {
  const parts = [
    gained > 0 && `${count(gained)} gained`,
    lost > 0 && `${count(lost)} lost`,
    added > 0 && `${count(added)} new`,
    removed > 0 && `${count(removed)} gone`,
  ];
  return parts.filter(Boolean).join(', ');
}

function who({ gained, lost }: ChangedPermission): string {
  const people = (value: number) => counted(value, 'person', 'people');
  if (lost === 0) return `gained by ${people(gained)}`;
  if (gained === 0) return `lost by ${people(lost)}`;
  return `gained by ${people(gained)}, lost by ${count(lost)}`;
}
