/** What the panel of a cell says about a way out: pure. */
import { count } from '../../../components/text';
import type { FindingView, NearestFix, Why } from '../../../host/host';

/** Findings that are about this very permission and know a way out; what makes the cell fail comes first. */
export function fixable(why: Pick<Why, 'findings' | 'permission'>): FindingView[] {
  const about = (finding: FindingView) =>
    [...finding.subjects, ...finding.evidence.flatMap((seen) => seen.about)].some(
      (item) => item.kind === 'permission' && item.id === why.permission.id,
    );
  const rank = ({ check }: FindingView) => (check === 'missing-prerequisite' ? 0 : 1);
  return why.findings
    .filter((finding) => finding.fixes.length > 0 && finding.dismissed === null && about(finding))
    .sort((a, b) => rank(a) - rank(b));
}

/** `gives nothing else`, `also gives Export data and 3 more, to 12 other people too`. */
export function priceWords({ alsoGives, alsoGivesCount, others }: NearestFix): string {
  const also = alsoGivesCount === 0 ? 'gives nothing else' : `also gives ${names(alsoGives, alsoGivesCount)}`;
  if (others === 0) return also;
  return `${also}, to ${count(others)} other ${others === 1 ? 'person' : 'people'} too`;
}

const NAMED = 3;

function names(items: NearestFix['alsoGives'], total: number): string {
  const named = items.slice(0, NAMED).map((item) => item.name);
  const more = total - named.length;
  if (named.length === 0) return `${count(total)} ${total === 1 ? 'permission' : 'permissions'}`;
  if (more > 0) return `${named.join(', ')} and ${count(more)} more`;
  const last = named.at(-1) ?? '';
  return named.length === 1 ? last : `${named.slice(0, -1).join(', ')} and ${last}`;
}
