/** The address of findings: `/t/x/findings?severity=high&finding=…`. */

import { SEVERITIES } from '../../../components/words';
import type { SeverityLevel } from '../../../host/host';

export type FindingsTab = 'open' | 'dismissed' | 'checks';
export type FindingsGrouping = 'severity' | 'check';

export type FindingsSearch = {
  tab?: FindingsTab | undefined;
  group?: FindingsGrouping | undefined;
  severity?: SeverityLevel[] | undefined;
  check?: string[] | undefined;
  q?: string | undefined;
  /** Key of the selected finding. */
  finding?: string | undefined;
};

const TABS: readonly FindingsTab[] = ['open', 'dismissed', 'checks'];

/** Reads the address as if from a stranger: what is not understood is dropped. */
export function readFindingsSearch(raw: Record<string, unknown>): FindingsSearch {
  const severity = list(raw.severity).filter((one): one is SeverityLevel =>
    SEVERITIES.some((known) => known === one),
  );
  const check = list(raw.check);
  return {
    tab: TABS.find((tab) => tab === raw.tab),
    group: raw.group === 'check' || raw.group === 'severity' ? raw.group : undefined,
    severity: severity.length > 0 ? severity : undefined,
    check: check.length > 0 ? check : undefined,
    q: text(raw.q),
    finding: text(raw.finding),
  };
}

function list(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
