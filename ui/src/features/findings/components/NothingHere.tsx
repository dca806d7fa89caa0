import { useStateOf } from '../../../components/as-of';
import { Button } from '../../../components/Button';
import { EmptyState } from '../../../components/EmptyState';
import { counted } from '../../../components/text';
import type { Findings } from '../../../host/host';
import { type Filter, nearestFilter } from '../model/findings';
import type { FindingsSearch, FindingsTab } from '../model/findings-search';

const DROP: Record<keyof Filter, { text: string; change: Partial<FindingsSearch> }> = {
  text: { text: 'Drop the search', change: { q: undefined } },
  check: { text: 'Show all checks', change: { check: undefined } },
  severity: { text: 'Show all severities', change: { severity: undefined } },
};

/** Nothing in the list: because all is well, or because of the filters. */
export function NothingHere(props: {
  tenant: string;
  tab: FindingsTab;
  findings: Findings;
  filter: Filter;
  onChange(next: Partial<FindingsSearch>): void;
}) {
  const { tenant, tab, findings, filter, onChange } = props;
  const state = useStateOf(tenant);
  const all = tab === 'dismissed' ? findings.dismissed : findings.open;
  if (all.length > 0) {
    const drop = nearestFilter(all, filter);
    return (
      <EmptyState
        kind="search"
        title="No finding fits these filters"
        actions={
          <>
            {drop && <Button onClick={() => onChange(DROP[drop].change)}>{DROP[drop].text}</Button>}
            <Button
              variant="quiet"
              onClick={() => onChange({ q: undefined, check: undefined, severity: undefined })}
            >
              Show all {all.length}
            </Button>
          </>
        }
      >
        {counted(all.length, 'finding')} without them.
      </EmptyState>
    );
  }
  if (tab === 'dismissed') {
    return (
      <EmptyState title="Nothing is dismissed">
        What you dismiss is kept here with its reason, and comes back on its day.
      </EmptyState>
    );
  }
  const looked = findings.checks.filter((check) => check.enabled && check.skipped === null).length;
  return (
    <EmptyState
      title="Nothing is wrong here"
      actions={<Button onClick={() => onChange({ tab: 'checks' })}>See what was checked</Button>}
    >
      {counted(looked, 'check')} looked at the state of {state}.
    </EmptyState>
  );
}
