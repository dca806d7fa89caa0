import { describe, expect, it } from 'vitest';
import {
  type Panel,
  panelOfRow,
  panelTitle,
  personOfPanel,
  placeOfPanel,
  pushPanel,
  rowsOf,
  samePanel,
} from './panels';

const permission = { id: 'p', name: 'Export data', consequence: 'override' } as const;
const who: Panel = { kind: 'who', permission };
const what: Panel = { kind: 'what', person: { id: 'a', name: 'Ada' } };
const why: Panel = { kind: 'why', rows: 'people', id: 'a', name: 'Ada', permission };
const members = panelOfRow('groups', { id: 'g', name: 'Support desk' });
const compare: Panel = { kind: 'compare', subjects: [{ id: 'a', name: 'Ada' }] };

describe('panels', () => {
  it('stack up, and come back instead of standing there twice', () => {
    const three = [who, what, why].reduce<readonly Panel[]>((stack, panel) => pushPanel(stack, panel), []);
    expect(three).toEqual([who, what, why]);
    expect(pushPanel(three, structuredClone(what))).toEqual([who, what]);
  });

  it('are the same when they show the same', () => {
    expect(samePanel(who, { kind: 'who', permission: { id: 'p', name: 'Export data' } })).toBe(true);
    expect(samePanel(what, panelOfRow('people', { id: 'a', name: 'Ada' }))).toBe(true);
    expect(samePanel(what, why)).toBe(false);
  });

  it('have a title', () => {
    expect(panelTitle(who).subtitle).toBe('Who can export data');
    expect(panelTitle(why)).toEqual({ title: 'Why', subtitle: 'Ada × Export data' });
    expect(
      panelTitle({ kind: 'who', permission: { ...permission, name: 'IAM: rotate keys' } }).subtitle,
    ).toBe('Who can IAM: rotate keys');
    expect(panelTitle(members)).toEqual({ title: 'Group', subtitle: 'Who is in Support desk' });
    expect(panelTitle(panelOfRow('roles', { id: 'r', name: 'Member' })).subtitle).toBe('Who has Member');
  });

  it('know in which rows an item stands', () => {
    expect((['person', 'group', 'role', 'object'] as const).map(rowsOf)).toEqual([
      'people',
      'groups',
      'roles',
      undefined,
    ]);
  });

  it('know what of the matrix they are about', () => {
    expect([why, what, members, who, compare].map(placeOfPanel)).toEqual([
      { rows: 'people', row: 'a', permission: 'p' },
      { rows: 'people', row: 'a' },
      { rows: 'groups', row: 'g' },
      { permission: 'p' },
      undefined,
    ]);
  });

  it('know the person whom they are about', () => {
    expect([why, what, members, who].map((panel) => personOfPanel(panel)?.id)).toEqual([
      'a',
      'a',
      undefined,
      undefined,
    ]);
  });
});
