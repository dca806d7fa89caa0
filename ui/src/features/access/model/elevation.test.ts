import { describe, expect, it } from 'vitest';
import type { GrantPath, HeldPermission, Item } from '../../../host/host';
import { elevationOf, shareLeft } from './elevation';

const NOW = new Date('2026-11-12T10:42:00Z');

function item(kind: Item['kind'], name: string): Item {
  return { kind, id: name.toLowerCase(), name };
}

function path(station: string, since: string | null, until: string | null, source = 'scim'): GrantPath {
  const step = (of: Item) => ({ item: of, label: '', source, since, until });
  return {
    steps: [step(item('person', 'Marek')), step(item('role', station)), step(item('permission', 'p'))],
    direct: false,
    owner: false,
    scope: [],
    source,
    since,
    until,
  };
}

function held(name: string, consequence: HeldPermission['consequence'], via: GrantPath[]): HeldPermission {
  const ends = via.map((one) => one.until);
  const standing = ends.includes(null);
  return {
    permission: item('permission', name),
    category: 'Data',
    consequence,
    decision: 'yes',
    scope: [],
    via,
    paths: via.length,
    standing,
    until: standing ? null : (ends.toSorted().at(-1) ?? null),
    missing: [],
    lastUsed: null,
  };
}

const SOON = '2026-11-12T11:20:00Z';
const LATER = '2026-11-20T09:00:00Z';

describe('elevated access', () => {
  const found = elevationOf(
    [
      held('Read', 'view', [path('Member', null, null)]),
      held('Export', 'override', [path('Rescue', '2026-11-12T09:20:00Z', SOON)]),
      held('Erase', 'destructive', [path('Rescue', '2026-11-12T09:00:00Z', SOON, 'desk')]),
      held('Sign-in', 'policy', [path('Admin', null, LATER), path('Old', null, SOON)]),
      held('Reset', 'override', [path('Rescue', null, SOON), path('Support', null, null)]),
      held('Gone', 'override', [path('Rescue', null, '2026-11-12T10:00:00Z')]),
    ],
    NOW,
  );

  it('ends together when it ends at one moment, the soonest first and the gravest first in it', () => {
    expect(
      found.ending.map((one) => [one.until, one.permissions.map((each) => each.permission.name)]),
    ).toEqual([
      [SOON, ['Erase', 'Export']],
      [LATER, ['Sign-in']],
    ]);
  });

  it('names what it comes through once, and who put it there', () => {
    expect(found.ending[0]).toMatchObject({ since: '2026-11-12T09:20:00Z', by: ['desk', 'SCIM'] });
    expect(found.ending[0]?.from.map((one) => one.name)).toEqual(['Rescue']);
    expect(found.ending[1]?.from.map((one) => one.name)).toEqual(['Admin']);
  });

  it('stands when one way has no end, and by that way', () => {
    expect(found.standing.map((one) => [one.permission.name, one.path?.steps[1]?.item.name])).toEqual([
      ['Reset', 'Support'],
    ]);
  });

  it('has a share left only when its begin is known', () => {
    expect(shareLeft({ since: '2026-11-12T09:20:00Z', until: SOON }, NOW)).toBeCloseTo(38 / 120);
    expect(shareLeft({ since: null, until: SOON }, NOW)).toBeNull();
    expect(shareLeft({ since: SOON, until: SOON }, NOW)).toBeNull();
  });
});
