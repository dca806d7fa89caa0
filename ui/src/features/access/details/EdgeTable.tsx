import { useMemo } from 'react';
import { Avatar } from '../../../components/Avatar';
import { EmptyState } from '../../../components/EmptyState';
import { ItemIcon } from '../../../components/ItemIcon';
import { ItemLink } from '../../../components/ItemLink';
import type { GridColumn } from '../../../components/RowGrid';
import { sourceText } from '../../../components/words';
import type { EdgeView, Item } from '../../../host/host';
import type { Group } from '../model/ways';
import { Moment, Through } from './Chain';
import { GroupedGrid } from './GroupedGrid';

const COLUMNS: readonly GridColumn[] = [
  { id: 'name', title: 'Name', min: 200, share: 2 },
  { id: 'through', title: 'Comes through', min: 180, share: 2 },
  { id: 'source', title: 'Put there by', min: 110, share: 1 },
  { id: 'since', title: 'Since', min: 110 },
  { id: 'until', title: 'Ends', min: 96 },
];

export type EdgeSection = { title: string; edges: readonly EdgeView[] };

/** Memberships, assignments and grants as they were made: to what, through what, by whom, and until when. */
export function EdgeTable(props: {
  tenant: string;
  label: string;
  sections: readonly EdgeSection[];
  at: string;
  /** Said when there are none. */
  nothing: string;
  onOpen(item: Item): void;
}) {
  const { tenant, label, sections, at, nothing, onOpen } = props;
  const groups = useMemo(() => groupsOf(sections), [sections]);
  if (groups.length === 0) return <EmptyState kind="none" title={nothing} />;
  return (
    <GroupedGrid<Edge>
      label={label}
      columns={COLUMNS}
      groups={groups}
      idOf={(edge) => edge.id}
      isDim={({ view }) => !view.holds}
      onOpen={({ view }) => onOpen(view.item)}
      cells={({ view }) => [
        <span key="name" className="row" style={{ minWidth: 0 }}>
          {view.item.kind === 'person' ? (
            <Avatar name={view.item.name} />
          ) : (
            <ItemIcon kind={view.item.kind} />
          )}
          <ItemLink tenant={tenant} item={view.item} className="rg-name md" inGrid />
          {!view.holds && <span className="tag">Not now</span>}
        </span>,
        <Through
          key="through"
          items={view.through}
          none={view.item.kind === 'licence' || view.item.kind === 'object' ? '–' : 'Direct'}
          onOpen={onOpen}
        />,
        <span key="source" className="trunc t2" title={sourceText(view.source)}>
          {sourceText(view.source) || '–'}
        </span>,
        <Moment key="since" when={view.since} at={at} none="–" />,
        <Moment key="until" when={view.until} at={at} none="no end" />,
      ]}
    />
  );
}

type Edge = { id: string; view: EdgeView };

function groupsOf(sections: readonly EdgeSection[]): Group<Edge>[] {
  return sections
    .filter((section) => section.edges.length > 0)
    .map(({ title, edges }) => ({
      id: title,
      title,
      rows: edges.map((view, at) => ({ id: `${title} ${at} ${view.item.id}`, view })),
    }));
}

/** Things that are held or owned, without a way of their own. */
export function plainEdges(items: readonly Item[]): EdgeView[] {
  return items.map((item) => ({ item, through: [], source: '', since: null, until: null, holds: true }));
}
