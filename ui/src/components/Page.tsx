import type { CSSProperties, ReactNode } from 'react';
import { useInspectorWidth } from './inspector-width';

/** A screen: head above, work area below, an inspector beside it when something is selected. */
export function Page(props: {
  head: ReactNode;
  inspector?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const { head, inspector, children, className = '' } = props;
  const [width] = useInspectorWidth();
  const style = { '--w-inspector': `${width}px` } as CSSProperties;
  return (
    <div className={`page ${className}`} data-inspector={Boolean(inspector)} style={style}>
      {head}
      <div className="page-body">{children}</div>
      {inspector}
    </div>
  );
}
