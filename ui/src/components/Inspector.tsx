import { X } from 'lucide-react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { zoomFactor } from '../theme/zoom';
import { IconButton } from './IconButton';
import { INSPECTOR_MAX, INSPECTOR_MIN, useInspectorWidth } from './inspector-width';

/** The panel beside the work area: head, body that scrolls, actions at the foot. Its width is remembered. */
export function Inspector(props: {
  title: string;
  subtitle?: ReactNode;
  headActions?: ReactNode;
  foot?: ReactNode;
  /** It stands there for good, without a visible head, when left out. */
  onClose?(): void;
  children: ReactNode;
}) {
  const { title, subtitle, headActions, foot, onClose, children } = props;
  return (
    <aside className="inspector" aria-label={title} data-region={title} tabIndex={-1}>
      <Grip />
      {onClose ? (
        <div className="inspector-head">
          <h2>{title}</h2>
          <div className="grow sm t2 trunc">{subtitle}</div>
          {headActions}
          <IconButton label={`Close ${title.toLowerCase()}`} onClick={onClose}>
            <X size={15} aria-hidden="true" />
          </IconButton>
        </div>
      ) : (
        <h2 className="vh">{title}</h2>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <div className="inspector-body focus-in" tabIndex={0} role="group" aria-label={`${title}, detail`}>
        {children}
      </div>
      {foot && <div className="inspector-foot">{foot}</div>}
    </aside>
  );
}

/** Drag, or arrow keys, to make the panel wider or narrower. */
function Grip() {
  const [width, setWidth] = useInspectorWidth();
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const from = event.clientX;
    const before = width;
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => setWidth(before + (from - moved.clientX) / zoomFactor());
    const stop = () => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', stop);
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', stop);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    setWidth(width + (event.key === 'ArrowLeft' ? 20 : -20));
  };
  return (
    <div
      className="inspector-grip"
      role="separator"
      aria-label="Width of the panel"
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={INSPECTOR_MIN}
      aria-valuemax={INSPECTOR_MAX}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
