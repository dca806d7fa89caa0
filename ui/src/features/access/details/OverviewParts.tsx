import { Link } from '@tanstack/react-router';
import { CircleCheck, ScrollText } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { findingAddress, opens, recordAddress } from '../../../components/address';
import { Button } from '../../../components/Button';
import { ClassBars } from '../../../components/ClassBars';
import { sentence } from '../../../components/error-table';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { ItemChip } from '../../../components/ItemChip';
import { MessageText } from '../../../components/MessageText';
import { count } from '../../../components/text';
import type { ApartRule, ClassCount, FindingView, Item, PersonDetail } from '../../../host/host';
import { peerWords } from '../model/facts';
import styles from './details.module.css';

const FEW_FINDINGS = 4;
const FEW_CHIPS = 12;

export function Section({
  title,
  note,
  children,
}: {
  title: string;
  note?: string | undefined;
  children: ReactNode;
}) {
  return (
    <section aria-label={title}>
      <div className={styles.sectionHead}>
        <h3 className="h">{title}</h3>
        {note && <p className="t3 sm">{note}</p>}
      </div>
      {children}
    </section>
  );
}

/** The way to what is on record about something: what was done to it, and what somebody did. */
export function OnRecord({ tenant, item }: { tenant: string; item: Item }) {
  const links: { as: 'on' | 'who'; words: string }[] =
    item.kind === 'person'
      ? [
          { as: 'on', words: 'What was done to them' },
          { as: 'who', words: 'What they did' },
        ]
      : [{ as: 'on', words: 'What was done to it' }];
  return (
    <Section title="On record">
      <div className="row wrap gap6">
        {links.map(({ as, words }) => (
          <Link key={as} className="btn btn-sm" {...recordAddress(tenant, item.id, as)}>
            <ScrollText size={13} aria-hidden="true" />
            {words}
            <span className="vh">, {item.name}</span>
          </Link>
        ))}
      </div>
    </Section>
  );
}

/** Open findings, the worst few as cards, each with its way out and a way in. */
export function FindingCards({ tenant, findings }: { tenant: string; findings: readonly FindingView[] }) {
  if (findings.length === 0) {
    return (
      <Section title="Risk and findings">
        <p className="row gap6 sm t2">
          <CircleCheck size={14} className="ok" aria-hidden="true" /> No open finding
        </p>
      </Section>
    );
  }
  const more = findings.length - FEW_FINDINGS;
  return (
    <Section
      title="Risk and findings"
      note={more > 0 ? `${FEW_FINDINGS} of ${count(findings.length)}` : undefined}
    >
      <ul className={`card ${styles.findings}`}>
        {findings.slice(0, FEW_FINDINGS).map((finding) => (
          <li key={finding.key}>
            <SeverityGlyph value={finding.severity} />
            <span className="grow">
              <span className="md">
                <MessageText text={finding.title} />
              </span>
              <span className="t3 sm">
                {finding.fixes[0] ? (
                  <MessageText text={sentence(finding.fixes[0].summary)} />
                ) : (
                  finding.checkTitle
                )}
              </span>
            </span>
            <Link
              {...findingAddress(tenant, finding.key)}
              className="btn btn-sm"
              aria-label={`Open the finding: ${finding.title}`}
            >
              Open
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** How much somebody holds against the middle of their department. */
export function Peers({ detail }: { detail: PersonDetail }) {
  const { what, peerMedian, permissionsTotal, department } = detail;
  const held = what.permissions.length;
  const words = peerWords(held, peerMedian, department);
  if (!words || peerMedian === null || permissionsTotal === 0) return null;
  return (
    <Section title="Against peers" note={`median ${count(peerMedian)}`}>
      <div className={styles.peers} aria-hidden="true">
        <i style={{ width: `${(held / permissionsTotal) * 100}%` }} />
        <u style={{ left: `${(peerMedian / permissionsTotal) * 100}%` }} />
      </div>
      <p className="sm t2">{words}</p>
    </Section>
  );
}

export function Classes({ classes }: { classes: readonly ClassCount[] }) {
  if (classes.every((one) => one.count === 0)) return null;
  return (
    <Section title="By consequence">
      <ClassBars classes={classes} label="Permissions by consequence" />
    </Section>
  );
}

export function Share({ label, part, whole }: { label: string; part: number; whole: number }) {
  return (
    <div className={styles.share}>
      <div className="sm t2">{label}</div>
      <div className="sm">
        {count(part)} of {count(whole)}
      </div>
      <span className={styles.peers} aria-hidden="true">
        <i style={{ width: `${(part / whole) * 100}%` }} />
      </span>
    </div>
  );
}

export function Apart({ rule, onOpen }: { rule: ApartRule; onOpen(item: Item): void }) {
  return (
    <Section title="Must be kept apart from">
      <div className="row wrap gap4">
        {rule.from.map((item) => (
          <ItemChip key={item.id} item={item} onOpen={onOpen} />
        ))}
      </div>
      <p className="sm t2" style={{ marginTop: 6 }}>
        <MessageText text={sentence(rule.why || rule.rule.name)} />
      </p>
    </Section>
  );
}

/** Names that lead to what they name; the first few, and the rest on request. */
export function Chips(props: {
  title: string;
  items: readonly Item[];
  /** How many there are, when more than are listed. */
  total?: number;
  onOpen(item: Item): void;
}) {
  const { title, items, total = items.length, onOpen } = props;
  const [all, setAll] = useState(false);
  const once = [...new Map(items.map((item) => [`${item.kind} ${item.id}`, item])).values()];
  const shown = all ? once : once.slice(0, FEW_CHIPS);
  if (once.length === 0) return null;
  return (
    <Section title={title} note={total > FEW_CHIPS ? count(Math.max(total, once.length)) : undefined}>
      <div className="row wrap gap4">
        {shown.map((item) => (
          <ItemChip key={`${item.kind} ${item.id}`} item={item} onOpen={opens(item) ? onOpen : undefined} />
        ))}
        {shown.length < once.length && (
          <Button size="sm" variant="quiet" onClick={() => setAll(true)}>
            Show {count(once.length - shown.length)} more
          </Button>
        )}
      </div>
    </Section>
  );
}
