import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Columns2, Lock } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { AsOf } from '../../../components/AsOf';
import { Button } from '../../../components/Button';
import { ExportDialog } from '../../../components/ExportDialog';
import { useKeys } from '../../../components/keys';
import type { MatrixSearch } from '../../../components/matrix-search';
import { Page } from '../../../components/Page';
import { PageHead } from '../../../components/PageHead';
import { PastBanner } from '../../../components/PastBanner';
import { toast } from '../../../components/toast';
import type { MatrixQuery, RowKind, SnapshotInfo, TenantSummary } from '../../../host/host';
import { snapshotsQuery } from '../../../host/queries';
import { useLowerThan } from '../../../theme/zoom';
import { headQuery } from '../api/queries';
import { ROWS_WORD } from '../model/filters';
import { boxOf, type Mark, type Position, toggleMark } from '../model/keyboard';
import { type Panel, panelOfRow, personOfPanel } from '../model/panels';
import { cellsAsText } from '../model/text';
import { AccessInspector } from '../why/AccessInspector';
import { ExportMenu } from './ExportMenu';
import { GridKey } from './GridKey';
import { GridPlace } from './GridPlace';
import { Legend } from './Legend';
import type { GridHandle, SelectHow } from './MatrixGrid';
import { PageMenu } from './PageMenu';
import { SubBar } from './SubBar';
import { Toolbar } from './Toolbar';
import { useCompareAddress } from './use-compare-address';
import { useEscape } from './use-escape';
import { useGridModel } from './use-grid-model';
import { useMatrixQuery } from './use-matrix-query';
import { useNotable } from './use-notable';
import { usePanels } from './use-panels';
import { useSelection } from './use-selection';
import { useVisits } from './use-visits';
import { makeViewStore } from './view-store';

/** A page of less height, as at 200 %, has no room around the grid. */
const LOW = 560;
/** So many cells are copied at once. */
const MOST_COPIED = 20_000;

export function Matrix(props: { tenant: TenantSummary; snapshot: SnapshotInfo; search: MatrixSearch }) {
  const { tenant, snapshot, search } = props;
  const grid = useRef<GridHandle>(null);
  const focusGrid = useCallback(() => grid.current?.focus(), []);
  const [store] = useState(makeViewStore);
  const [exporting, setExporting] = useState(false);
  const { visit, mark: markOwn } = useVisits(tenant.name, search);
  const { query, text, setText, change, go, travel } = useMatrixQuery({
    tenant: tenant.name,
    search,
    usual: usualRows(tenant),
    visit,
    mark: markOwn,
  });
  const client = useQueryClient();
  const answer = useQuery(headQuery(tenant.name, snapshot.hash, query));
  const head = answer.data?.head;
  const snapshots = useQuery(snapshotsQuery(tenant.name));
  const baseline = snapshots.data?.find((one) =>
    query.against === null ? one.baseline && one.hash !== snapshot.hash : one.hash === query.against,
  );
  const { model, error } = useGridModel(answer.data, grid);
  const { marks, marked, mark, clearMarks } = useMarks(query.rows);

  const selection = useSelection({
    tenant: tenant.name,
    search,
    visit,
    model,
    query: answer.data?.query,
    grid,
    go,
    onPlace: () => {
      panels.openBase();
      focusGrid();
    },
  });
  const { part, active, anchor, row, column, select } = selection;
  const base = useMemo((): Panel | undefined => {
    if (!head || part === undefined) return undefined;
    if (part === 'column') return column && { kind: 'who', permission: column };
    if (!row) return undefined;
    if (part === 'row') return panelOfRow(head.rows, row);
    return column && { kind: 'why', rows: head.rows, id: row.id, name: row.name, permission: column };
  }, [part, row, column, head]);
  const panels = usePanels({
    tenant: tenant.name,
    base,
    onFocusGrid: focusGrid,
    onFollow: selection.follow,
    onClosed: () => {
      if (search.compare) go({ compare: undefined });
    },
  });
  useCompareAddress({ tenant: tenant.name, snapshot: snapshot.hash, visit, onCompare: panels.compare });
  const choice = useMemo(() => ({ part, active, anchor, marked }), [part, active, anchor, marked]);
  const jump = useNotable(model, grid, select);

  const onText = (next: string) => {
    // asked before what was typed is drawn
    const asks = { ...query, search: next.trim() };
    void client.prefetchQuery(headQuery(tenant.name, snapshot.hash, asks));
    setText(next);
  };
  const onSelect = (position: Position, how: SelectHow) => {
    select(position, how.extend);
    panels.reset();
    if (how.from !== 'mouse') return;
    if (!how.extend) panels.openBase();
    grid.current?.reveal(position, 0);
  };
  const onWhole = (whole: 'row' | 'column', at: number) => {
    const other = active ?? { row: 0, column: 0 };
    select(whole === 'row' ? { ...other, row: at } : { ...other, column: at }, false, whole);
    panels.openBase();
    grid.current?.reveal(whole === 'row' ? { row: at } : { column: at });
  };
  const onOpen = (position: Position) => {
    if (part === undefined || part === 'cell') select(position, false);
    panels.openBase();
    focusInspector();
  };
  const onMark = (at: number) => {
    const one = model?.matrix.row(at);
    if (one) mark(one);
  };
  const onCompare = () => {
    const here = row && !marks.some((one) => one.id === row.id) ? [{ id: row.id, name: row.name }] : [];
    const subjects = marks.length >= 2 ? marks : [...marks, ...here];
    if (subjects.length >= 2) panels.compare(subjects);
    else toast(`Mark 2 to 4 ${ROWS_WORD[query.rows].many} first: Space on a row, or Ctrl and click`);
  };
  const onCopy = async () => {
    if (!active || !model) return;
    const box = boxOf(active, anchor ?? active);
    if ((box.bottom - box.top + 1) * (box.right - box.left + 1) > MOST_COPIED) {
      toast('That is too much for the clipboard: export it instead', { tone: 'problem' });
      return;
    }
    const { matrix, columns } = model;
    await navigator.clipboard.writeText(
      cellsAsText(
        box,
        (at) => matrix.row(at),
        (at) => columns[at],
        (at, over) => matrix.cell(at, over),
      ),
    );
    toast('Copied the cells as a table');
  };

  const onChange = (next: MatrixQuery) => {
    // a panel about a row goes with the rows it stood among
    if (next.rows !== query.rows) panels.reset();
    change(next);
  };

  useKeys({
    'ctrl+e': () => setExporting(true),
    c: onCompare,
    i: panels.toggle,
    t: () => {
      const shown = panels.opened ? panels.panel : base;
      const person = shown && personOfPanel(shown);
      if (person) panels.actions.push({ kind: 'what', person });
    },
    '[': () => void jump(active, -1),
    ']': () => void jump(active, 1),
  });
  useEscape(() => {
    if (panels.depth > 0) panels.actions.back();
    else if (panels.opened) panels.actions.close();
    else if (anchor && active) select(active, false);
    else if (marks.length > 0) clearMarks();
    else selection.clear();
  });

  const low = useLowerThan(LOW);
  const compare = marks.length > 0 ? `Compare ${marks.length}` : 'Compare';
  const sub = (
    <SubBar model={model} head={head} query={query} store={store} baseline={baseline} grid={grid} />
  );
  const asOf = (small: boolean) => (
    <AsOf tenant={tenant.name} at={search.at} small={small} onGo={(at) => void travel(at)} />
  );
  const legend = (
    <Legend
      kind={query.rows}
      differences={query.against !== null}
      rows={model?.rows ?? 0}
      store={store}
      whole={low}
    />
  );
  const tools = (
    <Toolbar
      query={query}
      text={text}
      head={head}
      tenant={tenant.name}
      snapshot={snapshot.hash}
      baseline={baseline}
      low={
        low
          ? {
              menu: <PageMenu compare={compare} onCompare={onCompare} onExport={() => setExporting(true)} />,
              around: (
                <>
                  {asOf(true)}
                  <GridKey differences={query.against === null ? undefined : head?.differences}>
                    {sub}
                    {legend}
                  </GridKey>
                </>
              ),
            }
          : undefined
      }
      onText={onText}
      onChange={onChange}
    />
  );
  const inspector = panels.opened && (
    <AccessInspector
      tenant={tenant.name}
      tenantName={tenant.displayName}
      snapshot={snapshot.hash}
      panel={panels.panel}
      depth={panels.depth}
      actions={panels.actions}
    />
  );
  return (
    <Page
      head={
        low ? (
          <>
            <h1 className="vh">Matrix</h1>
            {tools}
          </>
        ) : (
          <PageHead
            crumb="Access"
            title="Matrix"
            note={
              <span className="row gap6">
                <span className="tag">
                  <Lock size={12} aria-hidden="true" />
                  Read only
                </span>
                {asOf(false)}
              </span>
            }
            actions={
              <>
                <Button icon={<Columns2 size={14} aria-hidden="true" />} keys="C" onClick={onCompare}>
                  {compare}
                </Button>
                <ExportMenu
                  tenant={tenant.name}
                  rows={query.rows}
                  opened={exporting}
                  onOpened={setExporting}
                />
              </>
            }
          />
        )
      }
      inspector={inspector}
    >
      {search.at !== undefined && (
        <PastBanner
          at={search.at}
          basis={answer.isPlaceholderData ? undefined : head?.basis}
          onBack={() => void travel(undefined)}
        />
      )}
      {!low && tools}
      {!low && sub}
      <GridPlace
        tenant={tenant}
        snapshot={snapshot.hash}
        answer={answer}
        query={query}
        model={model}
        error={error}
        choice={choice}
        store={store}
        grid={grid}
        cards={!panels.opened}
        onChange={onChange}
        onSelect={onSelect}
        onOpen={onOpen}
        onMark={onMark}
        onWhole={onWhole}
        onCopy={onCopy}
      />
      {!low && legend}
      {low && (
        <ExportDialog
          tenant={tenant.name}
          opened={exporting}
          onClose={() => setExporting(false)}
          rows={query.rows}
        />
      )}
    </Page>
  );
}

function useMarks(rows: RowKind) {
  const [kept, setKept] = useState<{ rows: RowKind; marks: readonly Mark[] }>({ rows, marks: [] });
  const marks = kept.rows === rows ? kept.marks : NO_MARKS;
  const marked = useMemo(() => new Set(marks.map((one) => one.id)), [marks]);
  const mark = ({ id, name }: Mark) => {
    const next = toggleMark(marks, { id, name });
    if (next === marks) toast('Four rows are marked already: unmark one first');
    setKept({ rows, marks: next });
  };
  return { marks, marked, mark, clearMarks: () => setKept({ rows, marks: NO_MARKS }) };
}

const NO_MARKS: readonly Mark[] = [];

/** Roles where there are some, else groups, else people: a file of pairs has only people. */
function usualRows({ counts }: TenantSummary): RowKind {
  if (counts.roles > 0) return 'roles';
  return counts.groups > 0 ? 'groups' : 'people';
}

/** After the panel was drawn, its body has the focus. */
function focusInspector(): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>('.inspector-body')?.focus();
    });
  });
}
