import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, ChevronLeft, ChevronRight, Clock, Users, Wand } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { findingAddress } from '../../../components/address';
import { useStateOf } from '../../../components/as-of';
import { Button } from '../../../components/Button';
import { ClassWord } from '../../../components/ClassWord';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { sentence } from '../../../components/error-table';
import { CellGlyph } from '../../../components/glyphs/CellGlyph';
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { IconButton } from '../../../components/IconButton';
import { ItemChip } from '../../../components/ItemChip';
import { MessageText } from '../../../components/MessageText';
import { useMoment } from '../../../components/moment';
import { OpenLink } from '../../../components/OpenLink';
import { Skeleton } from '../../../components/Skeleton';
import { count, counted, dayAndTime } from '../../../components/text';
import { sourceText } from '../../../components/words';
import type {
  FindingView,
  FixView,
  GrantPath,
  Item,
  NearestFix,
  PrerequisiteState,
  RowKind,
  Why,
} from '../../../host/host';
import { whyQuery } from '../api/queries';
import type { PermissionRef } from '../model/panels';
import { fixable, priceWords } from '../model/quick-fix';
import { HowItCameToBe } from './HowItCameToBe';
import { PathView } from './PathView';
import styles from './why.module.css';
import { shapeOfWhy } from './why-shape';

/** So many findings are told with their ways out; the rest are named. */
const MOST_FIXED = 2;

/** Why a cell is what it is: the answer, every way that leads to it, what else it needs, and what to do. */
export function WhyPanel(props: {
  tenant: string;
  snapshot: string;
  rows: RowKind;
  id: string;
  permission: PermissionRef;
  /** What the screen around it is about: it needs no link to itself. */
  here?: Item;
  onOpen(item: Item): void;
}) {
  const { tenant, snapshot, rows, id, permission, here, onOpen } = props;
  const asked = whyQuery(tenant, snapshot, rows, id, permission.id, useMoment());
  const why = useQuery(asked);
  if (why.isError) return <ErrorPanel error={why.error} onRetry={() => why.refetch()} />;
  if (!why.data) return <Skeleton asked={asked.queryKey} rows={6} label="Finding every grant path" />;
  return (
    <Answer
      key={`${rows} ${id} ${permission.id}`}
      tenant={tenant}
      why={why.data}
      history={<HowItCameToBe cell={{ tenant, snapshot, rows, id, permission: permission.id }} />}
      here={here}
      onOpen={onOpen}
    />
  );
}

function Answer(props: {
  tenant: string;
  why: Why;
  history: ReactNode;
  here: Item | undefined;
  onOpen(item: Item): void;
}) {
  const { tenant, why, history, here, onOpen } = props;
  const ends = [why.person, why.permission].filter(({ kind, id }) => kind !== here?.kind || id !== here.id);
  const shape = shapeOfWhy(why);
  const fixes = fixable(why).slice(0, MOST_FIXED);
  // a person is told it in the statement itself
  const idle = shape === 'missing' && why.person.kind !== 'person';
  const detail = idle ? `${sentence(why.statement)} ${why.detail}` : why.detail;
  return (
    <>
      <div className={styles.statement}>
        <CellGlyph value={shape} size={18} hidden />
        <div className="grow select">
          <h3 className="inspector-title">{idle ? 'Granted, but it cannot work' : why.statement}</h3>
          {detail && <p className="t2">{detail}</p>}
        </div>
      </div>
      <Paths title="Grant path" paths={why.paths} total={why.pathsTotal} why={why} onOpen={onOpen} />
      <Paths title="Denied by" paths={why.denies} total={why.denies.length} why={why} onOpen={onOpen} />
      <Nearest list={why.nearest} onOpen={onOpen} />
      <Prerequisites list={why.prerequisites} onOpen={onOpen} />
      <Facts tenant={tenant} why={why} />
      {history}
      {fixes.map((finding) => (
        <WaysOut key={finding.key} tenant={tenant} finding={finding} />
      ))}
      <FindingList tenant={tenant} list={why.findings.filter((one) => !fixes.includes(one))} />
      <div className={styles.leads}>
        {ends.map((item) => (
          <OpenLink key={item.kind} tenant={tenant} item={item} />
        ))}
        {here?.kind !== 'permission' && (
          <Button
            variant="quiet"
            size="sm"
            icon={<Users size={14} aria-hidden="true" />}
            onClick={() => onOpen(why.permission)}
          >
            Who else can do this
          </Button>
        )}
      </div>
    </>
  );
}

/** Derivations, one at a time: Page Up and Page Down, or the arrows. */
function Paths(props: {
  title: string;
  paths: readonly GrantPath[];
  total: number;
  why: Why;
  onOpen(item: Item): void;
}) {
  const { title, paths, total, why, onOpen } = props;
  const [at, setAt] = useState(0);
  const path = paths[at];
  if (!path) return null;
  const listed =
    paths.length < total
      ? `${count(at + 1)} of ${count(total)}, ${count(paths.length)} listed`
      : `${count(at + 1)} of ${count(total)}`;
  return (
    <section aria-label={title}>
      <div className={styles.head}>
        <h4 className="h">{title}</h4>
        {total > 1 && (
          <div className="row gap4 t3 xs">
            <div aria-live="polite">{listed}</div>
            <IconButton label="Path before" disabled={at === 0} onClick={() => setAt(at - 1)}>
              <ChevronLeft size={14} aria-hidden="true" />
            </IconButton>
            <IconButton label="Path after" disabled={at >= paths.length - 1} onClick={() => setAt(at + 1)}>
              <ChevronRight size={14} aria-hidden="true" />
            </IconButton>
          </div>
        )}
      </div>
      <PathView path={path} consequence={why.consequence} onOpen={onOpen} />
      {path.scope.length > 0 && (
        <div className={styles.chips}>
          <p className="t3 sm">On</p>
          {path.scope.map((object) => (
            <ItemChip key={object.id} item={object} />
          ))}
        </div>
      )}
      {path.until && (
        <p className={styles.until}>
          <Clock size={13} aria-hidden="true" /> Ends {dayAndTime(path.until)}
        </p>
      )}
    </section>
  );
}

function Prerequisites({ list, onOpen }: { list: readonly PrerequisiteState[]; onOpen(item: Item): void }) {
  if (list.length === 0) return null;
  return (
    <section className={styles.ruled} aria-label="Prerequisites">
      <h4 className="h">Prerequisites</h4>
      <ul className={styles.needs}>
        {list.map((one) => (
          <li key={one.permission.id}>
            <div className="row">
              {one.held ? (
                <Check size={14} className="ok" aria-hidden="true" />
              ) : (
                <CellGlyph value="missing" hidden />
              )}
              <button type="button" className={styles.link} onClick={() => onOpen(one.permission)}>
                {one.permission.name}
              </button>
              <div className={`end sm nw ${one.held ? 't3' : 'f-high md'}`}>{needState(one)}</div>
            </div>
            {one.missingOn.length > 0 && (
              <div className={styles.objects}>
                {one.missingOn.slice(0, 12).map((object) => (
                  <ItemChip key={object.id} item={object} />
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function needState({ held, missingOn }: PrerequisiteState): string {
  if (held) return 'held';
  return missingOn.length === 0 ? 'missing' : `missing on ${count(missingOn.length)}`;
}

/** The nearest ways from a no to a yes, each with what comes along. */
function Nearest({ list, onOpen }: { list: readonly NearestFix[]; onOpen(item: Item): void }) {
  if (list.length === 0) return null;
  return (
    <section aria-label="Nearest ways to a yes">
      <h4 className="h">Nearest ways to a yes</h4>
      <ul className={styles.fixes}>
        {list.map((fix) => (
          <li key={`${fix.kind} ${fix.target.id}`} className="card">
            <div className="row top-al gap6">
              <Wand size={14} className={styles.wand} aria-hidden="true" />
              <div className="grow select">{fix.summary}</div>
            </div>
            <div className={styles.price}>
              <ItemChip item={fix.target} onOpen={onOpen} />
              <ClassWord value={fix.worst} soft />
              <div className="t3">{priceWords(fix)}</div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ tenant, why }: { tenant: string; why: Why }) {
  const state = useStateOf(tenant, useMoment());
  const path = why.paths[0];
  const facts: [string, string][] = [];
  if (why.useReported) facts.push(['Last used', why.lastUsed ? dayAndTime(why.lastUsed) : 'never']);
  const granted = [path?.since && dayAndTime(path.since), path && sourceText(path.source)].filter(Boolean);
  if (granted.length > 0) facts.push(['Granted', granted.join(', ')]);
  if (why.paths.length > 0) facts.push(['Until', why.expires ? dayAndTime(why.expires) : 'no end']);
  return (
    <section className={styles.ruled} aria-label="Facts">
      <dl className="facts">
        <dt>Consequence</dt>
        <dd>
          <ClassWord value={why.consequence} />
        </dd>
        {facts.map(([term, value]) => (
          <div key={term} className={styles.fact}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <dt>As of</dt>
        <dd>{state}</dd>
      </dl>
    </section>
  );
}

/** A finding about this cell, with what would settle it and what that would give. */
function WaysOut({ tenant, finding }: { tenant: string; finding: FindingView }) {
  return (
    <section className={`card ${styles.out}`} aria-label="Quick fix">
      <h4 className="h row gap6">
        <Wand size={14} aria-hidden="true" />
        {finding.fixes.length === 1 ? 'Quick fix' : 'Quick fixes'}
        <span className="end">
          <SeverityGlyph value={finding.severity} />
        </span>
      </h4>
      <p className="select">
        <MessageText text={sentence(finding.title)} />
      </p>
      <ul>
        {finding.fixes.map((fix) => (
          <li key={fix.summary}>
            <span className="select">
              <MessageText text={sentence(fix.summary)} />
            </span>
            <span className={styles.price}>
              <FixPrice fix={fix} />
            </span>
          </li>
        ))}
      </ul>
      <Link {...findingAddress(tenant, finding.key)} className="btn btn-sm">
        Open the finding
      </Link>
    </section>
  );
}

function FixPrice({ fix: { adds, gains } }: { fix: FixView }) {
  if (gains === 0) return <span className="t3">Nobody gains anything</span>;
  return (
    <>
      {adds && (
        <>
          <span className="t3">Adds</span>
          <ClassWord value={adds} soft />
        </>
      )}
      <span className="t3">{counted(gains, 'person gains', 'people gain')} something</span>
    </>
  );
}

function FindingList({ tenant, list }: { tenant: string; list: readonly FindingView[] }) {
  if (list.length === 0) return null;
  return (
    <section className={styles.ruled} aria-label="Findings">
      <h4 className="h">{counted(list.length, 'finding')} here</h4>
      <ul className={styles.needs}>
        {list.map((finding) => (
          <li key={finding.key} className="row top-al">
            <span className={styles.glyph}>
              <SeverityGlyph value={finding.severity} />
            </span>
            <Link {...findingAddress(tenant, finding.key)} className={styles.link}>
              <MessageText text={finding.title} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
