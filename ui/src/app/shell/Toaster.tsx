import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/Button';
import { MessageText } from '../../components/MessageText';
import { dropToast, type Toast, useToasts } from '../../components/toast';

const STAYS = 10_000;

/** What was done, at the foot of the window where it covers no action. */
export function Toaster() {
  const toasts = useToasts();
  return (
    <section className="toasts" aria-label="Messages">
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
      {/* not a span: WebKitGTK leaves spans that are laid out as blocks out of what is read aloud */}
      <div className="grow toast-text">
        <MessageText text={toast.text} />
      </div>
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
