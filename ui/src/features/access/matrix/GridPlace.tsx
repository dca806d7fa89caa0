import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect } from 'react';
import { Button } from '../../../components/Button';
import { useCalm } from '../../../components/calm-store';
import { EmptyState } from '../../../components/EmptyState';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { sentence } from '../../../components/error-table';
import { MessageText } from '../../../components/MessageText';
import { Skeleton } from '../../../components/Skeleton';
import type { MatrixHead, MatrixQuery, TenantSummary } from '../../../host/host';
import { headQuery, withoutQuery } from '../api/queries';
import {
  activeFilters,
  dropWord,
  nearestFilter,
  ROWS_WORD,
  withoutFilter,
  withoutFilters,
} from '../model/filters';
import type { Position } from '../model/keyboard';
import type { GridChoice, GridModel } from './grid-types';
import { bodyOf, CellCard, LabelCard } from './HoverCard';
import { type GridHandle, MatrixGrid, type SelectHow } from './MatrixGrid';
import styles from './matrix.module.css';
import { useHover } from './use-hover';
import type { ViewStore } from './view-store';

/** The grid with its cards, or what is said in its place. */
export function GridPlace(props: {
  tenant: TenantSummary;
  snapshot: string;
  answer: UseQueryResult<{ head: MatrixHead; query: MatrixQuery }>;
  query: MatrixQuery;
  model: GridModel | undefined;
  error: unknown;
  choice: GridChoice;
  store: ViewStore;
  grid: RefObject<GridHandle | null>;
  /** Whether a focused cell shows its card. */
  cards: boolean;
  onChange(query: MatrixQuery): void;
  onSelect(position: Position, how: SelectHow): void;
  onOpen(position: Position): void;
  onMark(row: number): void;
  onWhole(part: 'row' | 'column', at: number): void;
  onCopy(): void;
}) {
  const { tenant, snapshot, answer, query, model, error, choice, store, grid, cards } = props;
  const { card, hover } = useHover(grid);
  const headHeight = useCalm(store, (told) => told.head);
  useEffect(() => {
    if (!cards) hover({ part: 'elsewhere' });
  }, [cards, hover]);
  if (answer.isError) {
    return (
      <div className={styles.place}>
        <div className={styles.strip}>
          <ErrorPanel error={answer.error} onRetry={() => answer.refetch()} />
        </div>
      </div>
    );
  }
  if (!model) {
    return (
      <div className={styles.place}>
        <Skeleton
          asked={headQuery(tenant.name, snapshot, query).queryKey}
          rows={12}
          label={`Reading ${tenant.displayName}`}
        />
      </div>
    );
  }
  const nothing = model.rows === 0 || (model.columns.length === 0 && activeFilters(query).length > 0);
  const bare = !nothing && model.columns.length === 0;
  const place = card && { box: card.box, ...bodyOf(store.get()) };
  return (
    <div className={styles.place}>
      {error !== undefined && (
        <div className={styles.strip}>
          <ErrorPanel
            error={error}
            meaning="Some cells could not be read; what is shown is right."
            onRetry={() => model.matrix.retry()}
          />
        </div>
      )}
      <MatrixGrid
        ref={grid}
        label={`${ROWS_WORD[model.kind].many} by permissions of ${tenant.displayName}`}
        model={model}
        choice={choice}
        store={store}
        cards={cards}
        onSelect={props.onSelect}
        onOpen={props.onOpen}
        onMark={props.onMark}
        onWhole={props.onWhole}
        onHover={hover}
        onCopy={props.onCopy}
      />
      {place && (
        <Card model={model} target={card.target} place={place} tenant={tenant.name} snapshot={snapshot} />
      )}
      {bare && (
        <div className={styles.beside}>
          <NoPermissions tenant={tenant} />
        </div>
      )}
      {nothing && (
        <div className={styles.over} style={{ top: headHeight }}>
          <Nothing tenant={tenant.name} snapshot={snapshot} query={query} onChange={props.onChange} />
        </div>
      )}
    </div>
  );
}

function Card(props: {
  model: GridModel;
  target: NonNullable<ReturnType<typeof useHover>['card']>['target'];
  place: Parameters<typeof LabelCard>[0]['place'];
  tenant: string;
  snapshot: string;
}) {
  const { model, target, place, tenant, snapshot } = props;
  if (!('column' in target)) return null;
  const column = model.columns[target.column];
  if (!column) return null;
  if (target.part === 'label') {
    const category = model.categories[column.category]?.name ?? '';
    return <LabelCard column={column} category={category} place={place} />;
  }
  const row = model.matrix.row(target.row);
  const byte = model.matrix.cell(target.row, target.column);
  if (!row || byte === undefined) return null;
  return (
    <CellCard
      tenant={tenant}
      snapshot={snapshot}
      kind={model.kind}
      row={row}
      column={column}
      byte={byte}
      place={place}
    />
  );
}

/** People are known, but nothing that they can do: says why, beside their names. */
function NoPermissions({ tenant }: { tenant: TenantSummary }) {
  const { kind, lastAttempt } = tenant;
  const problems = lastAttempt?.problems ?? [];
  return (
    <EmptyState title="No permissions were read" kind="none">
      {kind === 'scim'
        ? 'The connection tells who is there, and says nothing about what they can do.'
        : 'What was read names people, and says nothing about what they can do.'}
      {problems.slice(0, 2).map((problem) => (
        <span key={`${problem.place} ${problem.message}`} className={styles.reason}>
          <MessageText text={sentence(problem.message)} />
        </span>
      ))}
    </EmptyState>
  );
}

/** Filtered to nothing: offers the filter whose removal brings something back. */
function Nothing(props: {
  tenant: string;
  snapshot: string;
  query: MatrixQuery;
  onChange(query: MatrixQuery): void;
}) {
  const { tenant, snapshot, query, onChange } = props;
  const filters = activeFilters(query);
  const without = useQuery({ ...withoutQuery(tenant, snapshot, query), enabled: filters.length > 0 });
  const many = ROWS_WORD[query.rows].many;
  if (filters.length === 0) {
    return (
      <EmptyState kind="none" title={`This tenant has no ${many}`}>
        Other rows may have something to show.
      </EmptyState>
    );
  }
  const nearest = nearestFilter(query, without.data ?? new Map());
  const back = nearest && without.data?.get(nearest);
  return (
    <EmptyState
      kind="search"
      title={`No ${many} fit`}
      actions={
        <>
          {nearest && (
            <Button onClick={() => onChange(withoutFilter(query, nearest))}>
              {dropWord(query, nearest)}
            </Button>
          )}
          {(filters.length > 1 || !nearest) && (
            <Button variant="quiet" onClick={() => onChange(withoutFilters(query))}>
              Drop all filters
            </Button>
          )}
        </>
      }
    >
      {back
        ? `Without that filter there ${back === 1 ? 'is 1' : `are ${back.toLocaleString('en')}`}.`
        : 'Only all filters together being dropped brings rows back.'}
    </EmptyState>
  );
}
