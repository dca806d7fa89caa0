/** Access as plain text, to be kept as evidence or sent to whoever asks: pure. */
import { count, counted, day, dayAndTime } from '../../../components/text';
import { CONSEQUENCE_WORD, sourceText } from '../../../components/words';
import type {
  ClassCount,
  EdgeView,
  FindingView,
  GivenPermission,
  GroupDetail,
  HeldPermission,
  Holder,
  Item,
  PermissionDetail,
  PersonDetail,
  RoleDetail,
} from '../../../host/host';
import { wayWords } from './ways';

/** Where and when it was true. */
export type Seen = { tenant: string; snapshot: string };

type Line = string | false | null | undefined;

export function personStatement(detail: PersonDetail, seen: Seen): string {
  const { what } = detail;
  return text([
    `Access statement: ${what.person.name}`,
    ...facts([
      ['Login name', detail.userName],
      ['E-mail', detail.email],
      ['Position', what.detail],
      ['Manager', detail.manager?.name],
      ['Account', what.active ? 'active' : 'deactivated'],
      [
        'Second factor',
        detail.mfa === null ? 'not told by the tenant' : detail.mfa ? 'enrolled' : 'not enrolled',
      ],
      ['Last sign-in', detail.lastSignIn ? dayAndTime(detail.lastSignIn) : 'never, or not told'],
    ]),
    ...asOf(what.at, seen),
    '',
    `Can use ${count(what.permissions.length)} of ${count(detail.permissionsTotal)} permissions${classes(detail.classes)}.`,
    '',
    ...byCategory(what.permissions, (held) => heldLines(held, detail.useReported)),
    ...edges('Roles', detail.roles),
    ...edges('Groups', detail.groups),
    ...names('Licences', detail.licences),
    ...names('Owns', detail.owns),
    ...findings(detail.findings),
  ]);
}

export function roleStatement(detail: RoleDetail, seen: Seen): string {
  const given = detail.permissions.filter((one) => one.preset !== 'missing');
  const missing = detail.permissions.filter((one) => one.preset === 'missing');
  return text([
    `Role: ${detail.role.name}`,
    ...facts([
      ['For', detail.description],
      ['Made from', detail.preset],
      ['People', `${count(detail.peopleTotal)} active, ${count(detail.peopleDirect)} directly`],
    ]),
    ...asOf(detail.at, seen),
    '',
    `Gives ${count(given.length)} of ${count(detail.permissionsTotal)} permissions${classes(detail.classes)}.`,
    '',
    ...byCategory(given, givenLines),
    ...names(
      'In the preset, but not in the role',
      missing.map((one) => one.permission),
    ),
    ...edges('Includes', detail.includes),
    ...edges('Groups', detail.groups),
    ...edges('Given directly to', detail.people),
    ...findings(detail.findings),
  ]);
}

export function groupStatement(detail: GroupDetail, seen: Seen): string {
  return text([
    `Group: ${detail.group.name}`,
    ...facts([
      ['Kept in', sourceText(detail.source)],
      ['People', `${count(detail.peopleTotal)} active, ${count(detail.peopleDirect)} directly`],
    ]),
    ...asOf(detail.at, seen),
    '',
    `Membership gives ${count(detail.permissions.length)} of ${count(detail.permissionsTotal)} permissions${classes(detail.classes)}.`,
    '',
    ...byCategory(detail.permissions, givenLines),
    ...edges('Roles', detail.roles),
    ...edges('Groups inside', detail.groups),
    ...edges('Nested in', detail.nestedIn),
    ...edges('Direct members', detail.people),
    ...findings(detail.findings),
  ]);
}

export function permissionStatement(detail: PermissionDetail, seen: Seen): string {
  const { holders, holdersTotal } = detail;
  return text([
    `Permission: ${detail.permission.name}`,
    ...facts([
      ['Means', detail.description],
      ['Consequence', CONSEQUENCE_WORD[detail.consequence].toLowerCase()],
      ['Category', detail.category],
      ['Enforced in', detail.surface],
    ]),
    ...asOf(detail.at, seen),
    '',
    `${counted(holdersTotal, 'person holds', 'people hold')} it, ${count(detail.standing)} without an end.`,
    ...(holders.length < holdersTotal ? [`Listed: ${count(holders.length)}.`] : []),
    '',
    ...holders.map(holderLine),
    holders.length > 0 && '',
    ...names(
      'Roles that give it',
      detail.roles.map((one) => one.item),
    ),
    ...names(
      'Groups that give it',
      detail.groups.map((one) => one.item),
    ),
    ...names('Needs', detail.needs),
    ...names('Needed by', detail.neededBy),
    ...section(
      'Must not be held together with',
      detail.apartFrom.map((rule) => `${rule.from.map((one) => one.name).join(', ')} (${rule.rule.name})`),
    ),
    ...findings(detail.findings),
  ]);
}

/** Lines without those that are left out, and never two empty ones in a row. */
function text(lines: readonly Line[]): string {
  const said = lines.filter((line): line is string => typeof line === 'string');
  const single = said.filter((line, at) => line !== '' || said[at - 1] !== '');
  return `${single.join('\n').trimEnd()}\n`;
}

function facts(list: readonly (readonly [string, string | null | undefined])[]): string[] {
  return list.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
}

function asOf(at: string, { tenant, snapshot }: Seen): string[] {
  return [`Tenant: ${tenant}`, `As of: ${dayAndTime(at)} (${at})`, `Snapshot: ${snapshot}`];
}

function classes(list: readonly ClassCount[]): string {
  const some = list.filter((one) => one.count > 0).map((one) => `${count(one.count)} ${one.consequence}`);
  return some.length > 0 ? `: ${some.join(', ')}` : '';
}

function byCategory<T extends { category: string }>(rows: readonly T[], lines: (row: T) => Line[]): Line[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.category, [...(groups.get(row.category) ?? []), row]);
  return [...groups].flatMap(([category, list]) => [category, ...list.flatMap(lines), '']);
}

function heldLines(held: HeldPermission, useReported: boolean): Line[] {
  const { permission, consequence, via, paths, missing, lastUsed, until } = held;
  const more = paths - via.length;
  return [
    `  ${permission.name} [${consequence}] ${scopeWords(held.scope)}${until ? `, until ${dayAndTime(until)}` : ''}`,
    ...via.map((path) => `    ${wayWords(path)}`),
    more > 0 && `    and ${counted(more, 'more way')}`,
    missing.length > 0 && `    does not work without ${list(missing)}`,
    useReported && `    last used: ${lastUsed ? day(lastUsed) : 'never'}`,
  ];
}

function givenLines({
  permission,
  consequence,
  scope,
  through,
  denied,
  until,
  missing,
  preset,
}: GivenPermission): Line[] {
  const marks = [
    denied && 'denied',
    scopeWords(scope),
    through.length > 0 && `through ${through.map((one) => one.name).join(' > ')}`,
    until && `until ${dayAndTime(until)}`,
    preset === 'added' && 'added to the preset',
    missing.length > 0 && `does not work without ${list(missing)}`,
  ].filter(Boolean);
  return [`  ${permission.name} [${consequence}] ${marks.join(', ')}`];
}

function holderLine({ person, via, scope, until, lastUsed }: Holder): string {
  const ways = via
    .map((one) => (one.kind === 'permission' ? 'granted directly' : `through ${one.name}`))
    .join(', ');
  const end = until ? `, until ${dayAndTime(until)}` : '';
  const used = lastUsed ? `, last used ${day(lastUsed)}` : '';
  return `  ${person.name}: ${scopeWords(scope)}, ${ways}${end}${used}`;
}

function scopeWords(scope: readonly Item[]): string {
  return scope.length === 0 ? 'everywhere' : `on ${list(scope)}`;
}

function list(items: readonly Item[]): string {
  return items.map((item) => item.name).join(', ');
}

function edges(title: string, all: readonly EdgeView[]): string[] {
  return section(
    title,
    all.map(({ item, through, source, until, holds }) => {
      const notes = [
        through.length > 0
          ? `through ${through.map((one) => one.name).join(' > ')}`
          : sourceText(source) && `from ${sourceText(source)}`,
        until && `until ${dayAndTime(until)}`,
        !holds && 'not at this moment',
      ].filter(Boolean);
      return notes.length > 0 ? `${item.name} (${notes.join(', ')})` : item.name;
    }),
  );
}

function names(title: string, items: readonly Item[]): string[] {
  return section(
    title,
    items.map((item) => item.name),
  );
}

function findings(all: readonly FindingView[]): string[] {
  return section(
    'Findings',
    all.map((finding) => `${finding.severity}: ${finding.title}`),
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}
