import { describe, expect, it } from 'vitest';
import type { AuditState, AuditVerifyReport, LogReport } from '../../../host/host';
import { faultCount, faultsOf, heldText, placeText, rangeText, signedText, verdictOf } from './verdict';

const log: LogReport = {
  log: 'steward/9f3c',
  entries: 1287,
  signed: 1287,
  unsigned: 0,
  away: '',
  checkpoints: 3,
  keys: [],
  compared: 'kept',
  open: 0,
  faults: [],
  more: 0,
};
const report: AuditVerifyReport = {
  at: '2026-11-12T10:42:00Z',
  tookMs: 840,
  holds: true,
  ledger: { holds: true, logs: [log], before: null, faults: [] },
  batches: 2,
  events: 4000,
  faults: [],
  notKept: null,
};
const state: AuditState = {
  entries: 12,
  head: 'a',
  events: 0,
  kib: 0,
  oldest: null,
  newest: null,
  verified: null,
  retention: { days: null, mib: null },
};
const broken: AuditVerifyReport = {
  ...report,
  holds: false,
  ledger: {
    holds: false,
    before: 4,
    logs: [{ ...log, faults: [{ fault: 'changed', entry: 48, message: 'entry 48 was changed' }], more: 2 }],
    faults: [{ fault: 'before', entry: 0, message: 'the record before the ledger was changed' }],
  },
  faults: [{ fault: 'missing', entry: 'steward/9f3c/51', message: 'event 7 is missing' }],
};

describe('faults', () => {
  it('are named and placed, wherever they are', () => {
    expect(faultsOf(broken).map(({ fault, entry }) => [fault, entry])).toEqual([
      ['changed', 'steward/9f3c/48'],
      ['before', ''],
      ['missing', 'steward/9f3c/51'],
    ]);
    expect(faultCount(broken)).toBe(5);
  });
});

describe('verdictOf', () => {
  it('goes by the report, when there is one', () => {
    expect(verdictOf(report, state)).toEqual({ kind: 'whole', at: report.at, unsigned: 0, since: 0 });
    const first = { fault: 'changed', entry: 'steward/9f3c/48', message: 'entry 48 was changed' };
    expect(verdictOf(broken, state)).toMatchObject({ kind: 'broken', faults: 5, at: report.at, first });
    const part = { ...report, ledger: { ...report.ledger, logs: [{ ...log, signed: 1285, unsigned: 2 }] } };
    expect(verdictOf(part, state)).toMatchObject({ kind: 'whole', unsigned: 2 });
  });
  it('else by the last time', () => {
    expect(verdictOf(undefined, state)).toEqual({ kind: 'never' });
    // what the terminal found later counts more than what this window found before
    const later = { at: '2026-11-12T11:00:00Z', holds: false, faults: 2, entries: 12 };
    expect(verdictOf(report, { ...state, verified: later })).toMatchObject({ kind: 'broken', faults: 2 });
    const verified = { at: report.at, holds: false, faults: 3, entries: 12 };
    expect(verdictOf(undefined, { ...state, verified })).toEqual({
      kind: 'broken',
      faults: 3,
      at: report.at,
      first: undefined,
    });
    expect(verdictOf(undefined, { ...state, verified: { ...verified, holds: true, faults: 0 } })?.kind).toBe(
      'whole',
    );
  });
  it('tells what was written since from what is gone', () => {
    const verified = { at: report.at, holds: true, faults: 0, entries: 12 };
    const now = (entries: number) => verdictOf(undefined, { ...state, entries, verified });
    expect(now(12)).toEqual({ kind: 'whole', at: report.at, unsigned: 0, since: 0 });
    expect(now(15)).toMatchObject({ kind: 'whole', since: 3 });
    expect(now(9)).toEqual({ kind: 'fewer', missing: 3, at: report.at });
    expect(now(0)).toEqual({ kind: 'fewer', missing: 12, at: report.at });
    // after verifying here, once what is there was counted again
    const counted = { ...state, entries: 1290, verified: { ...verified, entries: 1287 } };
    expect(verdictOf(report, counted)).toMatchObject({ kind: 'whole', since: 3 });
    expect(verdictOf(report, { ...state, entries: 1200 })).toMatchObject({ kind: 'whole', since: 0 });
  });
  it('says nothing where there is nothing', () => {
    expect(verdictOf(undefined, undefined)).toBeUndefined();
    expect(verdictOf(undefined, { ...state, entries: 0 })).toBeUndefined();
  });
});

it('says how far it holds', () => {
  const whole = { kind: 'whole', at: '2026-11-12T10:42:00', unsigned: 0, since: 0 } as const;
  expect(heldText(whole)).toMatch(/^Verified .*10:42$/);
  expect(heldText({ ...whole, since: 12 })).toMatch(/, 12 since$/);
  expect(heldText({ ...whole, since: 12, unsigned: 2 })).toMatch(/, 12 since, 2 not signed yet$/);
  expect(heldText({ kind: 'never' })).toBe('');
});

it('says where a fault is', () => {
  expect(placeText({ entry: 'steward/9f3c/1277' })).toBe('entry 1,277');
  expect(placeText({ entry: '' })).toBe('');
});

it('says what is signed', () => {
  expect(signedText(log)).toBe('Signed up to number 1,286, the newest');
  expect(signedText({ ...log, signed: 1285, unsigned: 2 })).toBe(
    'Signed up to number 1,284; 2 entries are not yet signed',
  );
  expect(signedText({ ...log, signed: 0, unsigned: 1287 })).toBe('None of 1,287 entries is signed');
});

it('says which entries a key signed', () => {
  expect(rangeText({ key: 'k', from: 0, until: 100 })).toBe('Key for entries 0 to 99');
  expect(rangeText({ key: 'k', from: 100, until: null })).toBe('Key in use since entry 100');
});
