import { Ban, Bot, CircleSlash, Hourglass, RefreshCw } from 'lucide-react';
import { Avatar } from '../../../components/Avatar';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { Marked } from '../../../components/Marked';
import type { AuditParty, AuditRow } from '../../../host/host';
import {
  approvalText,
  type Clock,
  exactly,
  isUnreadable,
  momentText,
  OUTCOME_WORD,
  objectText,
  partyText,
  surfaceText,
} from '../model/words';

function NotTold() {
  return (
    <span className="t3">
      <span aria-hidden="true">–</span>
      <span className="vh">not told</span>
    </span>
  );
}

export function MomentCell({ row, clock }: { row: AuditRow; clock: Clock }) {
  if (isUnreadable(row)) return <NotTold />;
  return (
    <time className="mono t2" dateTime={row.at} title={exactly(row.at)}>
      {momentText(row.at, clock)}
    </time>
  );
}

/** Who did it: initials, or what acts when it is nobody. */
export function PartyCell({ party, sought }: { party: AuditParty | null; sought: string }) {
  const name = partyText(party);
  return (
    <>
      <PartyMark party={party} />
      <span className="trunc rg-name" title={name} data-forgotten={party?.forgotten}>
        <Marked text={name} search={sought} />
      </span>
    </>
  );
}

export function PartyMark({ party }: { party: AuditParty | null }) {
  const Icon = { service: RefreshCw, assistant: Bot, unknown: CircleSlash, person: undefined }[
    party?.kind ?? 'unknown'
  ];
  if (!Icon) return <Avatar name={party?.name ?? ''} />;
  return (
    <span className="avatar" aria-hidden="true">
      <Icon size={12} />
    </span>
  );
}

export function ClassCell({ row }: { row: AuditRow }) {
  if (row.consequence && !isUnreadable(row)) return <ClassGlyph value={row.consequence} />;
  return <span className="t3">–</span>;
}

/** What was done to what, and how it ended when it was not done. */
export function WhatCell({ row, sought }: { row: AuditRow; sought: string }) {
  const object = objectText(row.object);
  return (
    <>
      <span className="trunc" title={`${row.title} ${object}`.trim()}>
        <span className="md">
          <Marked text={row.title} search={sought} />
        </span>{' '}
        <span className="t3">
          <Marked text={object} search={sought} />
        </span>
      </span>
      <OutcomeTag row={row} />
    </>
  );
}

const OUTCOMES = {
  denied: { icon: Ban, look: 'f-critical' },
  failure: { icon: CircleSlash, look: 'f-high' },
  intent: { icon: Hourglass, look: 't2' },
} as const;

/** Nothing for what was done, which is the usual end. */
export function OutcomeTag({ row }: { row: Pick<AuditRow, 'outcome' | 'code'> }) {
  if (row.outcome === 'success' || row.outcome === 'unknown') return null;
  const { icon: Icon, look } = OUTCOMES[row.outcome];
  return (
    <span className={`word ${look}`} title={row.code}>
      <Icon size={12} aria-hidden="true" />
      {OUTCOME_WORD[row.outcome]}
    </span>
  );
}

export function ApprovalCell({ row }: { row: AuditRow }) {
  const { text, alarm } = approvalText(row);
  if (text === '') return <NotTold />;
  return (
    <span className={`trunc ${alarm ? 'f-critical row gap4' : 't2'}`} title={text}>
      {alarm && <SeverityGlyph value="critical" hidden />}
      <span className="trunc">{text}</span>
    </span>
  );
}

export function SurfaceCell({ row }: { row: AuditRow }) {
  const text = surfaceText(row.surface);
  return (
    <span className="trunc t2" title={text}>
      {text}
    </span>
  );
}

export function HashCell({ row }: { row: AuditRow }) {
  if (row.hash === '') return <span className="t3">–</span>;
  return (
    <span className="mono t3" title={row.hash}>
      {row.hash.slice(0, 4)}
    </span>
  );
}
