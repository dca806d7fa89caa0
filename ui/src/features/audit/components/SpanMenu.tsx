import { Popover } from '@mantine/core';
import { Calendar } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../../components/Button';
import { MomentField } from '../../../components/MomentField';
import { dayOfField } from '../../../components/moment';
import { isoDay } from '../../../components/text';
import type { AuditAsked } from '../../../host/host';
import { atBegin, atEnd, momentOf, SPANS, spanText } from '../model/span';

/** From when to when: so far back from now, or between two days. */
export function SpanMenu(props: {
  asked: AuditAsked;
  onSpan(since: string | null, until: string | null): void;
}) {
  const { asked, onSpan } = props;
  const [opened, setOpened] = useState(false);
  const choose = (since: string | null, until: string | null) => {
    setOpened(false);
    onSpan(since, until);
  };
  const { since, until } = asked;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={264} trapFocus returnFocus>
      <Popover.Target>
        <Button
          icon={<Calendar size={14} aria-hidden="true" />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <span className="vh">When: </span>
          <span className="audit-span trunc">{spanText(since, until)}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="When">
        <div className="audit-spans">
          {SPANS.map(({ text, hours }) => (
            <button
              key={text}
              type="button"
              className="audit-choice"
              onClick={() => choose(hours === null ? null : backBy(hours), null)}
            >
              {text}
            </button>
          ))}
        </div>
        <Days
          key={`${since} ${until}`}
          since={since}
          until={until}
          onDone={(from, to) => choose(from === '' ? null : atBegin(from), to === '' ? null : atEnd(to))}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function backBy(hours: number): string {
  return momentOf(Date.now() - hours * 3_600_000);
}

function Days(props: { since: string | null; until: string | null; onDone(from: string, to: string): void }) {
  const [from, setFrom] = useState(dayOf(props.since));
  const [to, setTo] = useState(dayOf(props.until, 1));
  const [fault, setFault] = useState('');
  const id = useId();
  const typed = (set: (next: string) => void) => (next: string) => {
    set(next);
    setFault('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [first, last] = [dayOfField(from), dayOfField(to)];
    if ((from !== '' && !first) || (to !== '' && !last)) setFault('Write a day as 2026-11-12.');
    else if (first && last && first > last) setFault('The first day comes after the last one.');
    else props.onDone(first ?? '', last ?? '');
  };
  const wrong = { invalid: fault !== '', fault: fault === '' ? undefined : `${id}-fault` };
  return (
    <form className="audit-days" onSubmit={submit}>
      <div>
        <label className="label" htmlFor={`${id}-from`}>
          From
        </label>
        <MomentField id={`${id}-from`} value={from} onChange={typed(setFrom)} {...wrong} />
      </div>
      <div>
        <label className="label" htmlFor={`${id}-to`}>
          To, included
        </label>
        <MomentField id={`${id}-to`} value={to} onChange={typed(setTo)} {...wrong} />
      </div>
      {fault !== '' && (
        <p id={`${id}-fault`} className="field-error" role="alert">
          {fault}
        </p>
      )}
      <Button type="submit" size="sm" disabled={from === '' && to === ''}>
        Show these days
      </Button>
    </form>
  );
}

/** The day of a moment on this computer; of an end, the last day that lies wholly before it. */
function dayOf(moment: string | null, back = 0): string {
  return moment === null ? '' : isoDay(new Date(Date.parse(moment) - back));
}
