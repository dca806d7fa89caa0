/** Findings of the fake tenant, one for most ways in which a finding can look. */
import type { CheckInfo, FindingView, Item, SeverityLevel } from '../bindings';

const item = (kind: Item['kind'], id: string, name: string): Item => ({ kind, id, name });
const person = (name: string) => item('person', name.toLowerCase().replace(/[^a-z0-9]+/g, '.'), name);
const permission = (id: string, name: string) => item('permission', id, name);

type Seed = Pick<FindingView, 'check' | 'checkTitle' | 'severity' | 'title' | 'subjects'> &
  Partial<FindingView>;

function finding(seed: Seed): FindingView {
  return {
    key: `${seed.check}:${seed.subjects.map((one) => one.id).join('+')}`,
    why: 'access that nobody needs is access that somebody can misuse',
    reference: 'NIST SP 800-53 AC-6',
    count: seed.subjects.length,
    evidence: [],
    fixes: [],
    dismissed: null,
    back: null,
    firstSeen: '2026-11-03T08:12:00Z',
    ...seed,
  };
}

const dana = person('Dana Whitfield');
const felix = person('Felix Aydin');

export const FINDINGS: FindingView[] = [
  finding({
    check: 'separation-of-duties',
    checkTitle: 'Separation of duties',
    severity: 'critical',
    title: 'Two Billing Administrators can correct invoices and approve exports',
    why: 'one person who can both cause and approve a payment can hide a mistake, or a theft',
    reference: 'NIST SP 800-53 AC-5',
    subjects: [
      item('role', 'billing-administrator', 'Billing Administrator'),
      dana,
      person('Petra Lund'),
      permission('invoices.correct', 'Correct invoices'),
      permission('exports.approve', 'Approve exports'),
    ],
    evidence: [
      {
        label: 'Dana Whitfield',
        value: 'through the role Billing Administrator, since 3 Nov 2026',
        about: [dana],
      },
      {
        label: 'approve exports',
        value: 'granted directly by Tomasz Brandt',
        about: [dana, person('Petra Lund')],
      },
      { label: 'rule', value: 'whoever corrects invoices does not approve exports', about: [] },
    ],
    fixes: [
      {
        summary: 'take `Approve exports` from the role `Billing Administrator`',
        steps: [
          'open the role Billing Administrator in Meridian',
          'remove Approve exports',
          'read the tenant again',
        ],
        adds: null,
        gains: 0,
      },
      {
        summary: 'give `Approve exports` to the role `Compliance Auditor`',
        steps: ['add Approve exports to Compliance Auditor', 'remove it from Billing Administrator'],
        adds: 'override',
        gains: 3,
      },
    ],
  }),
  finding({
    check: 'missing-prerequisite',
    checkTitle: 'Missing prerequisite',
    severity: 'high',
    title: 'Nine people hold Query agents but cannot read its datastores',
    why: 'they see a feature that fails whenever they use it, and write tickets about it',
    subjects: [
      item('role', 'model-tester', 'Model Tester'),
      felix,
      permission('agents.query', 'Query agents'),
    ],
    count: 9,
    evidence: [{ label: 'Missing', value: '`Read documents` on 3 of 3 datastores', about: [felix] }],
    fixes: [
      {
        summary: 'grant `Read documents` on 3 datastores to `Model Tester`',
        steps: ['open Model Tester in Meridian', 'add Read documents on the three datastores'],
        adds: 'view',
        gains: 9,
      },
    ],
  }),
  finding({
    check: 'stale-account',
    checkTitle: 'Stale account with access',
    severity: 'high',
    title: 'Ravi Menon has not signed in for 61 days and can still export data',
    subjects: [person('Ravi Menon'), permission('data.export', 'Export data')],
    back: {
      before: {
        reason: 'on leave until November',
        by: 'Tomasz Brandt',
        at: '2026-09-20T08:00:00Z',
        returns: '2027-01-31',
      },
      new: [permission('data.export', 'Export data')],
      because: 'Export data is new',
    },
    evidence: [{ label: 'Last sign-in', value: '12 Sep 2026', about: [] }],
  }),
  ...['Aiko Aalto', 'Bram Hoang', 'Carmen Boateng', 'Daan Ito', 'Elif Castro'].map((name) =>
    finding({
      check: 'unused-permission',
      checkTitle: 'Unused permission',
      severity: 'medium',
      title: `${name} has not used Manage datastores for 90 days`,
      subjects: [person(name), permission('datastores.manage', 'Manage datastores')],
      fixes: [{ summary: 'end the assignment', steps: [], adds: null, gains: 0 }],
    }),
  ),
  ...[
    'Farah Jensen',
    'Giulia Dijkstra',
    'Hamza Kaya',
    'Imani Eriksen',
    'Jakub Lund',
    'Kofi Fontaine',
    'Laila Moreau',
    'Mei García',
    'Nuno Aalto',
  ].map((name) =>
    finding({
      check: 'direct-assignment',
      checkTitle: 'Direct assignment where a group exists',
      severity: 'low',
      title: `${name} has Knowledge Curator directly, though a group gives it`,
      subjects: [person(name), item('role', 'knowledge-curator', 'Knowledge Curator')],
      fixes: [
        {
          summary: 'add to the group `Knowledge Curator team` and end the assignment',
          steps: [],
          adds: null,
          gains: 0,
        },
      ],
    }),
  ),
];

const check = (
  id: string,
  title: string,
  severity: SeverityLevel,
  skipped: string | null = null,
): CheckInfo => ({
  id,
  title,
  why: 'access that nobody needs is access that somebody can misuse',
  reference: 'NIST SP 800-53 AC-6',
  severity,
  enabled: true,
  found: FINDINGS.filter((one) => one.check === id).length,
  skipped,
});

export const CHECKS: CheckInfo[] = [
  check('separation-of-duties', 'Separation of duties', 'critical'),
  check('missing-prerequisite', 'Missing prerequisite', 'high'),
  check('stale-account', 'Stale account with access', 'high'),
  check(
    'no-second-factor',
    'No second factor on consequential access',
    'high',
    'the tenant does not report second factors',
  ),
  check('unused-permission', 'Unused permission', 'medium'),
  check('broad-role', 'Over-broad role', 'medium'),
  check('direct-assignment', 'Direct assignment where a group exists', 'low'),
  { ...check('personal-role-name', 'Role named after a person', 'low'), enabled: false },
];
