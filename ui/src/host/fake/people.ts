/** People of the fake tenant: some with names from the pictures, the rest made up by rote. */
import { ROLES } from './meridian';

export type FakePerson = { id: string; name: string; title: string; roles: string[]; active: boolean };

const KNOWN: [string, string[]][] = [
  ['Greta Olsen', ['workspace-owner']],
  ['Ines Okafor', ['access-administrator']],
  ['Tomasz Brandt', ['identity-sso-manager']],
  ['Dana Whitfield', ['billing-administrator']],
  ['Hana Sato', ['configuration-manager']],
  ['Priya Raman', ['compliance-auditor']],
  ['Marek Lindqvist', ['support-specialist-l3']],
  ['Aoife Byrne', ['support-specialist-l3']],
  ['Samir Haddad', ['support-specialist-l3']],
  ['Yusuf Adeyemi', ['support-specialist-l1']],
  ['Felix Aydin', ['model-tester']],
  ['Lena Vogt', ['knowledge-curator']],
  ['Chloé Marchetti', ['data-ingestor']],
  ['Luis Ferreira', ['ai-agent-builder']],
  ['Ravi Menon', ['analytics-viewer']],
  ['Noor Bakker', ['analytics-viewer']],
  ['Jonas Weiss', []],
];
const GIVEN = [
  'Aiko',
  'Bram',
  'Carmen',
  'Daan',
  'Elif',
  'Farah',
  'Giulia',
  'Hamza',
  'Imani',
  'Jakub',
  'Kofi',
  'Laila',
  'Mei',
  'Nuno',
  'Omar',
  'Petra',
];
const FAMILY = [
  'Aalto',
  'Boateng',
  'Castro',
  'Dijkstra',
  'Eriksen',
  'Fontaine',
  'García',
  'Hoang',
  'Ito',
  'Jensen',
  'Kaya',
  'Lund',
  'Moreau',
];
const COMMON = [
  'analytics-viewer',
  'knowledge-curator',
  'support-specialist-l1',
  'ai-agent-builder',
  'data-ingestor',
  'model-tester',
];

const known = KNOWN.map(([name, roles]) => person(name, roles, true));
const rest = Array.from({ length: 412 - KNOWN.length }, (_, index) => {
  const name =
    `${GIVEN[index % GIVEN.length]} ${FAMILY[(index * 7) % FAMILY.length]} ${index > 150 ? index : ''}`.trim();
  const role = COMMON[index % 23];
  return person(name, role === undefined ? [] : [role], index % 61 !== 60);
});

function person(name: string, roles: string[], active: boolean): FakePerson {
  const all = [...roles, 'member'].filter((id) => ROLES.some((role) => role.id === id));
  const first = ROLES.find((role) => role.id === roles[0]);
  const id = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '.');
  return { id, name, title: first?.name ?? 'Logistics', roles: all, active };
}

export const PEOPLE: FakePerson[] = [...known, ...rest];
export const GROUPS = ROLES.slice(0, 12).map((role) => ({
  id: `g-${role.id}`,
  name: `${role.name} team`,
  roles: [role.id, 'member'],
}));
