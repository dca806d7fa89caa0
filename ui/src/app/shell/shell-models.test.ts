import { describe, expect, it } from 'vitest';
import type { TenantSummary } from '../../host/host';
import { answersTo, questionOf } from './ask-model';
import { chords, globalKeys, KEYMAP, keyCaps, keysOf } from './keymap';
import { type Command, grouped, matching, needsText, readInput } from './palette-model';
import {
  baselineText,
  connectionShort,
  connectionText,
  environmentText,
  fileName,
  ledgerText,
  scheduledText,
  secretsShort,
  secretsText,
} from './status-model';

const tenant: TenantSummary = {
  name: 'nw',
  displayName: 'Northwind',
  product: 'Meridian',
  kind: 'scim',
  environment: 'live',
  address: 'https://a.example',
  snapshot: null,
  counts: {
    people: 412,
    groups: 0,
    roles: 0,
    permissions: 0,
    objects: 0,
    memberships: 0,
    assignments: 0,
    grants: 0,
  },
  lastAttempt: {
    at: '2026-11-12T10:36:00Z',
    ok: true,
    error: null,
    problems: [],
    problemsTotal: 0,
    complete: true,
  },
  stale: false,
  scheduleMinutes: null,
};
const now = new Date('2026-11-12T10:40:00Z');

describe('the status bar', () => {
  it('names the environment and its reach', () => {
    expect(environmentText(tenant)).toBe('LIVE · reaches 412 people');
    expect(environmentText({ ...tenant, kind: 'file' })).toBe('LIVE · a file of 412 people');
    expect(environmentText({ ...tenant, environment: 'practice' })).toBe('PRACTICE · reaches nobody');
  });
  it('tells how the connection is', () => {
    expect(connectionText(tenant, now)).toBe('SCIM · read 4 min ago');
    expect(connectionText({ ...tenant, stale: true }, now)).toBe('SCIM failed');
    expect(connectionText({ ...tenant, kind: 'file', address: 'C:\\x\\hc.txt' }, now)).toBe('hc.txt');
    expect(fileName('/a/b')).toBe('b');
  });
  it('has short words, which stand in the whole ones', () => {
    const practice: TenantSummary = { ...tenant, kind: 'practice' };
    expect(connectionShort(practice, now)).toBe('Built in');
    expect(connectionText(practice, now)).toContain('Built in');
    expect(connectionShort(tenant, now)).toBe(connectionText(tenant, now));
    for (const kind of ['keyring', 'passphrase-file', 'locked', 'unavailable'] as const) {
      const store = { kind, fileExists: false, detail: '' };
      expect(secretsText(store).toLowerCase()).toContain(secretsShort(store).toLowerCase());
    }
  });
  it('says when the baseline was read', () => {
    const reading = { hash: 'a', takenAt: '2026-10-28T08:04:00', baseline: true, counts: tenant.counts };
    expect(baselineText([{ ...reading, hash: 'b', baseline: false }, reading])).toBe('28 Oct 2026, 08:04');
    expect(baselineText([])).toBe('None');
    expect(baselineText(undefined)).toBe('–');
  });
  it('says up to where the ledger was verified', () => {
    const verified = { at: '2026-11-12T10:36:00Z', holds: true, faults: 0, entries: 1204 };
    expect(ledgerText({ entries: 9, verified: null })).toBe('not verified yet');
    expect(ledgerText({ entries: 1204, verified })).toBe('verified');
    expect(ledgerText({ entries: 1206, verified })).toBe('verified, 2 since');
    expect(ledgerText({ entries: 1200, verified })).toBe('entries are gone');
    expect(ledgerText({ entries: 1204, verified: { ...verified, holds: false } })).toBe('does not hold');
  });
});

describe('a reading by the schedule', () => {
  const at = (hash: string) => ({ hash, takenAt: '', baseline: false, counts: tenant.counts });
  const before = { ...tenant, snapshot: at('a') };
  const error = {
    code: 'unreachable' as const,
    message: 'no answer from `a.example`',
    meaning: '',
    hint: '',
    details: [],
  };
  const failing: TenantSummary = {
    ...before,
    stale: true,
    lastAttempt: { at: '', ok: false, error, problems: [], problemsTotal: 0, complete: true },
  };
  it('is told when it changed something', () => {
    expect(scheduledText(before, before, true)).toBeUndefined();
    expect(scheduledText(before, { ...before, snapshot: at('b') }, true)).toEqual({
      text: 'Northwind is up to date, 412 people read, something changed',
      tone: 'done',
    });
  });
  it('is told once when it fails, unless the banner of the open tenant says it', () => {
    expect(scheduledText(before, failing, false)).toEqual({
      text: 'Northwind was not read. The server does not answer: No answer from `a.example`.',
      tone: 'problem',
    });
    expect(scheduledText(failing, failing, false)).toBeUndefined();
    expect(scheduledText(before, failing, true)).toBeUndefined();
  });
  it('is not told when somebody read the tenant meanwhile, or removed it', () => {
    const stopped = { ...failing.lastAttempt, error: { ...error, code: 'cancelled' as const } };
    expect(scheduledText(before, { ...failing, lastAttempt: stopped as never }, false)).toBeUndefined();
    expect(scheduledText(before, undefined, false)).toBeUndefined();
  });
});

describe('the palette', () => {
  const command = (label: string, group: Command['group'] = 'Do', lacks?: string[]): Command => ({
    id: label,
    group,
    label,
    lacks,
    run: () => {},
  });
  it('understands its signs', () => {
    expect(readInput('@fel')).toMatchObject({ kind: 'people', text: 'fel' });
    expect(readInput('# query')).toMatchObject({ kind: 'permissions', text: 'query' });
    expect(readInput('> read')).toMatchObject({ kind: 'do', text: 'read' });
    expect(readInput('?who can')).toMatchObject({ kind: 'ask', text: 'who can' });
    expect(readInput('fel')).toMatchObject({ kind: 'all', text: 'fel' });
    expect(readInput('')).toMatchObject({ kind: 'all', text: '' });
    expect(readInput('@x').wanted('role')).toBe(false);
    expect(readInput('>x').wanted('person')).toBe(false);
  });
  it('finds every word anywhere', () => {
    expect(matching([command('Use the dark appearance'), command('Matrix')], 'DARK use').length).toBe(1);
  });
  it('orders Do, Look, Ask, and what one may not do last', () => {
    const found = grouped([
      command('d', 'Ask'),
      command('c', 'Look'),
      command('a', 'Do', ['administrator']),
      command('b', 'Do'),
    ]);
    expect(found.map((group) => group.name)).toEqual(['Do', 'Look', 'Ask']);
    expect(found[0]?.commands.map((one) => one.id)).toEqual(['b', 'a']);
  });
  it('says who may', () => {
    expect(needsText(['administrator'])).toBe('Needs Administrator');
    expect(needsText(['administrator', 'support', 'trainer'])).toBe(
      'Needs Administrator, Support or Trainer',
    );
    expect(needsText([])).toBe('Nobody may');
  });
});

describe('asking', () => {
  it('understands three questions', () => {
    expect(questionOf('Who can reset MFA?')).toEqual({ kind: 'who', thing: 'reset MFA' });
    expect(questionOf('what can Felix Aydin do')).toEqual({ kind: 'what', whom: 'Felix Aydin' });
    expect(questionOf('what can felix')).toEqual({ kind: 'what', whom: 'felix' });
    expect(questionOf('why can felix query agents')).toEqual({
      kind: 'why',
      splits: [
        { whom: 'felix', thing: 'query agents' },
        { whom: 'felix query', thing: 'agents' },
      ],
    });
    expect(questionOf("why can't felix export")).toEqual({
      kind: 'why',
      splits: [{ whom: 'felix', thing: 'export' }],
    });
    expect(questionOf('can felix export?')?.kind).toBe('why');
  });
  it('leaves other words alone', () => {
    for (const text of ['', 'who', 'who can', 'why can felix', 'cancel', 'candy bar', 'reset mfa'])
      expect(questionOf(text), text).toBeUndefined();
  });
  it('finds what a question is about', async () => {
    const hit = (kind: 'person' | 'permission', name: string) => ({
      item: { kind, id: name, name },
      detail: '',
    });
    const all = [hit('person', 'felix'), hit('permission', 'query agents'), hit('permission', 'export data')];
    const find = async (text: string) => all.filter((one) => one.item.name.includes(text));
    const ask = async (text: string) => {
      const question = questionOf(text);
      return question ? answersTo(question, find) : [];
    };
    expect(await ask('who can export')).toMatchObject([
      { kind: 'who', permission: { item: { id: 'export data' } } },
    ]);
    expect(await ask('what can felix do')).toMatchObject([
      { kind: 'what', subject: { item: { id: 'felix' } } },
    ]);
    expect(await ask('why can felix query agents')).toMatchObject([
      { kind: 'why', subject: { id: 'felix' }, permission: { id: 'query agents' } },
    ]);
    expect(await ask('who can fly')).toEqual([]);
  });
});

describe('keys', () => {
  const acts = new Proxy({}, { get: (_target, act) => () => act }) as Parameters<typeof globalKeys>[0];
  const lines = KEYMAP.flatMap((group) => group.lines);
  it('mean one thing each', () => {
    const names = lines.flatMap((line) => line.names ?? []);
    expect(new Set(names).size).toBe(names.length);
    const after = lines.flatMap((line) => line.after ?? []);
    expect(new Set(after).size).toBe(after.length);
  });
  it('all do something, and stand once', () => {
    expect(lines.filter((line) => (line.names || line.after) && !line.act)).toEqual([]);
    const own = lines.flatMap((line) => line.act ?? []);
    expect(new Set(own).size).toBe(own.length);
    expect(Object.keys(globalKeys(acts, false))).toContain('ctrl+k');
    expect(Object.keys(chords(acts)).sort()).toEqual([',', 'a', 'f', 'g', 'k', 'm', 'p', 'r', 't']);
  });
  it('look like those of the computer', () => {
    expect(keysOf('matrix')).toBe('G M');
    const back = lines.find((line) => line.act === 'back');
    if (!back) throw new Error('back has no key');
    expect(keyCaps(back, false)).toEqual(['Alt', '←']);
    expect(keyCaps(back, true)).toEqual(['⌘', '[']);
    expect(Object.keys(globalKeys(acts, true))).not.toContain('alt+arrowleft');
  });
});
