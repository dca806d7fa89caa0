import { describe, expect, it } from 'vitest';
import { errorNumber, lookOf, sentence } from './error-table';
import { EXPORT_CHOICES, namesPeople, suggestedName } from './export-formats';
import { placeInMatrix, readMatrixSearch } from './matrix-search';
import {
  ago,
  counted,
  dayAndTime,
  duration,
  fileSize,
  initials,
  shortHash,
  sizeText,
  withMoments,
  withShortHashes,
} from './text';

describe('words and numbers', () => {
  it('count', () => {
    expect(counted(1, 'person', 'people')).toBe('1 person');
    expect(counted(3477, 'person', 'people')).toBe('3,477 people');
  });
  it('measure room alike', () => {
    expect([sizeText(840), sizeText(1_229)]).toEqual(['840 KiB', '1.2 MiB']);
    expect([sizeText(12_595), sizeText(1_258_291)]).toEqual(['12 MiB', '1.2 GiB']);
    expect([fileSize(1), fileSize(2049)]).toEqual(['1 KiB', '3 KiB']);
  });
  it('shorten', () => {
    expect(withShortHashes(`its hash is ${'9f3ca71e'.repeat(8)}, of b72e3ea1`)).toBe(
      'its hash is 9f3c·a71e, of b72e3ea1',
    );
    expect(initials('Model Tester')).toBe('MT');
    expect(initials('greta.olsen@x')).toBe('GO');
    expect(initials('root')).toBe('RO');
    expect(initials("D'Arcy (Ann)")).toBe('DA');
    expect(initials("d'Arcy")).toBe('DA');
    expect(initials('Aiko Aalto 208')).toBe('AA');
    for (const none of ['', '12', '4711 Marek', 'u0123', 'user-17', '8f3a@x', '—'])
      expect(initials(none)).toBe('');
    expect(shortHash('sha256:9f3ca71e55')).toBe('9f3c·a71e');
    expect(duration(420)).toBe('420 ms');
    expect(duration(1800)).toBe('1.8 s');
  });
  it('say moments as elsewhere', () => {
    for (const when of ['2026-11-27T08:04:40.68793201Z', '2026-11-27T08:04:40+01:00']) {
      const said = dayAndTime(when);
      expect(said).toMatch(/^2\d Nov 2026, \d\d:\d\d$/);
      expect(withMoments(`412 people, read ${when}.`)).toBe(`412 people, read ${said}.`);
    }
    const said = dayAndTime('2026-11-22T11:20:00Z');
    expect(withMoments('it was read on 2026-11-22 at 11:20 UTC.')).toBe(`it was read on ${said}.`);
    for (const other of ['on 2026-11-27', 'v2026-11-27T08', '10:42']) expect(withMoments(other)).toBe(other);
  });
  it('tell how long ago', () => {
    const now = new Date('2026-11-12T10:40:00Z');
    expect(ago('2026-11-12T10:39:30Z', now)).toBe('just now');
    expect(ago('2026-11-12T10:36:00Z', now)).toBe('4 min ago');
    expect(ago('2026-11-12T07:36:00Z', now)).toBe('3 h ago');
    expect(ago('2026-11-10T07:36:00Z', now)).toBe('2 days ago');
    expect(ago('nonsense', now)).toBe('');
  });
  it('make sentences of messages', () => {
    expect(sentence('no person is called `x`')).toBe('No person is called `x`.');
    expect(sentence('Really?')).toBe('Really?');
    expect(sentence(' ')).toBe('');
  });
});

describe('errors', () => {
  it('have a look and a number each', () => {
    expect(lookOf('unauthorised').action).toBe('connection');
    expect(errorNumber({ code: 'bad-answer' })).toBe('ERR-BAD-ANSWER');
  });
});

describe('exports', () => {
  const named = (format: string) => EXPORT_CHOICES.find((one) => one.format === format) ?? EXPORT_CHOICES[0];
  it('suggest a name', () => {
    const [xlsx, cedar] = [named('xlsx'), named('cedar')];
    if (!xlsx || !cedar) throw new Error('formats are missing');
    expect(suggestedName('North wind', xlsx, 'roles')).toBe('North-wind-roles.xlsx');
    expect(suggestedName('nw', cedar, 'roles')).toBe('nw-cedar');
    expect(namesPeople(xlsx, 'roles')).toBe(false);
    expect(namesPeople(cedar, 'roles')).toBe(true);
  });
});

describe('the address of the matrix', () => {
  it('is read as if from a stranger', () => {
    expect(readMatrixSearch({ rows: 'robots', row: 7, q: '', findings: 'true' })).toMatchObject({
      rows: undefined,
      row: '7',
      q: undefined,
      findings: true,
    });
  });
  it('knows where things are', () => {
    expect(placeInMatrix({ kind: 'role', id: 'r', name: 'R' })).toEqual({ rows: 'roles', row: 'r' });
    expect(placeInMatrix({ kind: 'object', id: 'o', name: 'O' })).toBeUndefined();
  });
});
