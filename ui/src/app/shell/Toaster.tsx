import { useMutationState } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/Button';
import { percentOf, progressText, useProgress } from '../../components/progress';
import { useElapsed } from '../../components/Skeleton';
import { Spinner } from '../../components/Spinner';
import { dropToast, type Toast, useToasts } from '../../components/toast';
import { host } from '../../host/host';

const STAYS = 10_000;

/** What goes on and what was done, at the foot of the window where it covers no action. */
export function Toaster() {
  const toasts = useToasts();
  const running = useMutationState({
    filters: { mutationKey: ['refresh'], status: 'pending' },
    select: (mutation) => String(mutation.options.mutationKey?.[1]),
  });
  return (
    <section className="toasts" aria-label="Messages">
      {[...new Set(running)].map((tenant) => (
        <Running key={tenant} tenant={tenant} />
      ))}
      <div aria-live="polite" className="toast-list">
        {toasts.map((one) => (
          <ToastCard key={one.id} toast={one} />
        ))}
      </div>
    </section>
  );
}

/** What was done, for ten seconds, with a way back. Waits while the pointer or the cursor is on it. */
function ToastCard({ toast }: { toast: Toast }) {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const held = hovered || focused;
  const left = useRef(STAYS);
  useEffect(() => {
    if (held) return;
    const began = Date.now();
    const timer = setTimeout(() => dropToast(toast.id), left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(1500, left.current - (Date.now() - began));
    };
  }, [held, toast.id]);
  const Icon = toast.tone === 'done' ? CircleCheck : CircleAlert;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only stops the clock
    <div
      className="toast"
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <Icon size={16} aria-hidden="true" />
      <span className="grow">{toast.text}</span>
      {toast.undo && (
        <Button size="sm" keys="Ctrl Z" onClick={() => undoToast(toast)}>
          Undo
        </Button>
      )}
      <button
        type="button"
        className="icon-btn"
        aria-label="Dismiss message"
        onClick={() => dropToast(toast.id)}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

export function undoToast(toast: Toast) {
  dropToast(toast.id);
  toast.undo?.();
}

/** A tenant is being read again: how far, and a way to stop it. */
function Running({ tenant }: { tenant: string }) {
  const progress = useProgress(tenant);
  const visible = useElapsed(150);
  const percent = percentOf(progress);
  if (!visible) return null;
  return (
    <div className="pop job" role="status">
      <div className="row">
        <Spinner />
        <span className="grow md">Reading {tenant} again</span>
        <Button size="sm" variant="quiet" onClick={() => host.cancel(tenant)}>
          Stop reading
        </Button>
      </div>
      <div className="row t2" style={{ margin: '2px 0 6px 22px' }}>
        <span className="grow">{progressText(progress)}</span>
        {percent !== undefined && <span>{percent}%</span>}
      </div>
      <div className="bar">
        <i style={{ width: `${percent ?? 8}%` }} />
      </div>
    </div>
  );
}
