/** The daily brief: what Today says, as a text that can be sent. */
import { fileNameFor } from '../../../components/file-name';
import { capital, count, dayAndTime, isoDay, shortHash } from '../../../components/text';
import { endsText, leftText, todayText } from '../../../components/times';
import { CONSEQUENCE_WORD, ENVIRONMENT_WORD, SEVERITIES, SEVERITY_WORD } from '../../../components/words';
import type { ChangedSince, Ending, FindingView, TenantSummary, Today } from '../../../host/host';
import { endingNow, endingWords, listed } from './ending';
import { adoptionRows, everythingText, idleText, inversionText, largestLoss, movedText } from './measures';
import { facts, headline, kinds } from './statement';

export type Brief = {
  tenant: TenantSummary;
  today: Today;
  /** Open findings, worst first. */
  findings: readonly FindingView[];
  now: Date;
  /** People are named; otherwise only counted. */
  names: boolean;
};

const MOST = 10;

/** The brief in Markdown. */
export function briefOf({ tenant, today, findings, now, names }: Brief): string {
  const { rows, total } = endingNow(today, now);
  const parts = [
    `# ${clean(tenant.displayName)}, ${todayText(now)}`,
    about(tenant),
    [`**${headline(today, now)}.**`, kinds(today, now), facts(today, tenant, now)].filter(Boolean).join(' '),
    section(
      'Ends within 30 days',
      rows.slice(0, MOST).map((one) => endingLine(one, now, names)),
      total,
    ),
    section(
      'Findings to settle',
      findings.slice(0, MOST).map((one) => findingLine(one, names)),
      findings.length,
      severityLine(today),
    ),
    changes('What changed', today.changed),
    changes('Drift since the baseline', today.drift),
    measures(today),
    names ? 'People are named in this brief.' : 'No person is named in this brief.',
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** The same without signs of Markdown, for a message. */
export function asPlainText(markdown: string): string {
  return markdown
    .replace(/^# (.*)$/gm, '$1')
    .replace(/^## (.*)$/gm, (_line, title: string) => title.toUpperCase())
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/\\([\\`*_[\]<>#])/g, '$1');
}

/** `northwind-brief-2026-11-12.txt`. */
export function briefFile(tenant: string, now: Date, ending: 'txt' | 'md'): string {
  return fileNameFor(tenant, `brief-${isoDay(now)}`, ending);
}

function about({ environment, product, snapshot }: TenantSummary): string {
  return [
    ENVIRONMENT_WORD[environment],
    clean(product),
    snapshot && `read ${dayAndTime(snapshot.takenAt)}, snapshot ${shortHash(snapshot.hash)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function section(title: string, lines: readonly string[], total: number, intro = ''): string {
  if (lines.length === 0 && intro === '') return '';
  const more = total > lines.length ? [`- and ${count(total - lines.length)} more`] : [];
  return [`## ${title}`, '', ...(intro === '' ? [] : [intro, '']), ...lines, ...more].join('\n').trimEnd();
}

function endingLine(ending: Ending, now: Date, names: boolean): string {
  const left = `(${leftText(ending.until, now)})`;
  if (!names && ending.whose.kind === 'person') {
    const what = listed(
      ending.loses.slice(0, 2).map((one) => one.name),
      ending.losesTotal,
    );
    return `- One person ${what ? `loses ${clean(what)}` : 'loses nothing'} ${endsText(ending.until, now)} ${left}`;
  }
  const { name, text } = endingWords(ending, now);
  return `- **${clean(name)}**${clean(text)} ${left}`;
}

/** Without names the title of the check stands for the finding: titles name people. */
function findingLine(finding: FindingView, names: boolean): string {
  const what = names ? finding.title.replaceAll('`', '') : `${finding.checkTitle} (${count(finding.count)})`;
  return `- ${SEVERITY_WORD[finding.severity]}: ${clean(what)}`;
}

function severityLine({ counts }: Today): string {
  const words = SEVERITIES.map((severity) => `${count(counts[severity])} ${severity}`);
  return capital(`${words.join(', ')}.`);
}

function changes(title: string, changed: ChangedSince | null): string {
  if (!changed) return '';
  const things = [
    changed.added > 0 && `${count(changed.added)} new`,
    changed.removed > 0 && `${count(changed.removed)} gone`,
  ].filter(Boolean);
  const intro = [
    `Since ${dayAndTime(changed.before.takenAt)}: gained ${count(changed.gained)}, lost ${count(changed.lost)}`,
    ...things,
  ];
  const lines = changed.top.map(
    (one) =>
      `- ${clean(one.permission.name)} (${CONSEQUENCE_WORD[one.consequence].toLowerCase()}) ${movedText(one.gained, one.lost)}`,
  );
  return section(title, lines, lines.length, `${intro.join(', ')}.`);
}

function measures({ adoption, licences, pyramid }: Today): string {
  const people = adoptionRows(adoption).map((row) => `${row.label.toLowerCase()} ${count(row.count)}`);
  const seats = licences.map(
    (one) =>
      `${clean(one.licence.name)} ${count(one.held)}${one.seats === null ? '' : ` of ${count(one.seats)}`}`,
  );
  const levels = pyramid.levels.map(
    (one) =>
      `${CONSEQUENCE_WORD[one.consequence].toLowerCase()} ${count(one.people)}${
        one.temporary > 0 ? `, ${count(one.temporary)} of them for a time` : ''
      }`,
  );
  const remarks = [
    largestLoss(adoption),
    idleText(licences),
    ...pyramid.inversions.map(inversionText),
    everythingText(pyramid),
  ].filter((line) => line !== '');
  return section(
    'Measures',
    [
      `- Accounts: ${people.join(', ')}`,
      ...(seats.length > 0 ? [`- Licences: ${seats.join(', ')}`] : []),
      `- People by consequence: ${levels.join(', ')}`,
      ...remarks.map((line) => `- ${line}`),
    ],
    0,
  );
}

/** Names come from a tenant: what Markdown would take for itself is kept as text. */
function clean(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, '\\$&').replace(/\s+/g, ' ');
}
