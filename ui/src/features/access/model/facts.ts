/** The few facts that stand in a strip under a name: pure. */
import { nearTo } from '../../../components/moments';
import { count, counted, dayAndTime } from '../../../components/text';
import { sourceText } from '../../../components/words';
import type { EdgeView, GroupDetail, PermissionDetail, PersonDetail, RoleDetail } from '../../../host/host';

export type Fact = { label: string; value: string; title?: string };

export function personFacts(detail: PersonDetail): Fact[] {
  const { what, permissionsTotal, roles, groups, findings, lastSignIn, mfa } = detail;
  const sources = sourcesOf([...groups, ...roles, ...detail.direct]);
  return [
    { label: 'Effective', value: `${count(what.permissions.length)} of ${count(permissionsTotal)}` },
    { label: 'Roles', value: count(holding(roles)) },
    { label: 'Groups', value: count(holding(groups)) },
    { label: 'Findings', value: count(findings.length) },
    lastSignIn
      ? { label: 'Sign-in', value: nearTo(lastSignIn, what.at), title: dayAndTime(lastSignIn) }
      : { label: 'Sign-in', value: 'Never seen', title: 'Never, or the tenant does not tell' },
    { label: 'Second factor', value: mfa === null ? 'Not told' : mfa ? 'Enrolled' : 'None' },
    ...(sources.length > 0
      ? [{ label: 'Source', value: sources[0] ?? '', title: `Put there by ${sources.join(', ')}` }]
      : []),
  ];
}

export function roleFacts(detail: RoleDetail): Fact[] {
  const { permissions, permissionsTotal, peopleTotal, peopleDirect, groups, findings, preset } = detail;
  const gives = permissions.filter((one) => one.preset !== 'missing').length;
  const differs = permissions.filter((one) => one.preset === 'added' || one.preset === 'missing').length;
  return [
    { label: 'Permissions', value: `${count(gives)} of ${count(permissionsTotal)}` },
    { label: 'People', value: count(peopleTotal), title: 'Active people who have it by any way' },
    { label: 'Direct', value: count(peopleDirect), title: 'People it was given to directly' },
    { label: 'Groups', value: count(groups.length) },
    { label: 'Findings', value: count(findings.length) },
    ...(preset
      ? [
          { label: 'Made from', value: preset },
          {
            label: 'Against the preset',
            value: differs === 0 ? 'As it was' : counted(differs, 'differs', 'differ'),
          },
        ]
      : []),
  ];
}

export function groupFacts(detail: GroupDetail): Fact[] {
  const { permissions, permissionsTotal, peopleTotal, peopleDirect, roles, groups, findings } = detail;
  const source = sourceText(detail.source);
  return [
    { label: 'Membership gives', value: `${count(permissions.length)} of ${count(permissionsTotal)}` },
    { label: 'People', value: count(peopleTotal), title: 'Active people who are in it by any way' },
    { label: 'Direct', value: count(peopleDirect), title: 'People who were put into it directly' },
    { label: 'Roles', value: count(holding(roles)) },
    { label: 'Groups inside', value: count(groups.length) },
    { label: 'Findings', value: count(findings.length) },
    ...(source ? [{ label: 'Kept in', value: source }] : []),
  ];
}

export function permissionFacts(detail: PermissionDetail): Fact[] {
  const { holdersTotal, standing, used, roles, peopleDirect, findings, objectType, surface } = detail;
  return [
    { label: 'Holders', value: count(holdersTotal), title: 'Active people who hold it somewhere' },
    { label: 'Without an end', value: count(standing) },
    { label: 'Used in 90 days', value: used === null ? 'Not told' : count(used) },
    { label: 'Roles', value: count(roles.length) },
    {
      label: 'Direct',
      value: count(peopleDirect),
      title: 'Active people it is granted to directly, or who own an object',
    },
    { label: 'Findings', value: count(findings.length) },
    ...(objectType ? [{ label: 'Limited to', value: objectType }] : []),
    ...(surface ? [{ label: 'Enforced in', value: surface }] : []),
  ];
}

function holding(edges: readonly EdgeView[]): number {
  return new Set(edges.filter((edge) => edge.holds).map((edge) => edge.item.id)).size;
}

/** Who put things there, the most frequent first. */
function sourcesOf(edges: readonly EdgeView[]): string[] {
  const tally = new Map<string, number>();
  for (const edge of edges) {
    const source = sourceText(edge.source);
    if (source) tally.set(source, (tally.get(source) ?? 0) + 1);
  }
  return [...tally].sort((a, b) => b[1] - a[1]).map(([source]) => source);
}

/** How somebody stands to the people of their department; nothing without a department. */
export function peerWords(
  held: number,
  median: number | null,
  department: string | null,
): string | undefined {
  if (median === null) return undefined;
  const peers = department ? `Half of the active people in ${department}` : 'Half of the people like them';
  return `Holds ${count(held)}. ${peers} hold ${count(median)} or fewer.`;
}
