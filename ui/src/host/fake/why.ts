/** Reasons in the fake tenant: the first role that gives it. */
import type { Decision, GrantPath, Item, ItemKind, RowKind, WhatCan, WhoCan, Why } from '../bindings';
import { basisOf, holds, NOW } from './access';
import { FINDINGS } from './findings';
import { CATEGORIES, type FakePermission, PERMISSIONS, ROLES } from './meridian';
import { PEOPLE } from './people';

const KIND: Record<RowKind, ItemKind> = { people: 'person', groups: 'group', roles: 'role' };

function permissionOf(id: string): FakePermission {
  return (PERMISSIONS.find((one) => one.id === id) ?? PERMISSIONS[0]) as FakePermission;
}

function itemOf(permission: FakePermission): Item {
  return { kind: 'permission', id: permission.id, name: permission.name };
}

function pathsOf(subject: Item, roles: readonly string[], permission: FakePermission): GrantPath[] {
  const giving = ROLES.filter((role) => roles.includes(role.id) && role.permissions.includes(permission.id));
  const step = (item: Item, label: string) => ({ item, label, source: '', since: null, until: null });
  return giving.map((role) => ({
    steps: [
      step(subject, ''),
      ...(subject.kind === 'role' ? [] : [step({ kind: 'role', id: role.id, name: role.name }, 'has role')]),
      step(itemOf(permission), 'grants'),
    ],
    direct: false,
    owner: false,
    scope: [],
    source: 'SCIM',
    since: '2026-11-03T09:00:00Z',
    until: null,
  }));
}

export function whyOf(rows: RowKind, id: string, permissionId: string, at: string | null = null): Why {
  const permission = permissionOf(permissionId);
  const person = PEOPLE.find((one) => one.id === id);
  const role = ROLES.find((one) => one.id === id.replace(/^g-/, ''));
  const roles = person?.roles ?? (role ? [role.id] : []);
  const subject: Item = { kind: KIND[rows], id, name: person?.name ?? role?.name ?? id };
  const paths = pathsOf(subject, roles, permission);
  const decision: Decision = paths.length > 0 ? 'yes' : 'no';
  return {
    person: subject,
    permission: itemOf(permission),
    object: null,
    consequence: permission.consequence,
    at: at ?? NOW,
    basis: basisOf(at),
    decision,
    statement: `${subject.name} ${decision === 'yes' ? 'can' : 'cannot'} ${permission.name.toLowerCase()}`,
    detail: permission.description,
    paths,
    pathsTotal: paths.length,
    denies: [],
    nearest: [],
    prerequisites: permission.needs.map((need) => ({
      permission: itemOf(permissionOf(need)),
      held: holds(roles, need),
      missingOn: [],
    })),
    lastUsed: null,
    useReported: false,
    expires: null,
    findings: FINDINGS.filter((finding) =>
      [id, permission.id].every((about) => finding.subjects.some((one) => one.id === about)),
    ),
  };
}

export function whoOf(permissionId: string, at: string | null = null): WhoCan {
  const permission = permissionOf(permissionId);
  const people = PEOPLE.filter((one) => one.active && holds(one.roles, permission.id));
  return {
    permission: itemOf(permission),
    object: null,
    consequence: permission.consequence,
    at: at ?? NOW,
    basis: basisOf(at),
    people: people.map((one) => ({
      person: { kind: 'person', id: one.id, name: one.name },
      decision: 'yes',
      via: [],
      paths: 1,
      standing: true,
      until: null,
      scope: [],
      missing: permission.needs
        .filter((need) => !holds(one.roles, need))
        .map((need) => itemOf(permissionOf(need))),
      lastUsed: null,
    })),
    total: people.length,
  };
}

export function whatOf(id: string, at: string | null = null): WhatCan {
  const person = PEOPLE.find((one) => one.id === id) ?? PEOPLE[0];
  const roles = person?.roles ?? [];
  const item: Item = { kind: 'person', id, name: person?.name ?? id };
  return {
    person: item,
    detail: person?.title ?? '',
    active: person?.active ?? false,
    at: at ?? NOW,
    basis: basisOf(at),
    permissions: PERMISSIONS.filter((one) => holds(roles, one.id)).map((one) => ({
      permission: itemOf(one),
      category: CATEGORIES.find(([category]) => category === one.category)?.[1] ?? '',
      consequence: one.consequence,
      decision: 'yes',
      scope: [],
      via: pathsOf(item, roles, one),
      paths: 1,
      standing: true,
      until: null,
      missing: [],
      lastUsed: null,
    })),
    roles: ROLES.filter((one) => roles.includes(one.id)).map((one) => ({
      kind: 'role',
      id: one.id,
      name: one.name,
    })),
    groups: [],
  };
}
