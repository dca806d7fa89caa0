// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be virtual in two directions
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
} from 'react';
import type { Position } from '../model/keyboard';
import { moveBy } from '../model/keyboard';
import type { Target } from './geometry';
import styles from './grid.module.css';
import type { GridChoice, GridModel } from './grid-types';
import { GridView } from './grid-view';
import { cornerWords } from './name-row';
import type { ViewStore } from './view-store';

/** What the page may ask of the grid. */
export interface GridHandle {
  focus(): void;
  /** Brings a cell, or a whole row or column, into sight and keeps it there until somebody scrolls. */
  reveal(position: Partial<Position>, margin?: number): void;
  scrollTo(left: number): void;
  arrived(): void;
  boxOf(target: Target): DOMRect | undefined;
}

/** How a cell was chosen: extending keeps the other corner of the selection. */
export type SelectHow = { extend: boolean; from: 'mouse' | 'keyboard' };

export function MatrixGrid(props: {
  ref: Ref<GridHandle>;
  label: string;
  model: GridModel;
  choice: GridChoice;
  store: ViewStore;
  /** Whether the focused cell shows its card, as a hovered one does. */
  cards: boolean;
  onSelect(position: Position, how: SelectHow): void;
  onOpen(position: Position): void;
  onMark(row: number): void;
  /** The header of a row or a column was chosen. */
  onWhole(part: 'row' | 'column', at: number): void;
  onHover(target: Target): void;
  onCopy(): void;
}) {
  const { ref, label, model, choice, store, cards, onSelect, onOpen, onMark, onWhole, onHover, onCopy } =
    props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const elements = useRef<Record<string, HTMLElement | null>>({});
  const view = useRef<GridView>(null);
  const hovered = useRef(onHover);
  hovered.current = onHover;

  useEffect(() => {
    const found = collect(root.current, scroller.current, elements.current);
    if (!found) return;
    const made = new GridView(found, store, id, (target) => hovered.current(target));
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [id, store]);

  useEffect(() => view.current?.setModel(model), [model]);
  useEffect(() => view.current?.setChoice(choice), [choice]);

  useImperativeHandle(
    ref,
    () => ({
      focus: () => scroller.current?.focus({ preventScroll: true }),
      reveal: (position, margin) => view.current?.reveal(position, margin),
      scrollTo: (left) => view.current?.scrollTo(left),
      arrived: () => view.current?.arrived(),
      boxOf: (target) => view.current?.boxOf(target),
    }),
    [],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const context = view.current?.moveContext();
    if (event.target !== event.currentTarget || event.altKey || !context) return;
    const command = event.ctrlKey || event.metaKey;
    const from = choice.active ?? { row: 0, column: 0 };
    const single = event.key.length === 1;
    if (command && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      onCopy();
    } else if (event.key === 'Enter' && !command) {
      event.preventDefault();
      onOpen(from);
    } else if (event.key === ' ' && !command) {
      event.preventDefault();
      onMark(from.row);
      const next = event.shiftKey
        ? moveBy(from, { key: 'ArrowDown', command: false, shift: false }, context)
        : undefined;
      if (next) select(next, false);
    } else if (!(single && (command || event.shiftKey))) {
      const next = moveBy(from, { key: event.key, command, shift: event.shiftKey }, context);
      if (!next) return;
      event.preventDefault();
      select(next, event.shiftKey);
    }
  };
  const select = (position: Position, extend: boolean) => {
    onSelect(position, { extend, from: 'keyboard' });
    view.current?.reveal(position);
    if (cards) onHover({ part: 'cell', ...position });
  };

  const onFocus = () => {
    if (
      !choice.active &&
      model.rows > 0 &&
      model.columns.length > 0 &&
      scroller.current?.matches(':focus-visible')
    ) {
      onSelect({ row: 0, column: 0 }, { extend: false, from: 'keyboard' });
    }
  };

  const onClick = (event: MouseEvent) => {
    const target = view.current?.targetAt(event.clientX, event.clientY);
    if (!target) return;
    if (target.part === 'label') onWhole('column', target.column);
    if (target.part === 'name' && (event.ctrlKey || event.metaKey)) onMark(target.row);
    else if (target.part === 'name' && event.shiftKey && choice.part === 'cell' && choice.active) {
      onSelect({ row: target.row, column: choice.active.column }, { extend: true, from: 'mouse' });
    } else if (target.part === 'name') onWhole('row', target.row);
    if (target.part === 'cell' && (event.ctrlKey || event.metaKey)) onMark(target.row);
    else if (target.part === 'cell') {
      onSelect({ row: target.row, column: target.column }, { extend: event.shiftKey, from: 'mouse' });
    }
  };

  const keep = (name: string) => (element: HTMLElement | null) => {
    elements.current[name] = element;
  };
  const corner = cornerWords(model.kind);
  return (
    <div ref={root} className={styles.grid}>
      <canvas ref={keep('canvas')} className={styles.canvas} aria-hidden="true" />
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        tabIndex={0}
        data-region="Matrix"
        aria-label={label}
        aria-multiselectable="true"
        aria-readonly="true"
        aria-rowcount={model.rows + 1}
        aria-colcount={model.columns.length + 1}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={() => onHover({ part: 'elsewhere' })}
        onClick={onClick}
        onPointerMove={(event) => {
          if (event.pointerType !== 'touch') view.current?.hoverAt(event.clientX, event.clientY);
        }}
        onPointerLeave={() => view.current?.leave()}
      >
        <div ref={keep('content')} role="presentation">
          {/* what stands here has no look: the canvas draws all of it */}
          <div ref={keep('stage')} className={styles.stage} role="presentation">
            {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell */}
            <div className={styles.head} role="row" aria-rowindex={1}>
              {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
              <div className={styles.corner} role="columnheader" aria-colindex={1}>
                <span className="vh">{`${corner.name}, ${corner.count}`}</span>
              </div>
              <div className={styles.labels} role="presentation">
                <div ref={keep('labels')} className={styles.slide} role="presentation" />
              </div>
            </div>
            <div ref={keep('categories')} className={styles.categories} aria-hidden="true" />
            <div className={styles.rows} role="presentation">
              <div ref={keep('rows')} role="rowgroup" />
            </div>
          </div>
        </div>
      </div>
      <div className={styles.ring} aria-hidden="true" />
    </div>
  );
}

function collect(
  root: HTMLElement | null,
  scroller: HTMLElement | null,
  found: Record<string, HTMLElement | null>,
) {
  const { content, stage, canvas, labels, categories, rows } = found;
  if (!root || !scroller || !content || !stage || !labels || !categories || !rows) return undefined;
  if (!(canvas instanceof HTMLCanvasElement)) return undefined;
  return { root, scroller, content, stage, canvas, labels, categories, rows };
}
