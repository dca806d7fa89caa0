/** What an error code looks like and what it offers, in one place. Nothing anywhere matches on text. */
import type { ErrorCode, SeverityLevel, WireError } from '../host/host';

/** What may be offered; the screen that shows the error knows how to do it. */
export type ErrorAction = 'retry' | 'connection' | 'accept' | 'unlock' | 'tenants' | 'none';

export type ErrorLook = { severity: SeverityLevel; title: string; action: ErrorAction; actionText: string };

const LOOKS: Record<ErrorCode, ErrorLook> = {
  refused: { severity: 'medium', title: 'Not permitted', action: 'none', actionText: '' },
  'not-found': { severity: 'medium', title: 'Not there', action: 'tenants', actionText: 'Show tenants' },
  ambiguous: { severity: 'low', title: 'The name fits several', action: 'none', actionText: '' },
  exists: { severity: 'low', title: 'The name is taken', action: 'none', actionText: '' },
  'bad-input': { severity: 'high', title: 'This cannot be read', action: 'none', actionText: '' },
  unreachable: {
    severity: 'high',
    title: 'The server does not answer',
    action: 'retry',
    actionText: 'Try again',
  },
  unauthorised: {
    severity: 'high',
    title: 'The server refused the token',
    action: 'connection',
    actionText: 'Renew token',
  },
  throttled: {
    severity: 'medium',
    title: 'The server asks to wait',
    action: 'retry',
    actionText: 'Try again',
  },
  'bad-answer': {
    severity: 'high',
    title: 'The server answered something else',
    action: 'retry',
    actionText: 'Try again',
  },
  'would-lose': {
    severity: 'high',
    title: 'The reading would lose what is known',
    action: 'accept',
    actionText: 'Accept the loss',
  },
  tls: {
    severity: 'high',
    title: 'The certificate is not trusted',
    action: 'connection',
    actionText: 'Check connection',
  },
  cancelled: { severity: 'low', title: 'Stopped', action: 'retry', actionText: 'Start again' },
  secrets: {
    severity: 'high',
    title: 'The store of tokens is closed',
    action: 'unlock',
    actionText: 'Unlock',
  },
  storage: {
    severity: 'critical',
    title: 'The workspace cannot be read or written',
    action: 'retry',
    actionText: 'Try again',
  },
  busy: { severity: 'medium', title: 'The workspace is in use', action: 'retry', actionText: 'Try again' },
  internal: {
    severity: 'critical',
    title: 'Steward made a mistake',
    action: 'retry',
    actionText: 'Try again',
  },
};

export function lookOf(code: ErrorCode): ErrorLook {
  return LOOKS[code];
}

/** A code to quote when asking for help. */
export function errorNumber(error: Pick<WireError, 'code'>): string {
  return `ERR-${error.code.toUpperCase()}`;
}

/** A message of Steward as a sentence: `no such person` becomes `No such person.` */
export function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  // a file keeps its name as it is written
  const first = /^[^\s:]+\.\w+:/.test(trimmed) ? trimmed : trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?…]$/.test(first) ? first : `${first}.`;
}
