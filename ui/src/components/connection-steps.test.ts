import { describe, expect, it } from 'vitest';
import type { TestStep } from '../host/host';
import { finishedRows, plannedRows, runningRows } from './connection-steps';

const step = (id: string, state: TestStep['state']): TestStep => ({
  id,
  title: id,
  state,
  value: '',
  detail: 'not tried, because an earlier step failed',
  remedy: '',
});

describe('the rows of a connection test', () => {
  it('are seven, before, while and after', () => {
    expect(plannedRows()).toHaveLength(7);
    expect(runningRows('token')).toHaveLength(7);
    expect(finishedRows([step('server', 'failed')])).toHaveLength(7);
    expect(finishedRows([step('filter', 'warning')])).toHaveLength(8);
  });
  it('fill in one after another', () => {
    expect(runningRows('certificate').map((row) => row.now ?? '-')).toEqual([
      'answered',
      'answered',
      'running',
      '-',
      '-',
      '-',
      '-',
    ]);
    expect(runningRows(undefined)[0]?.now).toBe('running');
  });
  it('say once why the rest was not tried', () => {
    const rows = finishedRows([step('server', 'failed'), step('certificate', 'skipped')]);
    expect(rows.filter((row) => row.detail !== '').map((row) => row.id)).toEqual(['server']);
  });
});
