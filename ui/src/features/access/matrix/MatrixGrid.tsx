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
import { SeverityGlyph } from '../../../components/glyphs/SeverityGlyph';
import { SEVERITIES } from '../../../components/words';
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
  reveal(position: Position): void;
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
  onLabel(column: number): void;
  onHover(target: Target): void;
  onCopy(): void;
}) {
  const { ref, label, model, choice, store, cards, onSelect, onOpen, onMark, onLabel, onHover, onCopy } =
    props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const elements = useRef<Record<string, HTMLElement | null>>({});
  const view = useRef<GridView>(null);
  const hovered = useRef(onHover);
  hovered.current = onHover;

  useEffect(() => {
    const found = collect(scroller.current, elements.current);
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
      reveal: (position) => view.current?.reveal(position),
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
    if (target.part === 'label') onLabel(target.column);
    if (target.part === 'name' && (event.ctrlKey || event.metaKey)) onMark(target.row);
    else if (target.part === 'name') {
      onSelect(
        { row: target.row, column: choice.active?.column ?? 0 },
        { extend: event.shiftKey, from: 'mouse' },
      );
    }
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
        <div ref={keep('stage')} className={styles.stage} role="presentation">
          <div aria-hidden="true">
            <canvas ref={keep('canvas')} className={styles.canvas} />
          </div>
          {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell */}
          <div className={styles.head} role="row" aria-rowindex={1}>
            {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
            <div className={styles.corner} role="columnheader" aria-colindex={1}>
              <span>{corner.name}</span>
              <span>{corner.count}</span>
            </div>
            <div className={styles.labels} role="presentation">
              <div ref={keep('labels')} className={styles.slide} role="presentation" />
            </div>
            <div ref={keep('categories')} className={styles.categories} aria-hidden="true" />
          </div>
          <div className={styles.rows} role="presentation">
            <div ref={keep('rows')} className={styles.lines} role="rowgroup" />
          </div>
          <div ref={keep('foot')} className={styles.foot} aria-hidden="true">
            <div className="sm md">People who hold it</div>
            <div className="xs t3">bar height, log scale</div>
          </div>
          <div className={styles.ring} aria-hidden="true" />
        </div>
      </div>
      <div ref={keep('stamps')} hidden>
        {SEVERITIES.map((severity) => (
          <SeverityGlyph key={severity} value={severity} hidden />
        ))}
      </div>
    </div>
  );
}

function collect(scroller: HTMLElement | null, found: Record<string, HTMLElement | null>) {
  const { content, stage, canvas, labels, categories, rows, foot, stamps } = found;
  if (!scroller || !content || !stage || !labels || !categories || !rows || !foot || !stamps)
    return undefined;
  if (!(canvas instanceof HTMLCanvasElement)) return undefined;
  return { scroller, content, stage, canvas, labels, categories, rows, foot, stamps };
}
