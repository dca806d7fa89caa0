/** An entry of the fake audit trail in full. */
import type { AuditEntryDetail, AuditValue, SnapshotInfo } from '../bindings';
import { type FakeEntry, hash } from './audit-entries';
import { POLICIES } from './tenants';

const plain = (text: string): AuditValue => ({ state: 'plain', text, commitment: null });
const personal = (text: string): AuditValue => ({ state: 'disclosed', text, commitment: hash(text.length) });
const forgotten: AuditValue = { state: 'forgotten', text: '', commitment: hash(3) };

export function detailOf(
  { row, number }: FakeEntry,
  entries: readonly FakeEntry[],
  { log, key, snapshot }: { log: string; key: string; snapshot: SnapshotInfo | null },
): AuditEntryDetail {
  const related = entries.filter((one) => one.row.correlation === row.correlation && one.row.id !== row.id);
  const [policy] = POLICIES.slice(-2);
  const items = [row.who?.item, row.object?.item].filter((one) => one !== null && one !== undefined);
  const isForeign = row.source === 'tenant';
  return {
    row,
    onBehalfOf: null,
    proposedBy: row.consequence === 'override' ? (entries[4]?.row.who ?? null) : null,
    environment: row.tenant === '' ? null : 'live',
    reason: isForeign ? null : personal('NW-4821, lost customs records'),
    confirmation: isForeign ? null : row.consequence === 'view' ? 'none' : 'explicit',
    policies:
      isForeign || !policy || row.outcome === 'denied'
        ? []
        : [{ id: policy.id, annotation: policy.annotation, text: policy.text, unchanged: number % 2 === 0 }],
    changes:
      row.consequence === 'view'
        ? []
        : [
            { object: null, field: 'rows', before: plain('18,204'), after: plain('18,977') },
            { object: null, field: 'snapshot', before: plain('live'), after: plain('2026-11-12T04:00') },
            { object: null, field: 'owner', before: null, after: personal('Marek Lindqvist') },
            { object: null, field: 'consignee', before: forgotten, after: null },
          ],
    fields: isForeign
      ? [
          { name: 'ip', value: personal('203.0.113.41') },
          { name: 'client.userAgent', value: { state: 'withheld', text: '', commitment: hash(9) } },
        ]
      : [],
    origin: isForeign ? 'okta' : 'steward',
    proof: {
      state: number > 1284 ? 'signed' : 'proved',
      message:
        number > 1284
          ? 'It is signed. The next checkpoint will lead to it.'
          : 'Chain intact from entry 0 to 1,285. A signed checkpoint leads to this entry.',
      log,
      number,
      hash: hash(number),
      previous: number > 0 ? hash(number - 1) : null,
      signedBy: key,
      inclusion:
        number > 1284
          ? null
          : {
              size: 1285,
              root: hash(77),
              path: [hash(1), hash(2), hash(3), hash(4)],
              text: `c2sp.org/tlog-proof@v1\nindex ${number}\n${hash(1)}\n${hash(2)}\n`,
            },
      batch: isForeign
        ? {
            entry: `${log}/${Math.max(0, number - 1)}`,
            file: 'okta-system-log.jsonl',
            at: '2026-11-12T08:50:00Z',
            events: 620,
            root: hash(5),
            path: [hash(6), hash(7)],
          }
        : null,
    },
    related: related.map((one) => one.row).reverse(),
    relatedTotal: related.length,
    jumps: items.map((item, at) => ({
      item,
      permission:
        at === 0 && row.consequence === 'override'
          ? { kind: 'permission', id: 'data.export', name: 'Export data' }
          : null,
      tenant: 'northwind',
      present: true,
      at: row.at,
      snapshot,
    })),
    bytes: JSON.stringify({
      chain: { device: log, number },
      event: { operation: row.operation, time: row.at },
    }),
  };
}
