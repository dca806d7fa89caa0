import type { AuditAsked } from '../../../host/host';
import { termsAndSpan } from '../model/question-text';

/** The question in words, where it cannot be changed. */
export function AskedLine({ asked }: { asked: AuditAsked }) {
  const terms = termsAndSpan(asked);
  if (terms.length === 0) return <p className="t2">Everything that is on record here.</p>;
  return (
    <ul className="audit-terms" aria-label="The question">
      {terms.map(({ id, title, value, exclude }) => (
        <li key={id} className="audit-term" data-exclude={exclude}>
          {title && <div className="t3">{title.toLowerCase()}</div>}
          {exclude && <b>not</b>}
          <div className="trunc">{value}</div>
        </li>
      ))}
    </ul>
  );
}
