import type { ReactNode } from 'react';
import type { Item } from '../host/host';
import { addressOf } from './address';
import { useMoment } from './moment';
import { PlaceLink } from './PlaceLink';

/** The name of something, which leads to its screen; plain text for what has none. */
export function ItemLink(props: {
  tenant: string;
  item: Item;
  className?: string;
  /** In a grid, which has one tab stop and opens by Enter. */
  inGrid?: boolean;
  /** Stands for the name. */
  children?: ReactNode;
}) {
  const { tenant, item, className = 'link', inGrid = false, children = item.name } = props;
  const at = useMoment();
  const address = addressOf(tenant, item, at === undefined ? {} : { at });
  if (!address) return <span className={className === 'link' ? '' : className}>{children}</span>;
  return (
    <PlaceLink
      {...address}
      className={className}
      title={item.name}
      draggable={false}
      tabIndex={inGrid ? -1 : undefined}
    >
      {children}
    </PlaceLink>
  );
}
