import { type ReactNode, useId } from 'react';

/** A measure: its title, what it counts, and the thing itself. */
export function Measure(props: { title: string; note?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="measure" aria-labelledby={id}>
      <header className="row sp">
        <h3 className="h trunc" id={id}>
          {props.title}
        </h3>
        {props.note && <div className="sm t3 nw">{props.note}</div>}
      </header>
      {props.children}
    </section>
  );
}
