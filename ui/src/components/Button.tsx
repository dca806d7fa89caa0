import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Spinner } from './Spinner';

type Props = ComponentPropsWithRef<'button'> & {
  variant?: 'default' | 'primary' | 'quiet' | 'danger';
  size?: 'md' | 'sm';
  icon?: ReactNode;
  /** Keys that do the same. */
  keys?: string;
  /** It is doing what it says: turns, does nothing more, and keeps the cursor. */
  busy?: boolean;
};

/** A button whose words say the result. At most one primary button on a screen. */
export function Button({
  variant = 'default',
  size = 'md',
  icon,
  keys,
  busy = false,
  onClick,
  className = '',
  children,
  ...rest
}: Props) {
  const kind = variant === 'default' ? '' : `btn-${variant}`;
  return (
    <button
      type="button"
      className={`btn ${kind} ${size === 'sm' ? 'btn-sm' : ''} ${className}`}
      aria-disabled={busy || undefined}
      data-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
      {keys && <kbd aria-hidden="true">{keys}</kbd>}
    </button>
  );
}
