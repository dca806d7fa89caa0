import { describe, expect, it } from 'vitest';
import type { FindingView, Item, NearestFix } from '../../../host/host';
import { fixable, priceWords } from './quick-fix';

const permission = (id: string): Item => ({ kind: 'permission', id, name: id });
const fix = { summary: 'gives it', steps: [], adds: null, gains: 0 };
const finding = (check: string, part: Partial<FindingView> = {}): FindingView => ({
  key: check,
  check,
  checkTitle: check,
  why: '',
  reference: '',
  severity: 'medium',
  title: check,
  subjects: [permission('query')],
  count: 1,
  evidence: [],
  fixes: [fix],
  dismissed: null,
  back: null,
  firstSeen: null,
  ...part,
});

describe('fixable', () => {
  const asked = permission('query');

  it('leaves out what is about something else, or knows no way out', () => {
    const findings = [
      finding('other', { subjects: [permission('export')] }),
      finding('stuck', { fixes: [] }),
      finding('about', { subjects: [], evidence: [{ label: '', value: '', about: [asked] }] }),
    ];
    expect(fixable({ permission: asked, findings }).map((one) => one.check)).toEqual(['about']);
  });

  it('puts what makes the cell fail first', () => {
    const findings = [finding('unused'), finding('missing-prerequisite')];
    expect(fixable({ permission: asked, findings }).map((one) => one.check)).toEqual([
      'missing-prerequisite',
      'unused',
    ]);
  });
});

describe('priceWords', () => {
  const nearest = (ids: string[], total: number, others = 0): NearestFix => ({
    summary: '',
    kind: 'join-group',
    target: permission('x'),
    alsoGives: ids.map(permission),
    alsoGivesCount: total,
    worst: 'view',
    others,
  });

  it('names what comes along', () => {
    expect(priceWords(nearest([], 0))).toBe('gives nothing else');
    expect(priceWords(nearest(['a'], 1))).toBe('also gives a');
    expect(priceWords(nearest(['a', 'b'], 2))).toBe('also gives a and b');
    expect(priceWords(nearest(['a', 'b', 'c', 'd'], 3000))).toBe('also gives a, b, c and 2,997 more');
    expect(priceWords(nearest(['a'], 1, 12))).toBe('also gives a, to 12 other people too');
  });
});
