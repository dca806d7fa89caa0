import { Tooltip } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';

type Props = Omit<ComponentPropsWithRef<'button'>, 'children'> & {
  /** Its name, shown as a tooltip and spoken. */
  label: string;
  children: ReactNode;
};

/** A button that is only an icon, 24 by 24. */
export function IconButton({ label, children, className = '', ...rest }: Props) {
  return (
    <Tooltip label={label}>
      <button type="button" className={`icon-btn ${className}`} aria-label={label} {...rest}>
        {children}
      </button>
    </Tooltip>
  );
}
