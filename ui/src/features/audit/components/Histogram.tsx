import { useElementSize, useMergedRef } from '@mantine/hooks';
import { Table2, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { IconButton } from '../../../components/IconButton';
import { counted } from '../../../components/text';
import { CONSEQUENCE_WORD } from '../../../components/words';
import type { AuditHistogram } from '../../../host/host';
import { useNarrowerThan } from '../../../theme/zoom';
import {
  barsTitle,
  barWidth,
  between,
  marksOf,
  momentOf,
  movedBy,
  partsOf,
  type Stretch,
  stretchOf,
  ticksOf,
  totalOf,
} from '../model/histogram';
import { spanText } from '../model/span';
import { HistogramTable } from './HistogramTable';

const GRAVE = ['override', 'policy', 'destructive'] as const;
/** The least height of what is there, as a share. */
const LEAST = 0.025;
/** Where a bar begins in its room, as a share of it. */
const BESIDE = 0.06;

/** When things happened, by class. Drag over it, or move its two handles with the arrow keys, to choose a stretch. */
export function Histogram(props: {
  drawn: AuditHistogram;
  since: string | null;
  until: string | null;
  /** Whether all of time is drawn, so that there is nothing more to see. */
  whole: boolean;
  onSpan(since: string | null, until: string | null): void;
  /** Draws the chosen stretch alone, or all again. */
  onZoom(over: readonly [string, string] | null): void;
}) {
  const { drawn, since, until, whole, onSpan, onZoom } = props;
  const [table, setTable] = useState(false);
  const [dragged, setDragged] = useState<Stretch>();
  const narrow = useNarrowerThan(1280);
  const size = drawn.buckets.length;
  const stretch = dragged ?? stretchOf(drawn, since, until);
  const chosen = dragged
    ? spanText(momentOf(drawn, dragged.from), momentOf(drawn, dragged.to))
    : since === null && until === null
      ? ''
      : spanText(since, until);
  const settle = (next: Stretch) =>
    onSpan(
      next.from === 0 && whole ? null : momentOf(drawn, next.from),
      next.to === size && whole ? null : momentOf(drawn, next.to),
    );
  return (
    <section className="audit-histogram" aria-label="When it happened" data-region="When it happened">
      <div className="audit-histogram-head">
        <h2 className="h">{barsTitle(drawn.bucketSeconds)}</h2>
        {!narrow && (
          <ul className="row gap12 sm t2" aria-label="Marks">
            {GRAVE.map((one) => (
              <li key={one} className="row gap4">
                <ClassGlyph value={one} hidden /> {CONSEQUENCE_WORD[one]}
              </li>
            ))}
          </ul>
        )}
        <div className="sm t2 trunc">{chosen && `Selected ${chosen}`}</div>
        <div className="row gap4 audit-histogram-acts">
          <IconButton
            label="Draw the selected stretch alone"
            disabled={!stretch || stretch.to - stretch.from >= size}
            onClick={() => stretch && onZoom([momentOf(drawn, stretch.from), momentOf(drawn, stretch.to)])}
          >
            <ZoomIn size={14} aria-hidden="true" />
          </IconButton>
          <IconButton label="Draw all of time" disabled={whole} onClick={() => onZoom(null)}>
            <ZoomOut size={14} aria-hidden="true" />
          </IconButton>
          <IconButton label="Show as a table" aria-pressed={table} onClick={() => setTable(!table)}>
            <Table2 size={14} aria-hidden="true" />
          </IconButton>
        </div>
      </div>
      {table ? (
        <HistogramTable drawn={drawn} />
      ) : (
        <Plot
          drawn={drawn}
          stretch={stretch}
          onDrag={setDragged}
          onSettle={settle}
          onAll={() => onSpan(null, null)}
        />
      )}
    </section>
  );
}

function Plot(props: {
  drawn: AuditHistogram;
  stretch: Stretch | undefined;
  onDrag(next: Stretch | undefined): void;
  onSettle(next: Stretch): void;
  onAll(): void;
}) {
  const { drawn, stretch, onDrag, onSettle, onAll } = props;
  const plot = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize<HTMLDivElement>();
  const both = useMergedRef(plot, sized);
  const size = drawn.buckets.length;
  const most = Math.max(1, ...drawn.buckets.map(totalOf));
  const wide = barWidth(width, size);
  const marks = marksOf(drawn.buckets);
  const edgeAt = (x: number) => {
    const box = plot.current?.getBoundingClientRect();
    return box ? Math.round(((x - box.left) / box.width) * size) : 0;
  };
  /** Drags from an edge; without moving it is a click, which chooses one bar. */
  const begin = (event: PointerEvent<HTMLElement>, fixed: number) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    let now: Stretch | undefined;
    const move = ({ clientX }: globalThis.PointerEvent) => {
      now = between(fixed, edgeAt(clientX), size);
      onDrag(now);
    };
    const stop = () => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', stop);
      target.removeEventListener('pointercancel', stop);
      onDrag(undefined);
      if (now) onSettle(now);
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', stop);
    target.addEventListener('pointercancel', stop);
  };
  const chosen = stretch ?? { from: 0, to: size };
  const share = (edge: number) => `${(edge / size) * 100}%`;
  const total = drawn.buckets.reduce((sum, bucket) => sum + totalOf(bucket), 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the two handles do the same with the keyboard */}
      <div
        ref={both}
        className="audit-plot"
        onPointerDown={(event) => begin(event, edgeAt(event.clientX))}
        onDoubleClick={onAll}
      >
        <svg
          role="img"
          aria-label={`${counted(total, 'entry', 'entries')}, ${barsTitle(drawn.bucketSeconds).toLowerCase()}`}
          viewBox={`0 0 ${size} 1`}
          preserveAspectRatio="none"
        >
          {drawn.buckets.map((bucket, at) =>
            partsOf(bucket, most * 1.25, LEAST).map(({ look, bottom, height }) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a bucket is its place
                key={`${at} ${look}`}
                className={`audit-part-${look}`}
                data-out={stretch !== undefined && (at < stretch.from || at >= stretch.to)}
                x={at + BESIDE}
                width={wide}
                y={1 - bottom - height}
                height={Math.max(0.012, height - 0.006)}
              />
            )),
          )}
        </svg>
        {[...marks].map(([at, consequence]) => {
          const bucket = drawn.buckets[at];
          const top = bucket
            ? partsOf(bucket, most * 1.25, LEAST).reduce((sum, part) => sum + part.height, 0)
            : 0;
          return (
            <span
              key={at}
              className="audit-mark"
              aria-hidden="true"
              style={{ left: share(at + BESIDE + wide / 2), bottom: `${Math.min(86, top * 100)}%` }}
            >
              <ClassGlyph value={consequence} size={10} hidden />
            </span>
          );
        })}
        {stretch && (
          <span
            className="audit-stretch"
            aria-hidden="true"
            style={{ left: share(stretch.from), width: share(stretch.to - stretch.from) }}
          />
        )}
        {(['from', 'to'] as const).map((end) => (
          <Handle
            key={end}
            end={end}
            drawn={drawn}
            stretch={chosen}
            quiet={stretch === undefined}
            onPointerDown={(event) => begin(event, end === 'from' ? chosen.to : chosen.from)}
            onMove={onSettle}
            onAll={onAll}
          />
        ))}
      </div>
      <div className="audit-ticks" aria-hidden="true">
        {ticksOf(drawn).map(({ at, text }) => (
          <span key={at} style={{ left: `${at * 100}%`, transform: `translateX(${leanOf(at)})` }}>
            {text}
          </span>
        ))}
      </div>
    </>
  );
}

/** Words in the middle of their moment, but within the plot at its ends. */
function leanOf(at: number): string {
  if (at < 0.05) return '0';
  return at > 0.95 ? '-100%' : '-50%';
}

function Handle(props: {
  end: 'from' | 'to';
  drawn: AuditHistogram;
  stretch: Stretch;
  quiet: boolean;
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onMove(next: Stretch): void;
  onAll(): void;
}) {
  const { end, drawn, stretch, quiet, onPointerDown, onMove, onAll } = props;
  const size = drawn.buckets.length;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !quiet) {
      event.stopPropagation();
      onAll();
      return;
    }
    const next = movedBy(event.key, event.shiftKey, end, stretch, size);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(next);
  };
  return (
    <span
      className="audit-handle"
      data-quiet={quiet}
      role="slider"
      tabIndex={0}
      aria-label={end === 'from' ? 'Beginning' : 'End'}
      aria-valuemin={0}
      aria-valuemax={size}
      aria-valuenow={stretch[end]}
      aria-valuetext={new Date(momentOf(drawn, stretch[end])).toLocaleString('en-GB')}
      style={{ left: `${(stretch[end] / size) * 100}%` }}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
