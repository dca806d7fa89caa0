import { describe, expect, it } from 'vitest';
import type { Item } from '../host/host';
import { type Recent, withoutPerson as recentWithout } from './recent';
import { speaksOf } from './spoken-of';
import { type View, withoutPerson as viewsWithout } from './views';

const anna = { person: 'p1', names: ['Anna Roth', 'anna.roth', 'anna.roth@acme.example', 'p1'] };

describe('a text', () => {
  it('speaks of somebody when one of their names stands in it as a whole', () => {
    for (const text of [
      'ANNA ROTH',
      'Deputy of Anna Roth.',
      'anna.roth@acme.example',
      'P1',
      'Roth (anna.roth)',
    ]) {
      expect(speaksOf(anna, text), text).toBe(true);
    }
    for (const text of ['', 'Anna Rothe', 'joanna.roth', 'p12', 'ask p1 first', 'Anna']) {
      expect(speaksOf(anna, text), text).toBe(false);
    }
    expect(speaksOf({ person: 'x', names: ['', ' '] }, '')).toBe(false);
  });
});

describe('what was opened lately', () => {
  const one = (kind: Item['kind'], id: string, name: string, tenant = 'acme'): Recent => ({
    tenant,
    item: { kind, id, name },
  });
  it('forgets them and what is named after them, in their tenant alone', () => {
    const all = [
      one('person', 'p1', 'A. Roth'),
      one('person', 'p2', 'Anna Roth-Meier'),
      one('role', 'p1', 'Reader'),
      one('role', 'r', 'For Anna Roth'),
      one('person', 'p1', 'Anna Roth', 'beta'),
    ];
    const left = recentWithout(all, 'acme', anna).map((kept) => `${kept.tenant} ${kept.item.name}`);
    // a name of several parts is found inside a longer one: rather one too many than one too few
    expect(left).toEqual(['acme Reader', 'beta Anna Roth']);
  });
});

describe('saved views', () => {
  const view = (name: string, search: View['search'], tenant?: string): View => ({ name, search, tenant });
  it('go when they are named after somebody or look for them', () => {
    const all = [
      view('Anna Roth', {}),
      view('By word', { q: 'anna roth' }),
      view('By value', { facets: { manager: ['Ben', 'Anna Roth'] } }, 'acme'),
      view('By word elsewhere', { q: 'anna roth' }, 'beta'),
      view('Others', { q: 'ben', within: { kind: 'role', id: 'r' } }, 'acme'),
    ];
    const left = viewsWithout(all, 'acme', anna).map((kept) => kept.name);
    expect(left).toEqual(['By word elsewhere', 'Others']);
  });
});
