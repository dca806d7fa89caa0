import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight, Diff, History } from 'lucide-react';
import { addressOf } from '../../../components/address';
import type { DetailSearch } from '../../../components/detail-search';
import { ItemIcon } from '../../../components/ItemIcon';
import { placeInMatrix } from '../../../components/matrix-search';
import { dayAndTime } from '../../../components/text';
import { ITEM_WORD } from '../../../components/words';
import type { AuditJump } from '../../../host/host';
import { workspaceQuery } from '../../../host/queries';

/** The people, roles and cells that an entry is about: as they are now, and set against how they were then. */
export function Jumps({ tenant, jumps }: { tenant: string; jumps: readonly AuditJump[] }) {
  const tenants = useQuery(workspaceQuery).data?.tenants ?? [];
  if (jumps.length === 0) return null;
  return (
    <section>
      <h4 className="h">What it is about</h4>
      <ul className="audit-jumps">
        {jumps.map((jump) => (
          <Jump
            key={`${jump.item.kind} ${jump.item.id} ${jump.permission?.id}`}
            jump={jump}
            now={tenants.find((one) => one.name === jump.tenant)?.snapshot?.hash}
            here={jump.tenant === tenant}
          />
        ))}
      </ul>
    </section>
  );
}

function Jump({ jump, now, here }: { jump: AuditJump; now: string | undefined; here: boolean }) {
  const { item, permission, tenant, present, at, snapshot } = jump;
  const selected = permission ? { selected: permission.id } : {};
  const then: DetailSearch & { at: string } = { ...selected, at };
  const nowPlace = present && now ? addressOf(tenant, item, selected) : undefined;
  const thenPlace = snapshot ? addressOf(tenant, item, then) : undefined;
  const place = placeInMatrix(item, permission ?? undefined);
  const changed = snapshot && now && snapshot.hash !== now ? snapshot : undefined;
  return (
    <li>
      <div className="row gap6">
        <ItemIcon kind={item.kind} size={14} />
        <div className="trunc" title={item.name}>
          <span className="vh">{ITEM_WORD[item.kind]} </span>
          {item.name}
          {permission && `, ${permission.name}`}
          {!here && <span className="t3"> in {tenant}</span>}
        </div>
      </div>
      <div className="row wrap gap4">
        {thenPlace && (
          <Link {...thenPlace} className="btn btn-sm" title={`As of ${dayAndTime(at)}`}>
            <History size={13} aria-hidden="true" />
            As it was then
            <span className="vh">, {item.name}</span>
          </Link>
        )}
        {nowPlace ? (
          <Link {...nowPlace} className="btn btn-sm">
            <ArrowUpRight size={13} aria-hidden="true" />
            As it is now
            <span className="vh">, {item.name}</span>
          </Link>
        ) : (
          <div className="sm t3">not in the tenant any more</div>
        )}
        {changed && place && (
          <Link
            className="btn btn-sm"
            to="/t/$tenant/matrix"
            params={{ tenant }}
            search={{ ...place, against: changed.hash }}
            title={`The matrix now, with what differs from ${dayAndTime(changed.takenAt)}`}
          >
            <Diff size={13} aria-hidden="true" />
            What changed since
            <span className="vh">, {item.name}</span>
          </Link>
        )}
        {!snapshot && <div className="sm t3">no snapshot is kept from that time</div>}
      </div>
    </li>
  );
}
