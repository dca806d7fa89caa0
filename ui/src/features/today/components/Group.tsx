import { type ReactNode, useId, useState } from 'react';

/** A row of Today is as much of a group as is shown at first. */
const MOST = 3;

/** Some rows under a title, at most three until the rest is asked for. */
export function Group<T>(props: {
  title: string;
  note?: ReactNode;
  /** Stands at the end of the line of the title. */
  link?: ReactNode;
  rows: readonly T[];
  children(row: T): ReactNode;
  /** How to ask for the rest, when this list has one: `Show all 7`. */
  more?: string | undefined;
}) {
  const { title, note, link, rows, children, more } = props;
  const [all, setAll] = useState(false);
  const id = useId();
  const shown = all ? rows : rows.slice(0, MOST);
  return (
    <section className="today-group" aria-labelledby={id}>
      <header className="today-group-head">
        <h3 className="h" id={id}>
          {title}
        </h3>
        {note && <div className="t3 sm trunc">{note}</div>}
        <div className="end sm nw">
          {more && rows.length > MOST && (
            <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? 'Show fewer' : more}
            </button>
          )}
          {link}
        </div>
      </header>
      <ul>{shown.map(children)}</ul>
    </section>
  );
}
