import { describe, expect, it } from 'vitest';
import { type Panel, panelTitle, pushPanel, rowsOf } from './panels';

const permission = { id: 'p', name: 'Export data', consequence: 'override' } as const;
const who: Panel = { kind: 'who', permission };
const what: Panel = { kind: 'what', person: { id: 'a', name: 'Ada' } };
const why: Panel = { kind: 'why', rows: 'people', id: 'a', name: 'Ada', permission };

describe('panels', () => {
  it('stack up, and come back instead of standing there twice', () => {
    const three = [who, what, why].reduce<readonly Panel[]>((stack, panel) => pushPanel(stack, panel), []);
    expect(three).toEqual([who, what, why]);
    expect(pushPanel(three, structuredClone(what))).toEqual([who, what]);
  });

  it('have a title', () => {
    expect(panelTitle(who).subtitle).toBe('Who can export data');
    expect(panelTitle(why)).toEqual({ title: 'Why', subtitle: 'Ada × Export data' });
    expect(
      panelTitle({ kind: 'who', permission: { ...permission, name: 'IAM: rotate keys' } }).subtitle,
    ).toBe('Who can IAM: rotate keys');
  });

  it('know in which rows an item stands', () => {
    expect((['person', 'group', 'role', 'object'] as const).map(rowsOf)).toEqual([
      'people',
      'groups',
      'roles',
      undefined,
    ]);
  });
});
