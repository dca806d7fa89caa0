import { dayAndTime } from '../../../components/text';
import { sourceText } from '../../../components/words';
import type { GrantPath, Row, Why } from '../../../host/host';
import { cellWords } from './cell';
import type { Box } from './keyboard';

/** An answer as plain text, to be kept as evidence. */
export function whyAsText(why: Why, tenant: string): string {
  const lines = [
    `${why.person.name} × ${why.permission.name}${why.object ? ` on ${why.object.name}` : ''}`,
    why.statement,
    why.detail,
    '',
    ...section(
      `Grant paths (${why.paths.length} of ${why.pathsTotal})`,
      why.paths.map((path) => pathAsText(path)),
    ),
    ...section(
      'Denied by',
      why.denies.map((path) => pathAsText(path)),
    ),
    ...section(
      'Prerequisites',
      why.prerequisites.map((one) => `${one.permission.name}: ${prerequisiteAsText(one)}`),
    ),
    ...section(
      'Nearest ways to a yes',
      why.nearest.map((fix) => fix.summary),
    ),
    ...section(
      'Findings',
      why.findings.map((finding) => `${finding.severity}: ${finding.title}`),
    ),
    `Consequence: ${why.consequence}`,
    ...(why.useReported ? [`Last used: ${why.lastUsed ? dayAndTime(why.lastUsed) : 'never'}`] : []),
    ...(why.expires ? [`Ends: ${dayAndTime(why.expires)}`] : []),
    `Tenant: ${tenant}`,
    `As of: ${why.at}`,
    `Snapshot: ${why.basis.snapshot}`,
  ];
  return `${lines.filter((line, at) => line !== '' || lines[at - 1] !== '').join('\n')}\n`;
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`), ''];
}

function prerequisiteAsText({ held, missingOn }: Why['prerequisites'][number]): string {
  if (held) return 'held';
  if (missingOn.length === 0) return 'missing';
  return `missing on ${missingOn.map((object) => object.name).join(', ')}`;
}

/** `Felix Aydin → member of AI pilot EMEA (SCIM) → has role Model Tester → grants Query agents`. */
export function pathAsText(path: GrantPath): string {
  const steps = path.steps.map((step, at) => {
    const source = sourceText(step.source);
    const by = source ? ` (${source})` : '';
    return at === 0 ? step.item.name : `${step.label} ${step.item.name}${by}`;
  });
  const scope = path.scope.length > 0 ? ` on ${path.scope.map((object) => object.name).join(', ')}` : '';
  const until = path.until ? `, until ${dayAndTime(path.until)}` : '';
  return `${steps.join(' → ')}${scope}${until}`;
}

/** A rectangle of cells as tab separated words, with names and headings, for a sheet or a message. */
export function cellsAsText(
  box: Box,
  row: (row: number) => Row | undefined,
  column: (column: number) => { name: string } | undefined,
  cell: (row: number, column: number) => number | undefined,
): string {
  const across = range(box.left, box.right);
  const lines = [['', ...across.map((at) => column(at)?.name ?? '')].join('\t')];
  for (const at of range(box.top, box.bottom)) {
    const words = across.map((over) => {
      const byte = cell(at, over);
      return byte === undefined ? '' : cellWords(byte).join(', ');
    });
    lines.push([row(at)?.name ?? '', ...words].join('\t'));
  }
  return `${lines.join('\n')}\n`;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
