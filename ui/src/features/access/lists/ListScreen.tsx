import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { addressOf } from '../../../components/address';
import { Button } from '../../../components/Button';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { useKeys } from '../../../components/keys';
import type { ListSearch } from '../../../components/list-search';
import type { RowGridHandle } from '../../../components/RowGrid';
import { Skeleton } from '../../../components/Skeleton';
import { toast } from '../../../components/toast';
import { isShown } from '../../../components/views';
import type { Item, ListHead, ListKind } from '../../../host/host';
import { listHeadQuery, type Place } from '../api/lists';
import { LIST_WORDS, queryOf } from '../model/list-query';
import { comparedOf, countMarked, MOST_COMPARED } from '../model/marks';
import { leaveTrail, trailOf } from '../model/trail';
import { ListBar } from './ListBar';
import { ListExport } from './ListExport';
import { ListFoot } from './ListFoot';
import { ListInspector } from './ListInspector';
import { ListTable } from './ListTable';
import styles from './lists.module.css';
import { NothingListed } from './NothingListed';
import { useCompare } from './use-compare';
import { useCursor } from './use-cursor';
import { useListRows } from './use-list-rows';
import { useMarks } from './use-marks';
import { useText, useTextInAddress } from './use-text';

/** What a list puts on a screen. */
export type ListParts = {
  body: ReactNode;
  /** The panel about the chosen row, when there is one and it is open. */
  inspector: ReactNode;
  actions: ReactNode;
  head: ListHead | undefined;
};

/** A list of people, groups, roles or permissions with its filters; where its parts stand is up to the screen around it. */
export function ListScreen(props: {
  place: Place;
  kind: ListKind;
  search: ListSearch;
  onSearch(next: ListSearch): void;
  /** Stands on the screen of something else: J and K are taken, and what it looks within cannot be dropped. */
  embedded?: boolean;
  children(parts: ListParts): ReactNode;
}) {
  const { place, kind, search, onSearch, embedded = false, children } = props;
  const { tenant } = place;
  const client = useQueryClient();
  const navigate = useNavigate();
  const grid = useRef<RowGridHandle>(null);
  const [opened, setOpened] = useState(true);
  const [tracing, setTracing] = useState<Item>();
  const [exporting, setExporting] = useState(false);
  const typed = useText(search.q);
  const sought = useMemo(() => ({ ...search, q: typed.text.trim() || undefined }), [search, typed.text]);
  const query = useMemo(() => queryOf(kind, sought), [kind, sought]);
  const asked = listHeadQuery(place, query, client);
  const answer = useQuery(asked);
  useTextInAddress(typed, search.q, !answer.isFetching, (q) => onSearch({ ...search, q }));
  const head = answer.data?.head;
  // what is in sight is marked as it was asked for, until the next answer is here
  const found = answer.data?.query.search;
  const shown = useMemo(() => ({ ...search, q: found || undefined }), [search, found]);
  const later = useDeferredValue(head);
  const onText = (next: string) => {
    // asked before what was typed is drawn
    const asks = queryOf(kind, { ...search, q: next.trim() || undefined });
    void client.prefetchQuery(listHeadQuery(place, asks, client));
    typed.setText(next);
  };
  const before = trailOf(tenant, kind);
  const cursor = useCursor(
    place,
    answer.data,
    grid,
    before && isShown({ name: '', search: before.search }, search) ? before.item : undefined,
  );
  const rows = useListRows(place, answer.data, cursor.line);
  const marks = useMarks(place, answer.data, cursor.line);
  const compare = useCompare(tenant, kind);
  const { row } = rows;
  const { item, arrived } = cursor;

  const chosen = cursor.line < 0 ? undefined : row(cursor.line);
  useEffect(() => {
    if (chosen) arrived(chosen);
  }, [chosen, arrived]);
  useEffect(() => {
    leaveTrail({ tenant, kind, search: sought, item });
  }, [tenant, kind, sought, item]);

  const open = (at: number) => {
    const one = row(at)?.item;
    const address = one && addressOf(tenant, one);
    if (!address) return;
    leaveTrail({ tenant, kind, search: sought, item: one });
    void navigate(address);
  };
  const onCompare = () => {
    const items = comparedOf(marks.marks, item);
    if (countMarked(marks.marks, head?.shown ?? 0) > MOST_COMPARED || items.length > MOST_COMPARED)
      toast(`At most ${MOST_COMPARED} can be compared: unmark some first`);
    else if (items.length === 0)
      toast(`Mark 2 to ${MOST_COMPARED} ${LIST_WORDS[kind].many} first: Space marks a row`);
    else compare.start(items);
  };
  const some = countMarked(marks.marks, head?.shown ?? 0) > 0;
  const onEscape = tracing
    ? () => setTracing(undefined)
    : some
      ? marks.clear
      : item && opened
        ? cursor.clear
        : undefined;
  useKeys({
    ...(!embedded && { j: () => grid.current?.move('ArrowDown'), k: () => grid.current?.move('ArrowUp') }),
    ...((!embedded || item || some) && kind !== 'permissions' && { c: onCompare }),
    ...(item?.kind === 'person' && { t: () => trace(item) }),
    ...(item && { i: () => setOpened(!opened) }),
    ...(onEscape && { escape: onEscape }),
    'ctrl+e': () => setExporting(true),
  });
  const trace = (person: Item) => {
    setOpened(true);
    setTracing(person);
  };

  const body = (
    <>
      <ListBar
        place={place}
        kind={kind}
        search={sought}
        text={typed.text}
        head={later}
        embedded={embedded}
        onText={onText}
        onSearch={onSearch}
        onFocusGrid={() => grid.current?.focus()}
      />
      {rows.error !== undefined && (
        <div className={styles.strip}>
          <ErrorPanel
            error={rows.error}
            meaning="Some rows could not be read; what is shown is right."
            onRetry={rows.retry}
          />
        </div>
      )}
      {answer.isError ? (
        <div className={styles.strip}>
          <ErrorPanel error={answer.error} onRetry={() => answer.refetch()} />
        </div>
      ) : !head ? (
        <Skeleton asked={asked.queryKey} rows={16} label={`Reading ${LIST_WORDS[kind].many}`} />
      ) : head.shown === 0 ? (
        <NothingListed
          place={place}
          kind={kind}
          search={sought}
          head={head}
          embedded={embedded}
          onSearch={onSearch}
        />
      ) : (
        <ListTable
          grid={grid}
          tenant={tenant}
          head={head}
          search={shown}
          embedded={embedded}
          row={row}
          line={cursor.line}
          marks={marks.marks}
          onSearch={onSearch}
          onChoose={(line, { extend, from }) => {
            cursor.choose(line, row(line));
            marks.extend(line, extend);
            setTracing(undefined);
            if (from === 'mouse' && !extend) setOpened(true);
          }}
          onOpen={open}
          onMark={(line) => {
            const one = row(line);
            if (one) marks.toggle(one.item);
          }}
          onMarkAll={marks.all}
          onCopy={() => void marks.copy(item)}
          onShown={rows.onShown}
        />
      )}
      {head && head.shown > 0 && (
        <ListFoot
          kind={kind}
          head={head}
          store={rows.store}
          marks={marks.marks}
          onCopy={() => void marks.copy(item)}
          onExport={() => setExporting(true)}
          onCompare={kind === 'permissions' ? undefined : onCompare}
          onClear={marks.clear}
        />
      )}
      <ListExport
        tenant={tenant}
        query={answer.data?.query ?? query}
        shown={head?.shown ?? 0}
        marks={marks.marks}
        chosen={marks.chosen}
        opened={exporting}
        onClose={() => setExporting(false)}
      />
      {compare.dialog}
    </>
  );
  return children({
    body,
    head,
    inspector: opened && item && (
      <ListInspector
        place={place}
        item={item}
        tracing={tracing}
        onTrace={setTracing}
        onCompare={kind === 'permissions' ? undefined : () => compare.start([item])}
        onClose={() => {
          setOpened(false);
          setTracing(undefined);
          grid.current?.focus();
        }}
      />
    ),
    actions: (
      <Button
        icon={<Download size={14} aria-hidden="true" />}
        keys="Ctrl E"
        onClick={() => setExporting(true)}
      >
        Export
      </Button>
    ),
  });
}
