import { type ReactNode, useId } from 'react';
import { MessageText } from '../../../components/MessageText';
import type { KeptAbout } from '../../../host/host';
import { duties, fates } from '../model/forgetting';
import { takesFocus } from './takes-focus';

/** What is kept about somebody, what would become of it, and what no erasing reaches. */
export function KeptAboutPerson({ kept, children }: { kept: KeptAbout; children: ReactNode }) {
  const id = useId();
  const { name, person } = kept;
  return (
    <section className="forget" aria-labelledby={id}>
      <h3 className="h" id={id} tabIndex={-1} ref={takesFocus}>
        What is kept about {name}
      </h3>
      {name !== person && (
        <p className="sm t2">
          Their id in the tenant was <b className="mono">{person}</b>.
        </p>
      )}
      <dl className="fates">
        {fates(kept).map(({ what, becomes }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{becomes}</dd>
          </div>
        ))}
      </dl>
      <h3 className="h">What stays for you to do</h3>
      <ul>
        {duties(kept).map((duty) => (
          <li key={duty}>
            <MessageText text={duty} />
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}
