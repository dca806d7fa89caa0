import { Tooltip } from '@mantine/core';
import type { Item } from '../host/host';
import { ItemIcon } from './ItemIcon';
import { ITEM_WORD } from './words';

/** Something in the tenant, as a tag; a button when it opens something. */
export function ItemChip(props: {
  item: Item;
  onOpen?: ((item: Item) => void) | undefined;
  dashed?: boolean;
  /** In a grid, which has one tab stop. */
  inGrid?: boolean;
}) {
  const { item, onOpen, dashed = false, inGrid = false } = props;
  const look = `tag ${dashed ? 'tag-dashed' : ''}`;
  const content = (
    <>
      <ItemIcon kind={item.kind} size={13} />
      <span className="vh">{ITEM_WORD[item.kind]} </span>
      <span className="trunc">{item.name}</span>
    </>
  );
  if (!onOpen) return <span className={look}>{content}</span>;
  return (
    <Tooltip label={`Open ${item.name}`}>
      <button type="button" className={look} tabIndex={inGrid ? -1 : undefined} onClick={() => onOpen(item)}>
        {content}
      </button>
    </Tooltip>
  );
}
