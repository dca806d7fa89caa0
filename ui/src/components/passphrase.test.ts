import { describe, expect, it } from 'vitest';
import { makesFile, passphraseProblem } from './passphrase';

describe('the passphrase of the file of tokens', () => {
  it('is new where there is no file', () => {
    expect(makesFile({ kind: 'unavailable', detail: 'there is no keyring on this computer' })).toBe(true);
    expect(
      makesFile({ kind: 'locked', detail: 'the keyring of this computer is locked; unlock the keyring' }),
    ).toBe(true);
    expect(
      makesFile({
        kind: 'locked',
        detail: 'the secrets in `/x` are protected by a passphrase, and none was given',
      }),
    ).toBe(false);
  });
  it('is long, and typed twice, when it is new', () => {
    expect(passphraseProblem(true, 'x', 'x')).toMatch(/12 characters/);
    expect(passphraseProblem(true, 'twelve letters', 'twelve lettres')).toMatch(/not the same/);
    expect(passphraseProblem(true, 'twelve letters', 'twelve letters')).toBeUndefined();
    expect(passphraseProblem(false, 'x', '')).toBeUndefined();
    expect(passphraseProblem(false, '', '')).toBeDefined();
  });
});
