import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import type { Item } from '../host/host';
import { addressOf } from './address';
import { useMoment } from './moment';
import { ITEM_WORD } from './words';

/** Leads to the screen of something, at the same moment: `Open person`. Nothing for what has no screen. */
export function OpenLink({ tenant, item }: { tenant: string; item: Item }) {
  const at = useMoment();
  const address = addressOf(tenant, item, at === undefined ? {} : { at });
  if (!address) return null;
  return (
    <Link {...address} className="btn btn-sm" title={`Open ${item.name}`}>
      <ArrowUpRight size={13} aria-hidden="true" />
      Open {ITEM_WORD[item.kind].toLowerCase()}
    </Link>
  );
}
