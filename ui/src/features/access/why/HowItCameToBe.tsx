import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronRight, Clock, Minus, Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { ErrorPanel } from '../../../components/ErrorPanel';
import { sentence } from '../../../components/error-table';
import { Skeleton } from '../../../components/Skeleton';
import { counted, dayAndTime } from '../../../components/text';
import type { CellChange, CellHistory, GrantPath, RowKind } from '../../../host/host';
import { historyQuery } from '../api/queries';
import { heardWords, recordedWords, wayWords, whenWords } from '../model/history';
import styles from './why.module.css';

/** Which cell of which tenant. */
interface Cell {
  tenant: string;
  snapshot: string;
  rows: RowKind;
  id: string;
  permission: string;
}

/** How a cell came to be: asked for when somebody opens it, since it looks through every snapshot. */
export function HowItCameToBe({ cell }: { cell: Cell }) {
  const [opened, setOpened] = useState(false);
  const body = useId();
  const Icon = opened ? ChevronDown : ChevronRight;
  return (
    <section className={styles.ruled} aria-label="How it came to be">
      <h4 className="h">
        <button
          type="button"
          className={styles.fold}
          aria-expanded={opened}
          aria-controls={body}
          onClick={() => setOpened(!opened)}
        >
          <Icon size={14} aria-hidden="true" />
          How it came to be
        </button>
      </h4>
      <div id={body}>{opened && <Told cell={cell} />}</div>
    </section>
  );
}

function Told({ cell }: { cell: Cell }) {
  const { tenant, snapshot, rows, id, permission } = cell;
  const asked = historyQuery(tenant, snapshot, rows, id, permission);
  const history = useQuery(asked);
  if (history.isError) return <ErrorPanel error={history.error} onRetry={() => history.refetch()} />;
  if (!history.data)
    return <Skeleton asked={asked.queryKey} rows={3} label="Looking through every snapshot" />;
  const { changes } = history.data;
  return (
    <>
      <ol className={styles.history} aria-label="Changes, the newest first">
        {changes.map((change) => (
          <Change key={`${change.to} ${change.kind}`} cell={cell} change={change} />
        ))}
      </ol>
      <p className="t3 xs">{knownWords(history.data)}</p>
    </>
  );
}

function Change({ cell, change }: { cell: Cell; change: CellChange }) {
  const { tenant, rows, id, permission } = cell;
  const more = change.entriesTotal - change.entries.length;
  const earlier = change.eventsTotal - change.events.length;
  return (
    <li>
      <div className="t3 xs row gap4">
        {change.byTime && <Clock size={12} aria-hidden="true" />}
        {whenWords(change)}
      </div>
      <p className="select md">{sentence(change.statement)}</p>
      <Ways ways={change.gained} sign="Came" />
      <Ways ways={change.lost} sign="Went" />
      <Ways ways={change.deniesGained} sign="Deny came" />
      <Ways ways={change.deniesLost} sign="Deny went" />
      {change.entries.map((entry) => (
        <p key={`${entry.log} ${entry.number}`} className="t2 sm select">
          {recordedWords(entry)}
        </p>
      ))}
      {more > 0 && <p className="t3 xs">and {counted(more, 'more entry', 'more entries')}</p>}
      {change.events.map((event) => (
        <p key={event.id} className="t2 sm select">
          {heardWords(event)}
        </p>
      ))}
      {earlier > 0 && <p className="t3 xs">and {counted(earlier, 'earlier event')}</p>}
      <Link
        className="btn btn-sm"
        to="/t/$tenant/matrix"
        params={{ tenant }}
        search={{ rows, row: id, permission, at: change.to }}
      >
        See the matrix as of {dayAndTime(change.to)}
      </Link>
    </li>
  );
}

function Ways({ ways, sign }: { ways: readonly GrantPath[]; sign: string }) {
  const came = sign.endsWith('came') || sign === 'Came';
  const Icon = came ? Plus : Minus;
  return ways.map((way) => (
    <p key={wayWords(way)} className={`${styles.way} ${came ? 'ok' : 'f-critical'}`}>
      <Icon size={12} aria-hidden="true" />
      <span className="vh">{sign}: </span>
      <span className="select">{wayWords(way)}</span>
    </p>
  ));
}

function knownWords({ snapshots, knownFrom, older, entriesHidden, eventsHidden }: CellHistory): string {
  const looked = `${counted(snapshots, 'snapshot')} looked at. `;
  const from = older
    ? `Older ones than ${dayAndTime(knownFrom)} were not. `
    : `Nothing is known from before ${dayAndTime(knownFrom)}. `;
  const hidden = entriesHidden ? 'What is on record is not shown: you may not read the ledger. ' : '';
  const unheard = eventsHidden ? 'What the tenant’s own log says is not shown: you may not search it.' : '';
  return `${looked}${from}${hidden}${unheard}`.trim();
}
