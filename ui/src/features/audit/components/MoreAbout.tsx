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

/** What else the log of the tenant says. What may name people is out of sight until it is asked for. */
export function Fields({ fields }: { fields: readonly AuditField[] }) {
  if (fields.length === 0) return null;
  const isPersonal = ({ value }: AuditField) => value.state === 'disclosed';
  const personal = fields.filter(isPersonal);
  return (
    <section>
      <h4 className="h">What else the log says</h4>
      <FieldList fields={fields.filter((field) => !isPersonal(field))} />
      {personal.length > 0 && (
        <details className="audit-fold">
          <summary>
            <span>All fields (may name people)</span>
            <span className="sm t3">{count(personal.length)} more</span>
          </summary>
          <FieldList fields={personal} />
        </details>
      )}
    </section>
  );
}

function FieldList({ fields }: { fields: readonly AuditField[] }) {
  if (fields.length === 0) return null;
  return (
    <dl className="facts select" style={{ marginTop: 6 }}>
      {fields.map((field) => (
        <div key={field.name} className="audit-more-field">
          <dt className="mono">{field.name}</dt>
          <dd>
            <Value value={field.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
