import { describe, expect, it } from 'vitest';
import type { Row, Why } from '../../../host/host';
import { cellsAsText, whyAsText } from './text';

const person = { kind: 'person', id: 'fa', name: 'Felix Aydin' } as const;
const permission = { kind: 'permission', id: 'agents.query', name: 'Query agents' } as const;
const why: Why = {
  person,
  permission,
  object: null,
  consequence: 'view',
  at: '2026-11-22T10:36:00Z',
  basis: {
    snapshot: 'blake3:9f3c',
    readAt: '2026-11-22T10:30:00Z',
    firstRead: '2026-11-22T10:30:00Z',
    nextRead: null,
    tense: 'now',
  },
  decision: 'yes',
  statement: 'Granted, but it cannot work.',
  detail: '',
  paths: [
    {
      steps: [
        { item: person, label: '', source: '', since: null, until: null },
        {
          item: { kind: 'group', id: 'g', name: 'AI pilot EMEA' },
          label: 'member of',
          source: 'SCIM',
          since: null,
          until: null,
        },
        { item: permission, label: 'grants', source: '', since: null, until: null },
      ],
      direct: false,
      owner: false,
      scope: [{ kind: 'object', id: 'o', name: 'Rate cards' }],
      source: 'SCIM',
      since: null,
      until: null,
    },
  ],
  pathsTotal: 9,
  denies: [],
  nearest: [],
  prerequisites: [
    { permission: { kind: 'permission', id: 'p', name: 'Use Assist: Ask' }, held: true, missingOn: [] },
  ],
  lastUsed: null,
  useReported: true,
  expires: null,
  findings: [],
};

describe('whyAsText', () => {
  it('holds what was asked, the answer, its reasons and its source', () => {
    expect(whyAsText(why, 'Northwind Logistics')).toBe(
      [
        'Felix Aydin × Query agents',
        'Granted, but it cannot work.',
        '',
        'Grant paths (1 of 9):',
        '  Felix Aydin → member of AI pilot EMEA (SCIM) → grants Query agents on Rate cards',
        '',
        'Prerequisites:',
        '  Use Assist: Ask: held',
        '',
        'Consequence: view',
        'Last used: never',
        'Tenant: Northwind Logistics',
        'As of: 2026-11-22T10:36:00Z',
        'Snapshot: blake3:9f3c',
        '',
      ].join('\n'),
    );
  });
});

describe('cellsAsText', () => {
  it('is a sheet with headings', () => {
    const text = cellsAsText(
      { top: 1, bottom: 2, left: 0, right: 1 },
      (row) => ({ name: `row ${row}` }) as Row,
      (column) => ({ name: `column ${column}` }),
      (row, column) => (row === 2 && column === 1 ? undefined : row * 4),
    );
    expect(text).toBe(
      '\tcolumn 0\tcolumn 1\nrow 1\tnone, temporary\tnone, temporary\nrow 2\tnone, missing prerequisite\t\n',
    );
  });
});
