import { useQuery } from '@tanstack/react-query';
import {
  type KeyboardEvent,
  type Ref,
  useDeferredValue,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import type { AuditCandidate } from '../../../host/host';
import { completionQuery } from '../api/queries';
import { charactersBefore, offerFor, taken } from '../model/completion';

export type QuestionInputHandle = { focus(): void };

/** Where a question is typed: keys and values are offered below; Enter takes one, or asks what was typed. */
export function QuestionInput(props: {
  ref: Ref<QuestionInputHandle>;
  tenant: string;
  all: boolean;
  value: string;
  invalid: boolean;
  placeholder: string;
  onChange(next: string): void;
  onSubmit(text: string): void;
  /** Backspace in an empty field. */
  onBack(): void;
  /** Esc in an empty field. */
  onLeave(): void;
}) {
  const { ref, tenant, all, value, invalid, placeholder, onChange, onSubmit, onBack, onLeave } = props;
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [cursor, setCursor] = useState(0);
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }));
  const sought = useDeferredValue(value);
  const place = charactersBefore(sought, cursor);
  const asked = completionQuery(tenant, { tenant: all ? null : tenant, text: sought }, place);
  const completion = useQuery({ ...asked, enabled: open }).data;
  const offers = open ? (completion?.candidates ?? []) : [];

  const put = (text: string, where: number) => {
    onChange(text);
    setCursor(where);
    setAt(-1);
    requestAnimationFrame(() => field.current?.setSelectionRange(where, where));
  };
  const take = (offer: AuditCandidate) => {
    if (!completion) return;
    const next = taken(value, completion, offer.insert);
    put(next.text, next.cursor);
    if (next.open) setOpen(true);
    else ask(next.text);
  };
  const ask = (text: string) => {
    setOpen(false);
    setAt(-1);
    onSubmit(text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    const to = open ? offerFor(key, at, offers.length) : undefined;
    if (to !== undefined) setAt(to);
    else if (key === 'ArrowDown' && !open) setOpen(true);
    else if (key === 'Enter' || (key === 'Tab' && at >= 0)) {
      const offer = offers[at];
      if (offer) take(offer);
      else ask(value);
    } else if (key === 'Backspace' && value === '') onBack();
    else if (key === 'Escape') {
      event.stopPropagation();
      if (open && offers.length > 0) setOpen(false);
      else if (value !== '') onChange('');
      else onLeave();
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        ref={field}
        type="text"
        role="combobox"
        data-filter-field=""
        aria-label="Question to the audit trail"
        aria-expanded={offers.length > 0}
        aria-controls={offers.length > 0 ? id : undefined}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 && offers[at] ? `${id}-${at}` : undefined}
        aria-invalid={invalid}
        aria-describedby={invalid ? 'audit-problem' : undefined}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setCursor(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
          setOpen(true);
          setAt(-1);
        }}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {offers.length > 0 && (
        <div id={id} className="audit-offers pop" role="listbox" aria-label="What may come next">
          {offers.map((offer, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keyboard
            <div
              key={offer.insert}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(offer)}
            >
              <span className="trunc">{offer.label}</span>
              <span className="trunc sm t3 end">{offer.detail}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
