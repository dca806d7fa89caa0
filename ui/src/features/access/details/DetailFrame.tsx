import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronUp, Copy, Grid3x3 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { createPortal } from 'react-dom';
import { AsOf } from '../../../components/AsOf';
import { Button } from '../../../components/Button';
import type { DetailSearch, DetailTab } from '../../../components/detail-search';
import { Inspector } from '../../../components/Inspector';
import { placeInMatrix } from '../../../components/matrix-search';
import { Page } from '../../../components/Page';
import { PageHead } from '../../../components/PageHead';
import { PastBanner } from '../../../components/PastBanner';
import { type Tab, Tabs } from '../../../components/Tabs';
import type { Basis, Item, ListKind } from '../../../host/host';
import { useNarrowerThan } from '../../../theme/zoom';
import type { Fact } from '../model/facts';
import { LIST_WORDS } from '../model/list-query';
import { AccessTools } from './AccessTools';
import { ListLink, type Stand } from './DetailPlace';
import styles from './details.module.css';
import type { DetailTools } from './use-detail';

/** Another tab begins without the filters and the choice of the last one. */
const FRESH: Partial<DetailSearch> = {
  q: undefined,
  facets: undefined,
  findings: undefined,
  sort: undefined,
  desc: undefined,
  selected: undefined,
};

/** The frame of one thing: who or what it is, a strip of facts, tabs with what they hold, and what stands around it. */
export function DetailFrame(props: {
  stand: Stand;
  kind: ListKind;
  item: Item;
  /** What an answer about another moment rests on, where that is known. */
  basis?: Basis;
  picture: ReactNode;
  tags?: ReactNode;
  /** Not in use any more: grey. */
  gone?: boolean;
  line: ReactNode;
  facts: readonly Fact[];
  tabs: readonly Tab<DetailTab>[];
  tab: DetailTab;
  search: DetailSearch;
  tools: DetailTools;
  /** The first tab shows access, which can be filtered and grouped. */
  access?: boolean;
  overview: ReactNode;
  /** Stands in the place of the overview while a row is chosen. */
  why: ReactNode;
  children(slot: HTMLElement | null): ReactNode;
}) {
  const { stand, kind, item, picture, tags, line, facts, tabs, search, tools, overview, why, children } =
    props;
  const { tenant, at: past } = stand.place;
  const narrow = useNarrowerThan(900);
  const panel = useId();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const shown: readonly Tab<DetailTab>[] = narrow ? [...tabs, { value: 'summary', label: 'Summary' }] : tabs;
  const tab = shown.some((one) => one.value === props.tab) ? props.tab : (tabs[0]?.value ?? 'access');
  const foot = <Foot tools={tools} />;
  const place = placeInMatrix(item);
  const inMatrix = place && (
    <Link className="btn" to="/t/$tenant/matrix" params={{ tenant }} search={{ ...place, at: past }}>
      <Grid3x3 size={14} aria-hidden="true" />
      Show in matrix
    </Link>
  );
  return (
    <Page
      head={
        <PageHead
          crumb="Access"
          parent={<ListLink kind={kind} tenant={tenant} />}
          title={item.name}
          note={<AsOf tenant={tenant} at={past} onGo={tools.travel} />}
          actions={
            <>
              <Step way="previous" kind={kind} tools={tools} />
              <Step way="next" kind={kind} tools={tools} />
              {!narrow && inMatrix}
            </>
          }
        />
      }
      inspector={
        <>
          <div ref={setSlot} className={styles.slot} />
          {why ||
            (!narrow && (
              <Inspector title="Summary" foot={foot}>
                {overview}
              </Inspector>
            ))}
        </>
      }
    >
      {past !== undefined && (
        <PastBanner at={past} basis={props.basis} onBack={() => tools.travel(undefined)} />
      )}
      <div className={styles.frame}>
        <div className={styles.identity} data-gone={props.gone}>
          {picture}
          <div className="grow">
            <div className="row wrap">
              <div className={styles.title}>{item.name}</div>
              {tags}
            </div>
            <div className="t2 select">{line}</div>
          </div>
        </div>
        <dl className={styles.facts}>
          {facts.map((fact) => (
            <div key={fact.label} title={fact.title}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
        <Tabs
          label={`About ${item.name}`}
          value={tab}
          tabs={shown}
          panel={panel}
          onChange={(next) => tools.change({ ...FRESH, tab: next })}
          end={props.access && tab === 'access' && <AccessTools search={search} onChange={tools.change} />}
        />
        <div id={panel} role="tabpanel" aria-labelledby={`${panel}-${tab}`} className={styles.panel}>
          {tab === 'summary' ? (
            <div className={styles.summary}>
              {overview}
              <div className="row wrap">
                {inMatrix}
                {foot}
              </div>
            </div>
          ) : (
            children(slot)
          )}
        </div>
      </div>
      {tools.dialog}
    </Page>
  );
}

/** A panel of something inside the frame takes the place of the overview. */
export function InSlot({ slot, children }: { slot: HTMLElement | null; children: ReactNode }) {
  return slot && children ? createPortal(children, slot) : null;
}

function Step({ way, kind, tools }: { way: 'previous' | 'next'; kind: ListKind; tools: DetailTools }) {
  const to = tools.neighbours?.[way];
  const Icon = way === 'previous' ? ChevronUp : ChevronDown;
  const words = way === 'previous' ? 'Previous' : 'Next';
  return (
    <Button
      keys={way === 'previous' ? 'K' : 'J'}
      icon={<Icon size={14} aria-hidden="true" />}
      disabled={!to}
      aria-label={to ? `${words}: ${to.name}` : `No ${words.toLowerCase()} ${LIST_WORDS[kind].one}`}
      title={to ? `${words}: ${to.name}` : undefined}
      onClick={() => tools.go(to)}
    />
  );
}

function Foot({ tools }: { tools: DetailTools }) {
  return (
    <>
      <Button icon={<Copy size={14} aria-hidden="true" />} onClick={tools.copy}>
        Copy access statement
      </Button>
      {tools.onCompare && (
        <Button keys="C" onClick={tools.onCompare}>
          Compare
        </Button>
      )}
    </>
  );
}
