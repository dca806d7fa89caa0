import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue, useRef, useState } from 'react';
import { FilterMenu } from '../../../components/FilterMenu';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { useKeys } from '../../../components/keys';
import { Page } from '../../../components/Page';
import { SearchField } from '../../../components/SearchField';
import { Segmented } from '../../../components/Segmented';
import type { Findings, FindingView, SeverityLevel } from '../../../host/host';
import { useRestore } from '../api/use-dismiss';
import { type Filter, filtered, grouped, linesOf, neighbour } from '../model/findings';
import type { FindingsGrouping, FindingsSearch, FindingsTab } from '../model/findings-search';
import { CheckTable } from './CheckTable';
import { DismissDialog } from './DismissDialog';
import { FindingDetail } from './FindingDetail';
import { FindingList } from './FindingList';
import { NothingHere } from './NothingHere';
import { SeverityCards } from './SeverityCards';

/** The list, its filters and the panel beside it. The address holds what is chosen. */
export function FindingsView(props: {
  tenant: string;
  findings: Findings;
  search: FindingsSearch;
  head: ReactNode;
}) {
  const { tenant, findings, search, head } = props;
  const navigate = useNavigate();
  const [dismissing, setDismissing] = useState<FindingView>();
  const [panel, setPanel] = useState(true);
  const list = useRef<HTMLDivElement>(null);
  const restore = useRestore(tenant);
  const tab = search.tab ?? 'open';
  const group = search.group ?? 'severity';
  const all = tab === 'dismissed' ? findings.dismissed : findings.open;
  const text = useDeferredValue(search.q ?? '');
  const filter: Filter = { severity: search.severity ?? [], check: search.check ?? [], text };
  const lines = linesOf(grouped(filtered(all, filter), group));
  const shown = lines.flatMap((line) => (line.kind === 'finding' ? [line.finding] : []));
  const selected = shown.find((finding) => finding.key === search.finding);

  const change = (next: Partial<FindingsSearch>) =>
    navigate({
      to: '/t/$tenant/findings',
      params: { tenant },
      search: { ...search, ...next },
      replace: true,
    });
  const select = (finding: FindingView | undefined) => change({ finding: finding?.key });
  const open = (finding: FindingView) => {
    setPanel(true);
    if (finding.key !== selected?.key) select(finding);
  };
  const step = (by: 1 | -1) => select(neighbour(shown, selected?.key, by));
  /** Lets go of the finding; the cursor goes back to the list. */
  const close = () => {
    select(undefined);
    list.current?.focus({ preventScroll: true });
  };
  const act = (finding: FindingView) =>
    finding.dismissed ? restore.mutate(finding) : setDismissing(finding);
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    ']': () => step(1),
    '[': () => step(-1),
    i: () => {
      const [first] = shown;
      if (!selected) return first && open(first);
      setPanel(!panel);
      if (panel) list.current?.focus({ preventScroll: true });
    },
    d: () => selected && act(selected),
    ...(selected && { escape: close }),
  });

  return (
    <Page
      head={head}
      inspector={
        tab !== 'checks' &&
        selected &&
        panel && (
          <FindingDetail
            key={selected.key}
            tenant={tenant}
            finding={selected}
            onClose={close}
            onDismiss={() => act(selected)}
          />
        )
      }
    >
      <div className="filter-bar">
        <Segmented<FindingsTab>
          label="Show"
          value={tab}
          onChange={(next) => change({ tab: next === 'open' ? undefined : next, finding: undefined })}
          options={[
            { value: 'open', label: 'Open', count: findings.open.length },
            { value: 'dismissed', label: 'Dismissed', count: findings.dismissed.length },
            { value: 'checks', label: 'Checks', count: findings.checks.length },
          ]}
        />
        {tab !== 'checks' && (
          <>
            <SearchField
              label="Filter findings"
              value={search.q ?? ''}
              onChange={(q) => change({ q: q === '' ? undefined : q })}
            />
            <FilterMenu<SeverityLevel>
              label="Severity"
              selected={filter.severity}
              options={severityOptions(all)}
              onChange={(next) => change({ severity: next.length > 0 ? next : undefined })}
            />
            <FilterMenu
              label="Check"
              selected={filter.check}
              options={checkOptions(all)}
              onChange={(next) => change({ check: next.length > 0 ? next : undefined })}
            />
            <label className="row gap6 sm t2 end">
              <span className="grouped-by">Grouped by</span>
              <select
                className="pick"
                value={group}
                onChange={(event) => change({ group: event.currentTarget.value as FindingsGrouping })}
              >
                <option value="severity">severity</option>
                <option value="check">check</option>
              </select>
            </label>
          </>
        )}
      </div>
      {tab === 'checks' ? (
        <CheckTable
          checks={findings.checks}
          onOpen={(check) => change({ tab: undefined, check: [check], severity: undefined, q: undefined })}
        />
      ) : (
        <>
          {tab === 'open' && findings.open.length > 0 && (
            <SeverityCards
              findings={findings}
              selected={filter.severity}
              onChange={(next) => change({ severity: next.length > 0 ? next : undefined })}
            />
          )}
          {shown.length === 0 ? (
            <NothingHere tenant={tenant} tab={tab} findings={findings} filter={filter} onChange={change} />
          ) : (
            <FindingList
              frame={list}
              lines={lines}
              group={group}
              search={text}
              selected={selected?.key}
              onSelect={select}
              onOpen={open}
            />
          )}
        </>
      )}
      <DismissDialog
        tenant={tenant}
        finding={dismissing}
        open={findings.open}
        onClose={() => setDismissing(undefined)}
        onDone={(done) => {
          setDismissing(undefined);
          const next = neighbour(shown, done.key, 1);
          select(next?.key === done.key ? neighbour(shown, done.key, -1) : next);
          list.current?.focus({ preventScroll: true });
        }}
      />
    </Page>
  );
}

function severityOptions(findings: readonly FindingView[]) {
  return (['critical', 'high', 'medium', 'low'] as const).map((value) => ({
    value,
    label: value.charAt(0).toUpperCase() + value.slice(1),
    glyph: <SeverityGlyph value={value} hidden />,
    count: findings.filter((finding) => finding.severity === value).length,
  }));
}

function checkOptions(findings: readonly FindingView[]) {
  return grouped(findings, 'check').map((group) => ({
    value: group.id,
    label: group.title,
    count: group.findings.length,
  }));
}
