import type { ReactNode } from 'react';
import type { Address } from '../../../components/address';
import { PlaceLink } from '../../../components/PlaceLink';

/** One thing of Today: what, how it stands, and what opening it does. The whole row opens it. */
export function Row(props: {
  address: Address;
  glyph: ReactNode;
  children: ReactNode;
  title?: string;
  meta?: ReactNode;
  act: string;
}) {
  const { address, glyph, children, title, meta, act } = props;
  return (
    <li className="today-row">
      <span className="today-glyph">{glyph}</span>
      <PlaceLink {...address} className="today-text trunc" title={title}>
        {children}
        {/* not a pseudo-element, which is read as an empty text */}
        <span className="today-cover" aria-hidden="true" />
      </PlaceLink>
      <span className="today-meta">{meta}</span>
      <span className="today-act btn btn-sm btn-quiet" aria-hidden="true">
        {act}
      </span>
    </li>
  );
}
