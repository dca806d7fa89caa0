import { describe, expect, it } from 'vitest';
import {
  asked,
  isShown,
  nameProblem,
  readViews,
  renamed,
  type View,
  viewsIn,
  withoutTenant,
  withoutView,
  withView,
  worthKeeping,
} from './views';

const never: View = { name: 'Never signed in', search: { sort: 'sign-in' } };
const mine: View = { name: 'Model testers', search: { within: { kind: 'role', id: 'r' } }, tenant: 'nw' };
const both = [mine, never];

describe('views', () => {
  it('are kept by name, one of each', () => {
    const again = { name: ' never SIGNED in', search: { q: 'x' } };
    expect(withView(both, again)).toEqual([mine, { ...again, name: 'never SIGNED in' }]);
    expect(withView([never], mine)).toEqual(both);
    expect(withoutView(both, 'Model testers')).toEqual([never]);
  });
  it('are renamed, and stay in order', () => {
    expect(renamed(both, 'Model testers', ' Zebra ').map((one) => one.name)).toEqual([
      'Never signed in',
      'Zebra',
    ]);
    expect(renamed(both, 'nobody', 'x')).toEqual(both);
  });
  it('need a name of their own', () => {
    expect(nameProblem(both, ' ')).toBeDefined();
    expect(nameProblem(both, 'x'.repeat(61))).toBeDefined();
    expect(nameProblem(both, 'model TESTERS')).toContain('already');
    expect(nameProblem(both, 'Model Testers', 'Model testers')).toBeUndefined();
    expect(nameProblem(both, 'New')).toBeUndefined();
  });
  it('go with their tenant when they look within something of it', () => {
    const general: View = { name: 'Deactivated', search: { facets: { status: ['deactivated'] } } };
    expect(withoutTenant([mine, general], 'nw')).toEqual([general]);
    expect(withoutTenant([mine, general], 'other')).toEqual([mine, general]);
  });
  it('belong to a tenant when they look within something of it', () => {
    expect(viewsIn(both, 'other')).toEqual([never]);
    expect(viewsIn(both, 'nw')).toEqual(both);
  });
  it('are read as if from a stranger', () => {
    expect(readViews(null)).toEqual([]);
    expect(readViews('{')).toEqual([]);
    expect(readViews('[1, {"name":" ","search":{}}, {"name":"x"}]')).toEqual([]);
    const [read] = readViews(JSON.stringify([{ ...mine, search: { ...mine.search, robots: 1, view: 'x' } }]));
    expect(read && isShown(read, mine.search)).toBe(true);
    expect(read?.tenant).toBe('nw');
  });
});

describe('what a view keeps', () => {
  it('is not which view it is', () => {
    expect(asked({ q: 'a', view: 'x' })).toEqual({ q: 'a' });
    expect(isShown(never, { sort: 'sign-in', view: 'Never signed in' })).toBe(true);
    expect(isShown(never, { sort: 'sign-in', desc: true })).toBe(false);
    expect(worthKeeping({ view: 'x' })).toBe(false);
    expect(worthKeeping({ desc: true })).toBe(true);
  });
});
