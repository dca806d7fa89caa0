import { useState } from 'react';
import { Button } from '../../../components/Button';
import { count } from '../../../components/text';
import type { AuditField, AuditPolicy } from '../../../host/host';
import { Value } from './Changes';

/** The policies that decided, each with its text at that time. */
export function Policies({ policies }: { policies: readonly AuditPolicy[] }) {
  if (policies.length === 0) return null;
  return (
    <section>
      <h4 className="h">Policies that decided</h4>
      {policies.map((policy) => (
        <details key={policy.id} className="audit-fold">
          <summary>
            <span className="mono">{policy.id}</span>
            <span className="sm t3">{policy.unchanged ? 'as it is now' : 'changed since'}</span>
          </summary>
          {policy.annotation && <p className="sm t2">{policy.annotation}.</p>}
          {policy.text === null ? (
            <p className="sm t3">Its text at that time is not kept in this workspace.</p>
          ) : (
            <div
              className="audit-code select focus-in"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
              tabIndex={0}
              role="group"
              aria-label={`Text of ${policy.id}`}
            >
              {policy.text}
            </div>
          )}
        </details>
      ))}
    </section>
  );
}

const FEW = 6;

/** What else the log of the tenant says. */
export function Fields({ fields }: { fields: readonly AuditField[] }) {
  const [all, setAll] = useState(false);
  if (fields.length === 0) return null;
  const shown = all ? fields : fields.slice(0, FEW);
  return (
    <section>
      <h4 className="h">What else the log says</h4>
      <dl className="facts select" style={{ marginTop: 6 }}>
        {shown.map((field) => (
          <div key={field.name} className="audit-more-field">
            <dt className="mono">{field.name}</dt>
            <dd>
              <Value value={field.value} />
            </dd>
          </div>
        ))}
      </dl>
      {fields.length > shown.length && (
        <Button size="sm" variant="quiet" onClick={() => setAll(true)}>
          Show {count(fields.length - shown.length)} more
        </Button>
      )}
    </section>
  );
}
