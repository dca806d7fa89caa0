import { describe, expect, it } from 'vitest';
import type { AuditParty, AuditRow } from '../../../host/host';
import {
  approvalText,
  clockFor,
  isUnreadable,
  momentText,
  partyText,
  propagating,
  readable,
  rowText,
  surfaceText,
} from './words';

const party = (id: string, name: string | null = null, forgotten = false): AuditParty => ({
  id,
  name,
  kind: 'person',
  forgotten,
  item: null,
});
const ines = party('a1', 'Ines Okafor');
const tomasz = party('b2', 'Tomasz Brandt');
const agreed = (who: AuditParty, yes = true) => ({ who, at: '2026-11-12T09:18:00Z', agreed: yes });

describe('who', () => {
  it('is called by name, as long as it is known', () => {
    expect(partyText(ines)).toBe('Ines Okafor');
    expect(partyText(party('0123456789abcdef0123456789abcdef'))).toBe('01234567…');
    expect(partyText(party('a1', null, true))).toBe('Forgotten person');
    expect(partyText(null)).toBe('Not told');
  });
});

it('knows an entry of the ledger that cannot be read from what a tenant calls so', () => {
  expect(isUnreadable({ source: 'steward', operation: 'unreadable' })).toBe(true);
  expect(isUnreadable({ source: 'tenant', operation: 'unreadable' })).toBe(false);
  expect(isUnreadable({ source: 'steward', operation: 'audit.search' })).toBe(false);
});

describe('approvals', () => {
  const approval = { state: 'granted' as const, required: 2, request: '', approvers: [agreed(tomasz)] };
  it('are said in short', () => {
    expect(approvalText({ who: ines, approval }).text).toBe('1 person');
    expect(approvalText({ who: ines, approval: { ...approval, request: 'EL-207' } }).text).toBe('EL-207');
    expect(
      approvalText({ who: ines, approval: { ...approval, state: 'not-required', approvers: [] } }),
    ).toEqual({ text: 'not needed', alarm: false });
    expect(approvalText({ who: ines, approval: null }).text).toBe('');
    expect(approvalText({ who: ines, approval: { ...approval, state: 'pending', approvers: [] } }).text).toBe(
      'waiting',
    );
    expect(approvalText({ who: ines, approval: { ...approval, approvers: [] } }).text).toBe('approved');
    expect(approvalText({ who: ines, approval: { ...approval, state: 'break-glass' } })).toEqual({
      text: 'break-glass',
      alarm: true,
    });
  });
  it('of oneself are an alarm', () => {
    expect(approvalText({ who: tomasz, approval })).toEqual({ text: 'self', alarm: true });
    const declined = { ...approval, state: 'declined' as const, approvers: [agreed(tomasz, false)] };
    expect(approvalText({ who: tomasz, approval: declined })).toEqual({ text: 'declined', alarm: false });
  });
});

it('calls surfaces as people do', () => {
  expect([surfaceText('cli'), surfaceText('Okta Admin')]).toEqual(['Terminal', 'Okta Admin']);
});

describe('moments of a column', () => {
  it('say as much as is needed to tell them apart', () => {
    const now = new Date('2026-11-12T12:00:00');
    expect(clockFor('2026-11-12T11:00:00', '2026-11-12T09:00:00', now)).toBe('clock');
    expect(clockFor('2026-11-12T11:00:00', '2026-11-11T23:00:00', now)).toBe('date');
    expect(clockFor('2026-11-11T11:00:00', '2026-11-11T09:00:00', now), 'not of today').toBe('date');
    expect(clockFor('2026-01-01T11:00:00', '2025-12-31T23:00:00', now)).toBe('year');
    expect(momentText('2026-11-12T10:12:44', 'clock')).toBe('10:12:44');
    expect(momentText('2026-11-02T10:12:44', 'date')).toBe('02 Nov 10:12:44');
    expect(momentText('nonsense', 'date')).toBe('nonsense');
  });
});

describe('propagating', () => {
  const row = {
    source: 'tenant',
    outcome: 'success',
    consequence: 'correct',
    at: '2026-11-12T10:00:00Z',
  } as AuditRow;
  it('goes on until the delay has passed', () => {
    expect(propagating(row, new Date('2026-11-12T10:06:30Z'))).toBe(24);
    expect(propagating(row, new Date('2026-11-12T10:30:00Z'))).toBe(0);
  });
  it('is said of changes in the tenant alone', () => {
    const now = new Date('2026-11-12T10:01:00Z');
    expect(propagating({ ...row, consequence: 'view' }, now)).toBe(0);
    expect(propagating({ ...row, outcome: 'denied' }, now)).toBe(0);
    expect(propagating({ ...row, source: 'steward' }, now)).toBe(0);
  });
});

describe('an entry as a line', () => {
  it('has a cell for each of its parts, and no other breaks', () => {
    const row: AuditRow = {
      id: 'steward/a/7',
      source: 'steward',
      at: '2026-11-12T10:12:44Z',
      who: ines,
      operation: 'access.export',
      title: 'Export\taccess',
      consequence: 'override',
      object: { kind: 'file', id: 'w', name: 'Warehouse\nEU', forgotten: false, item: null },
      tenant: 'northwind',
      surface: 'window',
      approval: null,
      outcome: 'success',
      code: '',
      policyVersion: '',
      number: 7,
      hash: '41d0',
      correlation: '',
    };
    expect(rowText(row)).toBe(
      '2026-11-12T10:12:44Z\tInes Okafor\tExport access Warehouse EU\tDone\tWindow\t41d0',
    );
  });
});

describe('values of a change', () => {
  it('shows a hash by what it is recognised by and a moment by the clock, and leaves all else as it is', () => {
    expect(readable('9f3ca71e'.repeat(8))).toBe('9f3c·a71e');
    expect(readable('2026-11-12T10:12:44.018Z')).toContain('2026');
    expect(readable('2026-11-12T10:12:44.018Z')).not.toContain('T10');
    for (const text of ['9f3ca71e', '2026-11-12', 'EL-207', '']) expect(readable(text)).toBe(text);
  });
});
