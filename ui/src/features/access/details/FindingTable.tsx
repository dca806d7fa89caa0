import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { findingAddress } from '../../../components/address';
import { EmptyState } from '../../../components/EmptyState';
import { sentence } from '../../../components/error-table';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { MessageText } from '../../../components/MessageText';
import type { GridColumn } from '../../../components/RowGrid';
import { SEVERITY_WORD } from '../../../components/words';
import type { FindingView } from '../../../host/host';
import { Moment } from './Chain';
import { GroupedGrid } from './GroupedGrid';

const COLUMNS: readonly GridColumn[] = [
  { id: 'title', title: 'Finding', min: 260, share: 3 },
  { id: 'severity', title: 'Severity', min: 80 },
  { id: 'fix', title: 'Fix', min: 160, share: 2 },
  { id: 'seen', title: 'First seen', min: 110 },
];

/** What is wrong with something, worst first; each leads to the finding in full. */
export function FindingTable(props: {
  tenant: string;
  findings: readonly FindingView[];
  at: string;
  name: string;
}) {
  const { tenant, findings, at, name } = props;
  const navigate = useNavigate();
  const groups = useMemo(() => [{ id: '', title: '', rows: [...findings] }], [findings]);
  if (findings.length === 0) {
    return <EmptyState title="Nothing is wrong here">No check has found anything about {name}.</EmptyState>;
  }
  return (
    <GroupedGrid<FindingView>
      label={`Findings about ${name}, worst first`}
      columns={COLUMNS}
      groups={groups}
      idOf={(finding) => finding.key}
      onOpen={(finding) => void navigate(findingAddress(tenant, finding.key))}
      cells={(finding) => [
        <span key="title" className="row" style={{ minWidth: 0 }}>
          <SeverityGlyph value={finding.severity} size={14} hidden />
          <Link
            {...findingAddress(tenant, finding.key)}
            className="rg-name"
            tabIndex={-1}
            title={finding.title}
          >
            <MessageText text={finding.title} />
          </Link>
        </span>,
        <span key="severity" className={`sm md f-${finding.severity}`}>
          {SEVERITY_WORD[finding.severity]}
        </span>,
        <span key="fix" className="trunc sm t2">
          {finding.fixes[0] ? <MessageText text={sentence(finding.fixes[0].summary)} /> : 'No fix is known'}
        </span>,
        <Moment key="seen" when={finding.firstSeen} at={at} none="–" />,
      ]}
    />
  );
}
