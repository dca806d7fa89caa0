import { CancelledError } from '@tanstack/react-query';
import type { WireError } from './bindings';

/** An operation failed. The code tells what to offer; the message is for people. */
export class HostError extends Error {
  readonly wire: WireError;

  constructor(wire: WireError) {
    super(wire.message);
    this.name = 'HostError';
    this.wire = wire;
  }
}

/** Anything thrown, as a `HostError`: failures of the shell itself arrive as plain strings. */
export function toHostError(thrown: unknown): HostError {
  if (thrown instanceof HostError) return thrown;
  if (isWireError(thrown)) return new HostError(thrown);
  if (thrown instanceof CancelledError) {
    const [message, hint] = ['nobody waits for the answer any more', 'ask again when there is time'];
    return new HostError({ code: 'cancelled', message, meaning: '', hint, details: [] });
  }
  return new HostError({
    code: 'internal',
    message: 'Steward could not answer',
    meaning: '',
    hint: 'try again; if it happens again, restart Steward',
    details: [thrown instanceof Error ? thrown.message : String(thrown)],
  });
}

function isWireError(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
