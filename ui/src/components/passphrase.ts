/** The passphrase of the file that keeps tokens. */
import type { SecretStore } from '../host/host';

/** A shorter one is found by trying. */
export const SHORTEST = 12;

/** Whether no file is there yet: then it is made, and the passphrase is a new one. A locked keyring has no file. */
export function makesFile({ kind, fileExists }: SecretStore): boolean {
  return !fileExists && (kind === 'unavailable' || kind === 'locked');
}

/** Why a passphrase cannot be used, or nothing. A file that is there decides for itself. */
export function passphraseProblem(making: boolean, first: string, second: string): string | undefined {
  if (!making) return first === '' ? 'Enter the passphrase.' : undefined;
  if ([...first].length < SHORTEST) return `Use at least ${SHORTEST} characters; a few words are good.`;
  return first === second ? undefined : 'The two are not the same yet.';
}
