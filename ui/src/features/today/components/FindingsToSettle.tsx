import { findingAddress } from '../../../components/address';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { MessageText } from '../../../components/MessageText';
import { PlaceLink } from '../../../components/PlaceLink';
import { count, counted } from '../../../components/text';
import type { FindingView } from '../../../host/host';
import { Group } from './Group';
import { Row } from './Row';

/** The three worst findings, and the way to all. */
export function FindingsToSettle({ tenant, findings }: { tenant: string; findings: readonly FindingView[] }) {
  if (findings.length === 0) return null;
  const top = findings.slice(0, 3);
  return (
    <Group
      title="Findings to settle"
      note={findings.length > top.length ? `top ${top.length} of ${count(findings.length)}` : top.length}
      link={
        <PlaceLink to="/t/$tenant/findings" params={{ tenant }} search={{}} className="link">
          Open all findings
        </PlaceLink>
      }
      rows={top}
    >
      {(finding) => (
        <Row
          key={finding.key}
          address={findingAddress(tenant, finding.key)}
          glyph={<SeverityGlyph value={finding.severity} size={14} />}
          title={finding.title.replaceAll('`', '')}
          meta={finding.fixes.length === 0 ? 'no fix yet' : counted(finding.fixes.length, 'fix', 'fixes')}
          act="Open"
        >
          <MessageText text={finding.title} />
        </Row>
      )}
    </Group>
  );
}
