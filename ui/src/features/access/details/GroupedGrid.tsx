import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { type GridColumn, RowGrid } from '../../../components/RowGrid';
import { count } from '../../../components/text';
import { type Group, linesOf } from '../model/ways';

/** Rows under the heads of their groups; without heads when there is one group without a title. */
export function GroupedGrid<T>(props: {
  label: string;
  columns: readonly GridColumn[];
  groups: readonly Group<T>[];
  /** Same for the same row, whatever the grouping. */
  idOf(row: T): string;
  cells(row: T): readonly ReactNode[];
  isDim?(row: T): boolean;
  /** The chosen row, where that is kept by whoever shows this; kept here otherwise. */
  selected?: string | undefined;
  onSelect?(row: T): void;
  /** What Enter and a double click do; choosing is all when left out. */
  onOpen?(row: T): void;
}) {
  const { label, columns, groups, idOf, cells, isDim, onSelect, onOpen } = props;
  const [own, setOwn] = useState<string>();
  const selected = onSelect ? props.selected : own;
  const { lines, heads } = useMemo(() => {
    const made = linesOf(groups);
    const [only] = groups;
    return groups.length === 1 && only?.title === ''
      ? { lines: only.rows as (T | undefined)[], heads: undefined }
      : { lines: made.lines, heads: titles(made.heads) };
  }, [groups]);
  const current =
    selected === undefined ? -1 : lines.findIndex((row) => row !== undefined && idOf(row) === selected);
  const drawn = useCallback(
    (line: number) => {
      const row = lines[line];
      return row === undefined ? undefined : cells(row);
    },
    [lines, cells],
  );
  return (
    <RowGrid
      label={label}
      columns={columns}
      count={lines.length}
      heads={heads}
      current={current}
      cells={drawn}
      isDim={(line) => {
        const row = lines[line];
        return row !== undefined && (isDim?.(row) ?? false);
      }}
      onChoose={(line) => {
        const row = lines[line];
        if (row === undefined) return;
        if (onSelect) onSelect(row);
        else setOwn(idOf(row));
      }}
      onOpen={(line) => {
        const row = lines[line];
        if (row === undefined) return;
        if (onOpen) onOpen(row);
        else document.querySelector<HTMLElement>('.inspector-body')?.focus();
      }}
    />
  );
}

function titles<T>(heads: ReadonlyMap<number, Group<T>>): ReadonlyMap<number, ReactNode> {
  const made = [...heads].map(
    ([line, group]) =>
      [
        line,
        <div key={group.id} className="row gap6">
          {group.title}
          <div className="t3">{count(group.rows.length)}</div>
        </div>,
      ] as const,
  );
  return new Map(made);
}
