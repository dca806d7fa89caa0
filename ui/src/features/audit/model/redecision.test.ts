import { expect, test } from 'vitest';
import type { Redecision, RedecisionQuestion } from '../../../host/host';
import { askedWords, decidedWords, ledgerPlaceOf, verdictWords } from './redecision';

test('the id of a row leads to its place in the ledger, and that of an event nowhere', () => {
  expect(ledgerPlaceOf('steward/7c1de4/12')).toEqual({ log: 'steward/7c1de4', number: 12 });
  expect(ledgerPlaceOf('event/12')).toBeUndefined();
  expect(ledgerPlaceOf('12')).toBeUndefined();
  expect(ledgerPlaceOf('steward/7c1de4')).toBeUndefined();
});

const question: RedecisionQuestion = {
  operator: 'op-1',
  name: 'Ines Okafor',
  roles: ['support'],
  rolesOnRecord: true,
  operation: 'tenant.refresh',
  tenant: 't-1',
  tenantName: 'northwind',
  environment: 'live',
  surface: 'window',
};

test('the question is told with what was known of it', () => {
  expect(askedWords(question)).toBe(
    'Ines Okafor asked for tenant.refresh on northwind, as support, from the window.',
  );
  expect(askedWords({ ...question, name: null, rolesOnRecord: false })).toContain(
    'op-1 asked for tenant.refresh on northwind, as support (their roles of today)',
  );
  expect(askedWords({ ...question, tenant: '', tenantName: null, environment: null })).toContain(
    'on the workspace',
  );
});

test('a decision says what determined it', () => {
  const decided = { policyVersion: 'a', allowed: false, policies: ['no-refresh'] };
  expect(decidedWords(decided)).toBe('Refused by no-refresh');
  expect(decidedWords({ ...decided, policies: [] })).toBe('Refused: no policy gave leave');
});

test('what came of it is one sentence, also when it cannot be known', () => {
  const allowed = { policyVersion: 'a', allowed: true, policies: ['x'] };
  const again = { agrees: true, ofThen: allowed, ofNow: allowed } as Redecision;
  expect(verdictWords(again)).toContain('say the same');
  expect(verdictWords({ ...again, ofNow: { ...allowed, allowed: false } })).toContain('say otherwise');
  expect(verdictWords({ ...again, agrees: false })).toContain('do not give');
  expect(verdictWords({ ...again, agrees: null, ofThen: null })).toContain('cannot be known');
});
