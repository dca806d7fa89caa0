import type { ReactNode } from 'react';

/** A small drawing with a word for those who do not see it. Without a word it is decoration. */
export function Glyph(props: {
  box: number;
  size: number;
  className?: string;
  label?: string | undefined;
  children: ReactNode;
}) {
  const { box, size, className, label, children } = props;
  return label === undefined ? (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox={`0 0 ${box} ${box}`}
      fill="none"
      aria-hidden="true"
    >
      {children}
    </svg>
  ) : (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox={`0 0 ${box} ${box}`}
      fill="none"
      role="img"
      aria-label={label}
    >
      {children}
    </svg>
  );
}
