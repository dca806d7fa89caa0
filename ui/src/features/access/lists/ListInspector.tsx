import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { Avatar } from '../../../components/Avatar';
import { addressOf, useOpen } from '../../../components/address';
import { Button } from '../../../components/Button';
import { ClassWord } from '../../../components/ClassWord';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { IconButton } from '../../../components/IconButton';
import { Inspector } from '../../../components/Inspector';
import { ItemIcon } from '../../../components/ItemIcon';
import { ItemLink } from '../../../components/ItemLink';
import { placeInMatrix } from '../../../components/matrix-search';
import { Skeleton } from '../../../components/Skeleton';
import { ITEM_WORD, sourceText } from '../../../components/words';
import type { Item } from '../../../host/host';
import { type Detail, detailQuery, type Place } from '../api/lists';
import { Overview } from '../details/Overview';
import { type Fact, groupFacts, permissionFacts, personFacts, roleFacts } from '../model/facts';
import { WhatPanel } from '../why/WhatPanel';
import styles from './lists.module.css';

/** Milliseconds that a choice rests before everything about it is asked for. */
const REST = 120;

/** The chosen row in short: who or what it is, the facts, and what stands around it. */
export function ListInspector(props: {
  place: Place;
  item: Item;
  /** The person whose access is traced, in the place of the summary. */
  tracing: Item | undefined;
  onTrace(person: Item | undefined): void;
  onCompare: (() => void) | undefined;
  onClose(): void;
}) {
  const { place, item, tracing, onTrace, onCompare, onClose } = props;
  const { tenant, snapshot } = place;
  const client = useQueryClient();
  const open = useOpen(tenant);
  const navigate = useNavigate();
  const [asked] = useDebouncedValue(item, REST);
  const found = useQuery(detailQuery(client, place, asked));
  const address = addressOf(tenant, item);
  const inMatrix = placeInMatrix(item);
  return (
    <Inspector
      title={ITEM_WORD[item.kind]}
      subtitle={tracing ? `What ${tracing.name} can do` : undefined}
      headActions={
        tracing && (
          <IconButton label="Back" onClick={() => onTrace(undefined)}>
            <ArrowLeft size={15} aria-hidden="true" />
          </IconButton>
        )
      }
      onClose={onClose}
      foot={
        <>
          {address && (
            <Link {...address} className="btn">
              Open
            </Link>
          )}
          {inMatrix && (
            <Link className="btn" to="/t/$tenant/matrix" params={{ tenant }} search={inMatrix}>
              Show in matrix
            </Link>
          )}
          {onCompare && <Button onClick={onCompare}>Compare</Button>}
        </>
      }
    >
      {tracing ? (
        <WhatPanel
          tenant={tenant}
          snapshot={snapshot}
          person={tracing.id}
          onOpen={open}
          onWhy={({ permission }, person) => {
            const there = addressOf(tenant, person, { selected: permission.id });
            if (there) void navigate(there);
          }}
        />
      ) : found.isError ? (
        <ErrorPanel error={found.error} level={3} onRetry={() => found.refetch()} />
      ) : found.data && asked.id === item.id ? (
        <Summary tenant={tenant} item={item} found={found.data} onOpen={open} />
      ) : (
        <Skeleton
          asked={detailQuery(client, place, asked).queryKey}
          rows={6}
          label={`Looking for everything about ${item.name}`}
        />
      )}
    </Inspector>
  );
}

function Summary(props: { tenant: string; item: Item; found: Detail; onOpen(item: Item): void }) {
  const { tenant, item, found, onOpen } = props;
  return (
    <>
      <div className={styles.who}>
        {item.kind === 'person' ? <Avatar name={item.name} large /> : <ItemIcon kind={item.kind} size={20} />}
        <div className="grow">
          <h3 className="inspector-title">
            <ItemLink tenant={tenant} item={item} className={styles.whoName} />
          </h3>
          <div className="t2 sm">{lineOf(found)}</div>
        </div>
        {found.kind === 'person' && !found.detail.what.active && <div className="tag">Deactivated</div>}
        {found.kind === 'permission' && <ClassWord value={found.detail.consequence} soft />}
      </div>
      <dl className={styles.numbers}>
        {factsOf(found).map((fact) => (
          <div key={fact.label} title={fact.title}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      <Overview tenant={tenant} found={found} onOpen={onOpen} />
    </>
  );
}

function lineOf(found: Detail): string {
  switch (found.kind) {
    case 'person':
      return [found.detail.what.detail, found.detail.email].filter(Boolean).join(' · ');
    case 'group':
      return sourceText(found.detail.source) && `Kept in ${sourceText(found.detail.source)}`;
    default:
      return found.detail.description;
  }
}

function factsOf(found: Detail): Fact[] {
  switch (found.kind) {
    case 'person':
      return personFacts(found.detail);
    case 'group':
      return groupFacts(found.detail);
    case 'role':
      return roleFacts(found.detail);
    case 'permission':
      return permissionFacts(found.detail);
  }
}
