// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names what is active in it
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useDeferredValue,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { ColumnHead, Line } from './GridParts';
import { lineFor } from './grid-moves';
import './row-grid.css';

const HEAD = 28;
const ROW = 32;
/** Lines at the top of what is in sight that are drawn first, when there is something else to show. */
const FIRST = 8;

export type GridColumn = {
  id: string;
  title: string;
  /** Least width in pixels, and the share of what is left. */
  min: number;
  share?: number;
  align?: 'right';
  /** Its name is spoken, not drawn: what stands in it says enough. */
  quiet?: boolean;
};

/** How a line was chosen: extending keeps what was marked before. */
export type ChooseHow = { extend: boolean; from: 'mouse' | 'keyboard' };

export type RowGridHandle = { focus(): void; reveal(line: number): void; move(key: string): void };

export type GridSort = { id: string; descending: boolean };

type Props = {
  ref?: Ref<RowGridHandle>;
  label: string;
  /** The region that F6 stops at. */
  region?: string;
  columns: readonly GridColumn[];
  /** Lines, heads of groups included. */
  count: number;
  /** Lines that are heads of groups. */
  heads?: ReadonlyMap<number, ReactNode>;
  /** The chosen line; -1 for none. */
  current: number;
  /** What stands in a line, one a column; undefined while it is on its way. */
  cells(line: number): readonly ReactNode[] | undefined;
  /** Lines of things that are not in use are grey. */
  isDim?(line: number): boolean;
  isMarked?(line: number): boolean;
  /** Whether something is marked anywhere, so that every line shows its box. */
  marking?: boolean;
  sort?: GridSort;
  onChoose(line: number, how: ChooseHow): void;
  onOpen(line: number): void;
  onMark?(line: number): void;
  onMarkAll?(): void;
  onCopy?(): void;
  onSort?(id: string): void;
  /** The first and the last line in sight. */
  onShown?(first: number, last: number): void;
  /** Lines are a part of a longer list: how long that is, and at which place of it the first line stands. */
  part?: { size: number; first: number };
  /** How many lines were put before those that were there at first. When it changes, what is in sight stays there. */
  before?: number;
  /** Goes to an end of the longer list, instead of the first or the last line that is here. */
  onEdge?(edge: 'first' | 'last'): void;
};

/** Lines under sticky heads, of which only those in sight are drawn. One tab stop; keys move, Enter opens. */
export function RowGrid(props: Props) {
  const { label, columns, count, heads, current, cells, isDim, isMarked, sort, onChoose, onOpen, onShown } =
    props;
  const { part = { size: count, first: 0 }, before = 0, onEdge } = props;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [head, setHead] = useState<number>();
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: (line) => (heads?.has(line) ? HEAD : ROW),
    overscan: 10,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    initialRect: { width: 800, height: 800 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other groups have other heights
  useEffect(() => virtual.measure(), [virtual, heads]);
  const shifted = useRef(before);
  useLayoutEffect(() => {
    const lines = before - shifted.current;
    shifted.current = before;
    if (lines === 0) return;
    // what was being scrolled to by its number has another one now
    virtual.cancelScroll();
    frame.current?.scrollBy({ top: lines * ROW, behavior: 'instant' });
  }, [before, virtual]);
  const chosen = current >= 0 ? current - before : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a line that only has others before it now was not chosen anew
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' });
  }, [chosen, virtual]);
  const drawn = useMemo(() => ({ cells, isDim, isMarked }), [cells, isDim, isMarked]);
  // the others are drawn in the next step, and are what they were until then
  const later = useDeferredValue(drawn);
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => onShown?.(first, last), [first, last, onShown]);

  const lines = {
    count,
    page: Math.max(1, Math.floor(((frame.current?.clientHeight ?? 0) - HEAD) / ROW) - 1),
    isHead: heads && ((line: number) => heads.has(line)),
  };
  const choose = (line: number, extend: boolean) => onChoose(line, { extend, from: 'keyboard' });
  const move = (key: string, extend = false) => {
    if (onEdge && (key === 'Home' || key === 'End')) {
      onEdge(key === 'Home' ? 'first' : 'last');
      return true;
    }
    const to = lineFor(key, current, lines);
    if (to !== undefined && to >= 0) choose(to, extend);
    return to !== undefined;
  };
  useImperativeHandle(props.ref, () => ({
    focus: () => frame.current?.focus({ preventScroll: true }),
    reveal: (line) => virtual.scrollToIndex(line, { align: 'auto' }),
    move: (key) => {
      // nothing has the focus: the next key is meant for this list too
      if (document.activeElement === document.body) frame.current?.focus({ preventScroll: true });
      move(key);
    },
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const done = command ? onCommand(event.key.toLowerCase()) : onKey(event.key, event.shiftKey);
    if (done) event.preventDefault();
  };
  const onCommand = (key: string): boolean => {
    if (key === 'home' || key === 'end') return move(key === 'home' ? 'Home' : 'End');
    const act = { a: props.onMarkAll, c: props.onCopy }[key];
    act?.();
    return act !== undefined;
  };
  const onKey = (key: string, shift: boolean): boolean => {
    if (head !== undefined) return onHeadKey(key, head);
    if (key === 'ArrowUp' && props.onSort && current <= (heads?.has(0) ? 1 : 0)) {
      setHead(0);
      return true;
    }
    if (key === ' ' && current >= 0 && props.onMark) props.onMark(current);
    else if (key === 'Enter' && current >= 0) onOpen(current);
    else return move(key, shift);
    return true;
  };
  const onHeadKey = (key: string, at: number): boolean => {
    if (key === 'ArrowLeft') setHead(Math.max(0, at - 1));
    else if (key === 'ArrowRight') setHead(Math.min(columns.length - 1, at + 1));
    else if (key === 'Enter' || key === ' ') props.onSort?.(columns[at]?.id ?? '');
    else if (key === 'ArrowDown') {
      setHead(undefined);
      if (current < 0) move('ArrowDown');
    } else return false;
    return true;
  };

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (target.closest('a, button')) return;
    setHead(undefined);
    const column = target.closest<HTMLElement>('[data-sort]')?.dataset.sort;
    if (column !== undefined) props.onSort?.(column);
    const line = Number(target.closest<HTMLElement>('[data-line]')?.dataset.line ?? -1);
    if (line < 0) return;
    if (props.onMark && (event.ctrlKey || event.metaKey || target.closest('[data-check]')))
      props.onMark(line);
    else onChoose(line, { extend: event.shiftKey, from: 'mouse' });
  };
  /** The cursor stays in the grid: a link in a row goes away when the row scrolls out of sight. */
  const onMouseDown = (event: MouseEvent<HTMLElement>) => {
    if (event.button !== 0 || !(event.target as HTMLElement).closest('a, button')) return;
    event.preventDefault();
    frame.current?.focus({ preventScroll: true });
  };
  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (target.closest('a, button, [data-check]')) return;
    const line = Number(target.closest<HTMLElement>('[data-line]')?.dataset.line ?? -1);
    if (line >= 0) onOpen(line);
  };

  const sides = columns.map((column) => column.align ?? '').join();
  // the same as long as they say the same: a line is drawn anew only when what stands in it changes
  const aligns = useMemo(() => sides.split(',').map((side) => side || undefined), [sides]);
  const active = head === undefined ? (current >= 0 ? `${id}-${current}` : undefined) : `${id}-head-${head}`;
  const style = {
    '--cols': columns.map(trackOf).join(' '),
    minWidth: columns.reduce((sum, column) => sum + column.min, 0),
  } as CSSProperties;
  return (
    <div
      ref={frame}
      className="rg"
      role="grid"
      tabIndex={0}
      data-region={props.region}
      data-checks={props.onMark !== undefined}
      data-marking={props.marking}
      data-head={head !== undefined}
      data-chosen={current >= 0 || head !== undefined}
      aria-label={label}
      aria-readonly="true"
      aria-multiselectable={props.onMark !== undefined}
      aria-rowcount={part.size + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active}
      onKeyDown={onKeyDown}
      onBlur={() => setHead(undefined)}
      onMouseDown={onMouseDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
    >
      <div className="rg-width" role="presentation" style={style}>
        <div className="rg-head" role="row" aria-rowindex={1}>
          {columns.map((column, at) => (
            <ColumnHead
              key={column.id}
              id={`${id}-head-${at}`}
              column={column}
              sorted={sort?.id === column.id ? sort : undefined}
              sorts={props.onSort !== undefined}
              active={head === at}
            />
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item: VirtualItem) => {
            const now = item.index >= first && item.index < first + FIRST ? drawn : later;
            return (
              <Line
                key={item.key}
                id={`${id}-${item.index}`}
                line={item.index}
                place={item.index + part.first}
                top={item.start - HEAD}
                title={heads?.get(item.index)}
                columns={columns.length}
                aligns={aligns}
                cells={now.cells}
                checks={props.onMark !== undefined}
                chosen={item.index === current}
                dim={now.isDim?.(item.index) ?? false}
                marked={now.isMarked?.(item.index) ?? false}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function trackOf({ min, share }: GridColumn): string {
  return share ? `minmax(${min}px, ${share}fr)` : `${min}px`;
}
