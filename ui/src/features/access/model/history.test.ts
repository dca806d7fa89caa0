import { expect, test } from 'vitest';
import type { GrantPath, PathStep } from '../../../host/host';
import { heardWords, recordedWords, wayWords, whenWords } from './history';

const [from, to] = ['2026-05-02T10:00:00Z', '2026-05-03T10:00:00Z'];

test('a change is placed as exactly as it is known', () => {
  expect(whenWords({ from, to, byTime: false })).toMatch(/^Between 2 May 2026.* and 3 May 2026/);
  expect(whenWords({ from: to, to, byTime: true })).toMatch(/^3 May 2026, \d\d:\d\d$/);
  expect(whenWords({ from: null, to, byTime: false })).toMatch(/first seen$/);
});

test('a way says its stations, its objects and its end', () => {
  const step = (name: string): PathStep => ({
    item: { kind: 'role', id: name, name },
    label: '',
    source: '',
    since: null,
    until: null,
  });
  const way: GrantPath = {
    steps: [step('Ben'), step('Keeper'), step('Rotate keys')],
    direct: false,
    owner: false,
    scope: [],
    source: '',
    since: null,
    until: null,
  };
  expect(wayWords(way)).toBe('Ben → Keeper → Rotate keys');
  const scope = [{ kind: 'object' as const, id: 'a', name: 'Rates' }];
  expect(wayWords({ ...way, scope, until: to })).toMatch(
    /^Ben → Keeper → Rotate keys on Rates, until 3 May 2026/,
  );
});

test('what is on record is said with where it stands', () => {
  const entry = { operation: 'tenant.refresh', at: to, number: 12, log: 'steward/abc' };
  expect(recordedWords(entry)).toMatch(/^Found by the reading of 3 May 2026.*; entry 12 of steward\/abc$/);
  expect(recordedWords({ ...entry, operation: 'change.apply' })).toMatch(/^Recorded: change.apply/);
});

test('what the log of the tenant says is told with who and how it ended', () => {
  const event = {
    id: 'event/1',
    at: to,
    who: 'Anna Roth',
    title: 'role.assign',
    object: 'Key Keeper',
    outcome: 'success',
  } as const;
  expect(heardWords(event)).toMatch(/^In the tenant’s log: role.assign Key Keeper by Anna Roth, 3 May 2026/);
  expect(heardWords({ ...event, who: null, object: '', outcome: 'denied' })).toMatch(
    /^In the tenant’s log: role.assign, 3 May 2026.*, which was refused$/,
  );
});
