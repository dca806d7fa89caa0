import { Search, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { sentence } from '../../../components/error-table';
import { MessageText } from '../../../components/MessageText';
import { count } from '../../../components/text';
import type { AuditAsked, WireError } from '../../../host/host';
import { toHostError } from '../../../host/host';
import { type Term, termsOf, withTyped } from '../model/question-text';
import { QuestionInput, type QuestionInputHandle } from './QuestionInput';

/** The question: its parts as tags that can be taken out, and a field for more of them. `/` puts the cursor here. */
export function QuestionBar(props: {
  /** What stands in the field at first: a question of the address that cannot be understood. */
  initial: string;
  tenant: string;
  all: boolean;
  asked: AuditAsked;
  found: { total: number; all: number } | undefined;
  busy: boolean;
  onAsk(asked: Pick<AuditAsked, 'text'>): void;
  /** Asks what was typed; fails when it cannot be understood. */
  onAskText(text: string): Promise<void>;
  onLeave(): void;
  children: ReactNode;
}) {
  const { initial, tenant, all, asked, found, busy, onAsk, onAskText, onLeave, children } = props;
  const input = useRef<QuestionInputHandle>(null);
  const [typed, setTyped] = useState(initial);
  const [problem, setProblem] = useState<WireError>();
  const terms = termsOf(asked);
  const type = (next: string) => {
    setTyped(next);
    setProblem(undefined);
  };
  const submit = async (text: string) => {
    setProblem(undefined);
    if (text.trim() === '') return;
    try {
      await onAskText(withTyped(asked, text));
      setTyped('');
    } catch (thrown) {
      setTyped(text);
      setProblem(toHostError(thrown).wire);
    }
  };
  /** The last part goes back to being text, to be changed. */
  const onBack = () => {
    const last = terms.at(-1);
    if (!last) return;
    setTyped(last.text);
    onAsk(last.without);
  };
  return (
    <search className="audit-question" aria-label="Question" data-region="Question">
      <div className="audit-bar">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the field within takes the cursor, as its frame does */}
        <div
          className="audit-field"
          data-invalid={problem !== undefined}
          data-busy={busy}
          onMouseDown={(event) => {
            if (event.target !== event.currentTarget) return;
            event.preventDefault();
            input.current?.focus();
          }}
        >
          <Search size={14} className="t3" aria-hidden="true" />
          {terms.map((term) => (
            <Tag
              key={term.id}
              term={term}
              onRemove={() => {
                onAsk(term.without);
                input.current?.focus();
              }}
            />
          ))}
          <QuestionInput
            ref={input}
            tenant={tenant}
            all={all}
            value={typed}
            invalid={problem !== undefined}
            placeholder={terms.length === 0 ? 'Who did what, on what, and when' : 'add a filter'}
            onChange={type}
            onSubmit={(text) => void submit(text)}
            onBack={onBack}
            onLeave={onLeave}
          />
          {found && (
            <span className="audit-found" aria-hidden="true">
              {found.total === found.all ? count(found.all) : `${count(found.total)} of ${count(found.all)}`}
            </span>
          )}
        </div>
        {children}
      </div>
      {problem && (
        <p id="audit-problem" className="field-error" role="alert">
          <MessageText text={sentence(problem.message)} /> <MessageText text={sentence(problem.hint)} />
        </p>
      )}
    </search>
  );
}

function Tag({ term, onRemove }: { term: Term; onRemove(): void }) {
  const { title, value, exclude } = term;
  const name = [title, exclude ? 'not' : '', value].filter(Boolean).join(' ');
  return (
    <div className="audit-term" data-exclude={exclude} title={term.text}>
      {title && <div className="t3">{title.toLowerCase()}</div>}
      {exclude && <b>not</b>}
      <div className="trunc">{value}</div>
      <button type="button" aria-label={`Remove ${name}`} onClick={onRemove}>
        <X size={11} aria-hidden="true" />
      </button>
    </div>
  );
}
