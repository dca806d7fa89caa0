import { count, counted } from '../../../components/text';
import type { AuditDiffering } from '../../../host/host';

/** Events that are here already and that the file tells in another way: what is here stays. */
export function Differing({ total, first }: { total: number; first: readonly AuditDiffering[] }) {
  if (total === 0) return null;
  const named = first.map(({ id, line }) => `${id} (line ${line})`).join(', ');
  const more = total > first.length ? ` and ${count(total - first.length)} more` : '';
  return (
    <div className="audit-note sm" role="note">
      <p>
        <b>{counted(total, 'event is', 'events are')} here already, and the file says something else.</b>
        {` What is here stays: ${named}${more}.`}
      </p>
    </div>
  );
}
