/** Which findings are shown, in which groups, and what is next: pure. */
import { SEVERITIES, SEVERITY_WORD } from '../../../components/words';
import type { FindingView, Item, SeverityLevel } from '../../../host/host';
import type { FindingsGrouping } from './findings-search';

export type Filter = {
  severity: readonly SeverityLevel[];
  check: readonly string[];
  text: string;
};

export type Group = { id: string; title: string; severity: SeverityLevel; findings: FindingView[] };

/** A line of the list: the head of a group, or a finding. */
export type Line =
  | { kind: 'head'; group: Group }
  | { kind: 'finding'; finding: FindingView; position: number };

export function filtered(findings: readonly FindingView[], filter: Filter): FindingView[] {
  const text = filter.text.trim().toLowerCase();
  return findings.filter(
    (finding) =>
      (filter.severity.length === 0 || filter.severity.includes(finding.severity)) &&
      (filter.check.length === 0 || filter.check.includes(finding.check)) &&
      (text === '' || words(finding).includes(text)),
  );
}

function words(finding: FindingView): string {
  const subjects = finding.subjects.map((subject) => `${subject.name} ${subject.id}`);
  return [finding.title, finding.checkTitle, finding.check, ...subjects].join('\n').toLowerCase();
}

/** Groups in the order in which their first finding comes: worst first, as Rust has sorted them. */
export function grouped(findings: readonly FindingView[], by: FindingsGrouping): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const id = by === 'severity' ? finding.severity : finding.check;
    const title = by === 'severity' ? SEVERITY_WORD[finding.severity] : finding.checkTitle;
    const group = groups.get(id);
    if (group) group.findings.push(finding);
    else groups.set(id, { id, title, severity: finding.severity, findings: [finding] });
  }
  return [...groups.values()].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

export function linesOf(groups: readonly Group[]): Line[] {
  let position = 0;
  return groups.flatMap((group): Line[] => [
    { kind: 'head', group },
    ...group.findings.map((finding): Line => ({ kind: 'finding', finding, position: position++ })),
  ]);
}

/** The finding after or before the one with that key; the first when none is selected. */
export function neighbour(
  findings: readonly FindingView[],
  key: string | undefined,
  step: 1 | -1,
): FindingView | undefined {
  const at = findings.findIndex((finding) => finding.key === key);
  if (at < 0) return step === 1 ? findings[0] : findings.at(-1);
  return findings[Math.min(findings.length - 1, Math.max(0, at + step))];
}

/** Where a finding is best seen in the matrix: its first subject with a row, at its first permission. */
export function subjectInMatrix(
  finding: Pick<FindingView, 'subjects'>,
): { item: Item; permission?: Item } | undefined {
  const row = finding.subjects.find(
    (one) => one.kind === 'role' || one.kind === 'group' || one.kind === 'person',
  );
  const permission = finding.subjects.find((one) => one.kind === 'permission');
  if (row) return permission ? { item: row, permission } : { item: row };
  return permission && { item: permission };
}

/** Which filter to drop when nothing is left: the one whose absence shows the most. */
export function nearestFilter(findings: readonly FindingView[], filter: Filter): keyof Filter | undefined {
  const without: [keyof Filter, Filter][] = [
    ['text', { ...filter, text: '' }],
    ['check', { ...filter, check: [] }],
    ['severity', { ...filter, severity: [] }],
  ];
  const active = without.filter(([key]) => filter[key].length > 0);
  const shown = active.map(([key, next]) => ({ key, count: filtered(findings, next).length }));
  return shown.filter((one) => one.count > 0).sort((a, b) => b.count - a.count)[0]?.key ?? active[0]?.[0];
}
