import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { snapshotsQuery } from '../host/queries';
import { useStateOf } from './as-of';
import { Button } from './Button';
import { MomentField } from './MomentField';
import { fieldOfMoment, momentOfField } from './moment';
import { dayAndTime, shortHash } from './text';
import './as-of.css';

/** So many readings are offered; any other moment is written. */
const READINGS = 8;

/** Of which moment the screen speaks, and the way to another: a reading of the tenant, or any moment since the first. */
export function AsOf(props: {
  tenant: string;
  /** As the address has it; the newest reading when left out. */
  at: string | undefined;
  /** Only its sign, where there is no room. */
  small?: boolean;
  onGo(at: string | undefined): void;
}) {
  const { tenant, at, small = false, onGo } = props;
  const [opened, setOpened] = useState(false);
  const words = `As of ${useStateOf(tenant, at)}`;
  const go = (next: string | undefined) => {
    setOpened(false);
    onGo(next);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={300}
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className="chip as-of"
          data-on={at !== undefined}
          aria-label={small ? words : undefined}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <History size={13} aria-hidden="true" />
          {!small && words}
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Show another moment">
        <Moments tenant={tenant} at={at} onGo={go} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Moments(props: { tenant: string; at: string | undefined; onGo(at: string | undefined): void }) {
  const { tenant, at, onGo } = props;
  const readings = useQuery(snapshotsQuery(tenant)).data ?? [];
  const oldest = readings.at(-1);
  return (
    <div className="as-of-card">
      <h2 className="h">Show another moment</h2>
      <ul aria-label="Readings of the tenant">
        {readings.slice(0, READINGS).map((one, place) => (
          <li key={`${one.hash} ${one.takenAt}`}>
            <button
              type="button"
              className="as-of-reading"
              aria-current={one.takenAt === at || (at === undefined && place === 0)}
              onClick={() => onGo(place === 0 ? undefined : one.takenAt)}
            >
              <span className="grow">{dayAndTime(one.takenAt)}</span>
              <span className="t3 xs">{noteOf(place, one.baseline, one.hash)}</span>
            </button>
          </li>
        ))}
      </ul>
      <AnyMoment at={at} onGo={onGo} />
      {oldest && (
        <p className="t3 xs">
          The newest reading at or before a moment is shown. The oldest that is kept is of{' '}
          {dayAndTime(oldest.takenAt)}.
        </p>
      )}
    </div>
  );
}

function noteOf(place: number, baseline: boolean, hash: string): string {
  if (place === 0) return 'now';
  return baseline ? 'baseline' : shortHash(hash);
}

function AnyMoment({ at, onGo }: { at: string | undefined; onGo(at: string | undefined): void }) {
  const [value, setValue] = useState(at === undefined ? '' : fieldOfMoment(at));
  const [fault, setFault] = useState('');
  const field = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const moment = momentOfField(value);
    if (moment === undefined) setFault('Write a day and a time, such as 2026-11-12 10:42.');
    else if (new Date(moment) > new Date()) setFault('That has not come yet.');
    else onGo(moment);
  };
  return (
    <form className="as-of-any" onSubmit={submit}>
      <label htmlFor={field} className="t2 sm">
        Any moment
      </label>
      <div className="row gap6">
        <MomentField
          id={field}
          time
          value={value}
          invalid={fault !== ''}
          fault={fault === '' ? undefined : `${field}-fault`}
          onChange={(next) => {
            setValue(next);
            setFault('');
          }}
        />
        <Button type="submit">Show</Button>
      </div>
      {fault !== '' && (
        <p id={`${field}-fault`} className="f-critical sm" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}
