import { BadgeCheck, Boxes, Database, IdCard, KeyRound, Scale, User } from 'lucide-react';
import type { ItemKind } from '../host/host';

const ICONS = {
  person: User,
  group: Boxes,
  role: IdCard,
  permission: KeyRound,
  object: Database,
  licence: BadgeCheck,
  rule: Scale,
} satisfies Record<ItemKind, unknown>;

/** The icon of what a thing is. A word or name stands beside it. */
export function ItemIcon({ kind, size = 16 }: { kind: ItemKind; size?: number }) {
  const Icon = ICONS[kind];
  return <Icon size={size} strokeWidth={1.75} aria-hidden="true" />;
}
