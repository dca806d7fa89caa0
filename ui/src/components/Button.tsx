import type { ComponentPropsWithRef, ReactNode } from 'react';

type Props = ComponentPropsWithRef<'button'> & {
  variant?: 'default' | 'primary' | 'quiet' | 'danger';
  size?: 'md' | 'sm';
  icon?: ReactNode;
  /** Keys that do the same. */
  keys?: string;
};

/** A button whose words say the result. At most one primary button on a screen. */
export function Button({
  variant = 'default',
  size = 'md',
  icon,
  keys,
  className = '',
  children,
  ...rest
}: Props) {
  const kind = variant === 'default' ? '' : `btn-${variant}`;
  return (
    <button type="button" className={`btn ${kind} ${size === 'sm' ? 'btn-sm' : ''} ${className}`} {...rest}>
      {icon}
      {children}
      {keys && <kbd aria-hidden="true">{keys}</kbd>}
    </button>
  );
}
