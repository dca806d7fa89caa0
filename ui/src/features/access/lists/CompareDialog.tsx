import { Modal } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { Avatar } from '../../../components/Avatar';
import { Button } from '../../../components/Button';
import { ItemIcon } from '../../../components/ItemIcon';
import { Marked } from '../../../components/Marked';
import { host, type Item, type ListKind, type ListRow } from '../../../host/host';
import { tenantKey } from '../../../host/queries';
import { LIST_WORDS, queryOf } from '../model/list-query';
import { MOST_COMPARED } from '../model/marks';
import styles from './lists.module.css';

const OFFERED = 8;

/** Asks what to compare something with: type a name, Enter takes it, Enter on an empty field compares. */
export function CompareDialog(props: {
  tenant: string;
  kind: ListKind;
  item: Item;
  onClose(): void;
  onCompare(others: readonly Item[]): void;
}) {
  const { kind, item, onClose } = props;
  return (
    <Modal opened onClose={onClose} title={`Compare ${item.name}`} size={480}>
      <Choice {...props} many={LIST_WORDS[kind].many} />
    </Modal>
  );
}

function Choice(props: {
  tenant: string;
  kind: ListKind;
  item: Item;
  many: string;
  onClose(): void;
  onCompare(others: readonly Item[]): void;
}) {
  const { tenant, kind, item, many, onClose, onCompare } = props;
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<readonly Item[]>([]);
  const id = useId();
  const sought = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: tenantKey(tenant, 'compare-with', kind, sought),
    queryFn: () => host.listRows(tenant, queryOf(kind, { q: sought }), 0, OFFERED + 1),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const offered = (found.data?.rows ?? []).filter((row) => row.item.id !== item.id).slice(0, OFFERED);
  const full = chosen.length >= MOST_COMPARED - 1;
  const toggle = (one: Item) => {
    const others = chosen.filter((other) => other.id !== one.id);
    if (others.length < chosen.length || !full)
      setChosen(others.length < chosen.length ? others : [...others, one]);
    setText('');
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((at + step + offered.length) % Math.max(1, offered.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const row = offered[at];
      if (event.ctrlKey || (text === '' && chosen.length > 0)) onCompare(chosen);
      else if (row) toggle(row.item);
    }
  };
  return (
    <>
      <p className="t2" style={{ marginBottom: 8 }}>
        With up to {MOST_COMPARED - 1} other {many}. They stand side by side in the matrix, the differences
        first.
      </p>
      <div className="field field-lg">
        <input
          role="combobox"
          data-autofocus=""
          aria-label={`Compare ${item.name} with`}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={offered[at] ? `${id}-${at}` : undefined}
          placeholder={`Find ${many}`}
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={id} className={styles.offered} role="listbox" aria-multiselectable="true" aria-label={many}>
        {offered.map((row, place) => (
          <Offer
            key={row.item.id}
            id={`${id}-${place}`}
            row={row}
            search={sought}
            active={place === at}
            chosen={chosen.some((one) => one.id === row.item.id)}
            onClick={() => toggle(row.item)}
          />
        ))}
        {offered.length === 0 && !found.isFetching && (
          <p className="t2" role="presentation">
            Nothing is called “{sought}”.
          </p>
        )}
      </div>
      <p className="sm t2" aria-live="polite" style={{ minHeight: 16, marginTop: 8 }}>
        {chosen.length > 0 && `${item.name} and ${chosen.map((one) => one.name).join(', ')}`}
      </p>
      <div className="row" style={{ justifyContent: 'flex-end', marginTop: 12 }}>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" disabled={chosen.length === 0} onClick={() => onCompare(chosen)}>
          Show side by side
        </Button>
      </div>
    </>
  );
}

function Offer(props: {
  id: string;
  row: ListRow;
  search: string;
  active: boolean;
  chosen: boolean;
  onClick(): void;
}) {
  const { id, row, search, active, chosen, onClick } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      data-active={active}
      className={styles.offer}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {row.item.kind === 'person' ? <Avatar name={row.item.name} /> : <ItemIcon kind={row.item.kind} />}
      <div className="trunc">
        <Marked text={row.item.name} search={search} />
      </div>
      <div className="trunc sm t3 grow">{row.detail}</div>
      {chosen && <Check size={14} aria-hidden="true" />}
    </div>
  );
}
