import { describe, expect, it } from 'vitest';
import type { Attempt } from '../host/host';
import { saysIncomplete } from './export-formats';
import { incompleteFileText, incompleteText, isIncomplete } from './incomplete';

const message = 'groups cannot be read: the server refuses';
const lastAttempt: Attempt = {
  at: '2026-11-12T10:36:00Z',
  ok: true,
  error: null,
  problems: [{ level: 'warning', code: 'list-missing', place: 'Groups', message, hint: '' }],
  problemsTotal: 1,
  complete: false,
};

describe('a reading that lacks a part', () => {
  it('says what it lacks', () => {
    expect(incompleteText({ lastAttempt })).toBe(
      `This reading is incomplete: ${message}. What is not there is not checked.`,
    );
    expect(isIncomplete({ lastAttempt })).toBe(true);
    expect(isIncomplete({ lastAttempt: { ...lastAttempt, complete: true } })).toBe(false);
    expect(isIncomplete({ lastAttempt: null })).toBe(false);
  });

  it('is told of in a file, beside it, or by whoever hands it on', () => {
    expect(incompleteFileText({ lastAttempt }, saysIncomplete('xlsx'))).toBe(
      'The reading was incomplete. Groups cannot be read: the server refuses. ' +
        'What was not read is not in the file. The file says so.',
    );
    expect(saysIncomplete('csv')).toBe('beside');
    expect(incompleteFileText({ lastAttempt: null }, saysIncomplete('tenant'))).toContain('has no room');
    expect(incompleteFileText({ lastAttempt: null })).toMatch(/What was not read is not in the file\.$/);
  });
});
