import { type ReactNode, useId } from 'react';

/** A part of the settings: what it is about, a sentence about it, and the thing itself. */
export function Section(props: { title: string; about?: ReactNode; end?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="setting" aria-labelledby={id}>
      <header>
        <h2 id={id}>{props.title}</h2>
        {props.end && <div className="end sm t3">{props.end}</div>}
        {props.about && <p className="t2">{props.about}</p>}
      </header>
      {props.children}
    </section>
  );
}
