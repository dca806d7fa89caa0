import { Waypoints } from 'lucide-react';
import { Button } from '../../../components/Button';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { count, time } from '../../../components/text';
import type { AuditEntryDetail } from '../../../host/host';
import { exactly, OUTCOME_WORD, objectText, partyText } from '../model/words';

/** The other entries of the request, in the order in which they happened. */
export function Related(props: {
  entry: AuditEntryDetail;
  onOpen(id: string): void;
  onRequest(correlation: string): void;
}) {
  const { entry, onOpen, onRequest } = props;
  const { related, relatedTotal, row } = entry;
  if (relatedTotal === 0) return null;
  return (
    <section>
      <h4 className="h">
        Same request <span className="t3">{count(relatedTotal)}</span>
      </h4>
      <ul className="audit-related">
        {related.map((other) => (
          <li key={other.id}>
            <button type="button" title={exactly(other.at)} onClick={() => onOpen(other.id)}>
              {other.consequence ? (
                <ClassGlyph value={other.consequence} />
              ) : (
                <span aria-hidden="true">·</span>
              )}
              <span className="trunc">
                <span className="t3">{time(other.at)}</span> {partyText(other.who)}:{' '}
                {`${other.title} ${objectText(other.object)}`.trim()}
                {other.outcome !== 'success' && (
                  <span className="t3"> {OUTCOME_WORD[other.outcome].toLowerCase()}</span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        keys="R"
        icon={<Waypoints size={13} aria-hidden="true" />}
        onClick={() => onRequest(row.correlation)}
      >
        Everything in this request
      </Button>
    </section>
  );
}
