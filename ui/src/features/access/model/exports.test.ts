import { expect, it } from 'vitest';
import { EXPORTS, suggestedName } from './exports';

it('suggests names that say what they are, whatever the tenant is called', () => {
  const names = EXPORTS.map((choice) => suggestedName('../Acme & Söhne: EU/', 'people', choice));
  expect(names).toEqual([
    'Acme-Söhne-EU-people.csv',
    'Acme-Söhne-EU-people-by-permission.csv',
    'Acme-Söhne-EU-people.xlsx',
    'Acme-Söhne-EU-people.html',
    'Acme-Söhne-EU-people.md',
    'Acme-Söhne-EU-people.json',
    'Acme-Söhne-EU-cedar',
  ]);
  expect(new Set(names).size).toBe(EXPORTS.length);
});
