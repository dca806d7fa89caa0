import { useQuery } from '@tanstack/react-query';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { ItemLink } from '../../../components/ItemLink';
import { capital, counted, dayAndTime } from '../../../components/text';
import type { AuditApproval, AuditConfirmation, AuditEntryDetail, AuditParty } from '../../../host/host';
import { workspaceQuery } from '../../../host/queries';
import { approvalText, OUTCOME_WORD, objectText, partyText } from '../model/words';
import { Value } from './Changes';
import { PartyMark } from './TrailCells';

const CONFIRMED: Record<AuditConfirmation, string> = {
  none: 'Not asked for',
  explicit: 'A second, explicit yes',
  typed: 'The name of what it was about, typed',
};

/** Who, on what, why, who agreed, under which policy, and how it ended. */
export function Decision({ entry }: { entry: AuditEntryDetail }) {
  const { row, onBehalfOf, proposedBy, reason, confirmation } = entry;
  const { who, object, approval } = row;
  const tenants = useQuery(workspaceQuery).data?.tenants;
  const tenant = tenants?.find((one) => one.name === row.tenant);
  return (
    <dl className="facts select">
      <dt>Who</dt>
      <dd>
        <Party party={who} tenant={row.tenant} />
      </dd>
      {onBehalfOf && (
        <>
          <dt>On behalf of</dt>
          <dd>
            <Party party={onBehalfOf} tenant={row.tenant} />
          </dd>
        </>
      )}
      {proposedBy && (
        <>
          <dt>Proposed by</dt>
          <dd>
            <Party party={proposedBy} tenant={row.tenant} />
          </dd>
        </>
      )}
      {object && (
        <>
          <dt>Object</dt>
          <dd>
            {capital(object.kind)}{' '}
            {object.item ? <ItemLink tenant={row.tenant} item={object.item} /> : objectText(object)}
          </dd>
        </>
      )}
      {row.tenant && (
        <>
          <dt>Tenant</dt>
          <dd>{tenant?.displayName ?? row.tenant}</dd>
        </>
      )}
      {approval && (
        <>
          <dt>Approval</dt>
          <dd>
            <Approval
              approval={approval}
              alarm={approvalText(row).alarm}
              self={approvalText(row).text === 'self'}
            />
          </dd>
        </>
      )}
      {reason && (
        <>
          <dt>Reason</dt>
          <dd>
            <Value value={reason} />
          </dd>
        </>
      )}
      {confirmation && (
        <>
          <dt>Confirmed</dt>
          <dd>{CONFIRMED[confirmation]}</dd>
        </>
      )}
      {row.policyVersion && (
        <>
          <dt>Policy version</dt>
          <dd className="mono">
            {/^[0-9a-f]{64}$/.test(row.policyVersion) ? row.policyVersion.slice(0, 12) : row.policyVersion}
          </dd>
        </>
      )}
      <dt>Outcome</dt>
      <dd>
        {OUTCOME_WORD[row.outcome]}
        {row.code && `, ${row.code}`}
      </dd>
      <dt>Operation</dt>
      <dd className="mono">{row.operation}</dd>
      <dt>Record</dt>
      <dd>{row.source === 'steward' ? 'Steward’s ledger' : `The tenant’s log, read as ${entry.origin}`}</dd>
    </dl>
  );
}

function Party({ party, tenant }: { party: AuditParty | null; tenant: string }) {
  return (
    <div className="row gap6">
      <PartyMark party={party} />
      {party?.item && tenant ? <ItemLink tenant={tenant} item={party.item} /> : <div>{partyText(party)}</div>}
    </div>
  );
}

const STATES: Record<AuditApproval['state'], string> = {
  'not-required': 'Not required',
  pending: 'Pending',
  granted: 'Granted',
  declined: 'Declined',
  expired: 'Expired',
  'break-glass': 'Done without, in an emergency',
};

function Approval({ approval, alarm, self }: { approval: AuditApproval; alarm: boolean; self: boolean }) {
  const { state, required, request, approvers } = approval;
  return (
    <>
      <div className={alarm ? 'f-critical row gap4' : undefined}>
        {alarm && <SeverityGlyph value="critical" hidden />}
        {[request, self ? 'Agreed to by who asked' : STATES[state]].filter(Boolean).join(', ')}
      </div>
      {required > 0 && (
        <div className="t3">{counted(required, 'other person has', 'other people have')} to agree</div>
      )}
      {approvers.map((one) => (
        <div key={`${one.who.id} ${one.at}`}>
          {partyText(one.who)} {one.agreed ? 'agreed' : 'declined'}, {dayAndTime(one.at)}
        </div>
      ))}
    </>
  );
}
