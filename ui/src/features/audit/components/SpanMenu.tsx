import { Popover } from '@mantine/core';
import { Calendar } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button';
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
  const wrong = from !== '' && to !== '' && from > to;
  return (
    <form
      className="audit-days"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) props.onDone(from, to);
      }}
    >
      <label>
        <span className="label">From</span>
        <span className="field">
          <input type="date" value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        </span>
      </label>
      <label>
        <span className="label">To, included</span>
        <span className="field" data-invalid={wrong}>
          <input
            type="date"
            value={to}
            aria-invalid={wrong}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </span>
      </label>
      {wrong && (
        <p className="field-error" role="alert">
          The first day comes after the last one.
        </p>
      )}
      <Button type="submit" size="sm" disabled={wrong || (from === '' && to === '')}>
        Show these days
      </Button>
    </form>
  );
}

/** The day of a moment on this computer; of an end, the last day that lies wholly before it. */
function dayOf(moment: string | null, back = 0): string {
  if (moment === null) return '';
  const day = new Date(Date.parse(moment) - back);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
