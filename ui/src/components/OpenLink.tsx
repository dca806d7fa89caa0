import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import type { Item } from '../host/host';
import { addressOf } from './address';
import { ITEM_WORD } from './words';

/** Leads to the screen of something: `Open person`. Nothing for what has no screen. */
export function OpenLink({ tenant, item }: { tenant: string; item: Item }) {
  const address = addressOf(tenant, item);
  if (!address) return null;
  return (
    <Link {...address} className="btn btn-sm" title={`Open ${item.name}`}>
      <ArrowUpRight size={13} aria-hidden="true" />
      Open {ITEM_WORD[item.kind].toLowerCase()}
    </Link>
  );
}
