import { describe, expect, it } from 'vitest';
import { makesFile, passphraseProblem } from './passphrase';

describe('the passphrase of the file of tokens', () => {
  it('is new where there is no file', () => {
    const store = { detail: '', fileExists: false };
    expect(makesFile({ ...store, kind: 'unavailable' })).toBe(true);
    expect(makesFile({ ...store, kind: 'locked' })).toBe(true);
    expect(makesFile({ ...store, kind: 'locked', fileExists: true })).toBe(false);
    expect(makesFile({ ...store, kind: 'keyring' })).toBe(false);
  });
  it('is long, and typed twice, when it is new', () => {
    expect(passphraseProblem(true, 'x', 'x')).toMatch(/12 characters/);
    expect(passphraseProblem(true, 'twelve letters', 'twelve lettres')).toMatch(/not the same/);
    expect(passphraseProblem(true, 'twelve letters', 'twelve letters')).toBeUndefined();
    expect(passphraseProblem(false, 'x', '')).toBeUndefined();
    expect(passphraseProblem(false, '', '')).toBeDefined();
  });
});
