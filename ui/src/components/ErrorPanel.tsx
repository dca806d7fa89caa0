import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { toHostError } from '../host/host';
import { Button } from './Button';
import { errorNumber, lookOf, sentence } from './error-table';
import { SeverityGlyph } from './glyphs/SeverityGlyph';
import { MessageText } from './MessageText';

/** What happened, what it means, what to do, and a code. */
export function ErrorPanel(props: {
  error: unknown;
  /** 1 where the screen has no other title. */
  level?: 1 | 2 | 3;
  /** Overrides the title of the code. */
  title?: string;
  /** Said when the error itself does not say what it means. */
  meaning?: string;
  onRetry?(): void;
  actions?: ReactNode;
}) {
  const { error, level = 2, title, meaning, onRetry, actions } = props;
  const wire = toHostError(error).wire;
  const look = lookOf(wire.code);
  const means = sentence(wire.meaning) || meaning;
  const Heading = `h${level}` as const;
  const retry = onRetry && (
    <Button size="sm" onClick={onRetry}>
      {look.action === 'retry' ? look.actionText : 'Try again'}
    </Button>
  );
  return (
    <section className={`error-panel soft f-${look.severity}`} role="alert">
      <Heading>
        {look.severity === 'critical' ? (
          <SeverityGlyph value="critical" size={14} hidden />
        ) : (
          <CircleAlert size={15} aria-hidden="true" />
        )}
        {title ?? look.title}
      </Heading>
      <dl>
        <dt>What</dt>
        <dd className="select">
          <MessageText text={sentence(wire.message)} />
        </dd>
        {means && (
          <>
            <dt>Meaning</dt>
            <dd>
              <MessageText text={means} />
            </dd>
          </>
        )}
        {wire.hint && (
          <>
            <dt>Do</dt>
            <dd>
              <MessageText text={sentence(wire.hint)} />
            </dd>
          </>
        )}
        {wire.details.length > 0 && (
          <>
            <dt>Detail</dt>
            <dd className="select">
              {wire.details.slice(0, 6).map((line) => (
                <div key={line}>{line}</div>
              ))}
            </dd>
          </>
        )}
      </dl>
      <div className="error-actions">
        {actions}
        {retry}
        <p className="mono error-code select">{errorNumber(wire)}</p>
      </div>
    </section>
  );
}
