import type { AuditChange, AuditValue } from '../../../host/host';
import { hiddenText, objectText, readable } from '../model/words';

/** What changed, field by field: before and after, each with its sign. */
export function Changes({ changes }: { changes: readonly AuditChange[] }) {
  if (changes.length === 0) return null;
  return (
    <section>
      <h4 className="h">Before and after</h4>
      <dl className="audit-changes select">
        {changes.map((change, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field may change twice, and the order is part of the entry
          <div key={at}>
            <dt className="vh">{nameOf(change)}</dt>
            {isSame(change) ? (
              <Line name={nameOf(change)} value={change.after} sign="same" />
            ) : (
              <>
                <Line name={nameOf(change)} value={change.before} sign="before" />
                <Line name={nameOf(change)} value={change.after} sign="after" />
              </>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}

function nameOf({ object, field }: AuditChange): string {
  return object ? `${objectText(object)}: ${field}` : field;
}

function isSame({ before, after }: AuditChange): boolean {
  return (
    before !== null &&
    after !== null &&
    before.state === 'plain' &&
    after.state === 'plain' &&
    before.text === after.text
  );
}

const SIGNS = { before: ['−', 'before'], after: ['+', 'after'], same: ['', 'unchanged'] } as const;

function Line({ name, value, sign }: { name: string; value: AuditValue | null; sign: keyof typeof SIGNS }) {
  if (value === null) return null;
  const [mark, word] = SIGNS[sign];
  return (
    <dd data-sign={sign}>
      <span aria-hidden="true">{mark}</span>
      <span className="vh">{word}: </span>
      <span aria-hidden="true">{name}</span>
      <Value value={value} />
    </dd>
  );
}

/** A value, or why there is none. */
export function Value({ value }: { value: AuditValue }) {
  const hidden = hiddenText(value);
  if (hidden) {
    return (
      <span className="t3" title={value.commitment ? `Commitment ${value.commitment}` : undefined}>
        {hidden}
      </span>
    );
  }
  const shown = readable(value.text);
  const exact = shown === value.text ? undefined : value.text;
  const title = value.state === 'disclosed' ? 'Personal, kept outside of the entry; it can be erased' : exact;
  return <span title={title}>{value.text === '' ? <span className="t3">empty</span> : shown}</span>;
}
