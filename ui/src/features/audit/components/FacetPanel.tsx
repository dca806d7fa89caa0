import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ClassGlyph } from '../../../components/glyphs/ClassGlyph';
import { count } from '../../../components/text';
import { CONSEQUENCES } from '../../../components/words';
import type { AuditAsked, AuditFacet, AuditFacetValue } from '../../../host/host';
import { FEW } from '../api/queries';
import { isAsked, type Sign, toggled } from '../model/question-text';

/** The order in which facets are shown; others come behind, as they are told. */
const ORDER = [
  'consequence',
  'who',
  'surface',
  'approval',
  'outcome',
  'op',
  'on',
  'kind',
  'source',
  'policy',
  'tenant',
];

/** What occurs and how often: tick to ask for it, Alt and click or minus to ask for all but it. */
export function FacetPanel(props: {
  facets: readonly AuditFacet[];
  asked: AuditAsked;
  onAsk(asked: AuditAsked): void;
}) {
  const { facets, asked, onAsk } = props;
  const panel = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState('');
  const place = (facet: AuditFacet) => (ORDER.indexOf(facet.key) + ORDER.length + 1) % (ORDER.length + 1);
  const shown = facets.filter((one) => one.values.length > 0).sort((a, b) => place(a) - place(b));
  const first = shown[0] ? nameOf(shown[0], shown[0].values[0]) : '';
  // the box that had the tab stop may be gone with another question: then the first one has it
  useEffect(() => {
    if (stop !== '' && !panel.current?.querySelector('[tabindex="0"]')) setStop('');
  });
  /** One tab stop for all of them: arrows go through the boxes. */
  const onKeyDown = (event: KeyboardEvent) => {
    const boxes = [...(panel.current?.querySelectorAll<HTMLElement>('input, button') ?? [])];
    const at = boxes.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    boxes[Math.max(0, Math.min(boxes.length - 1, to))]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the boxes within have the keyboard, arrows go from one to the next
    <div ref={panel} className="audit-facets" onKeyDown={onKeyDown}>
      {shown.map((facet) => (
        <Facet
          key={facet.key}
          facet={facet}
          asked={asked}
          stop={stop || first}
          onStop={setStop}
          onToggle={(value, sign) => onAsk(toggled(asked, facet, value, sign))}
        />
      ))}
    </div>
  );
}

function nameOf(facet: AuditFacet, value: AuditFacetValue | undefined): string {
  return `${facet.key} ${value?.value ?? ''}`;
}

function Facet(props: {
  facet: AuditFacet;
  asked: AuditAsked;
  stop: string;
  onStop(name: string): void;
  onToggle(value: AuditFacetValue, sign: Sign): void;
}) {
  const { facet, asked, stop, onStop, onToggle } = props;
  const [all, setAll] = useState(false);
  const few = facet.values.filter(
    (one, at) => at < FEW || isAsked(asked, facet.key, one.value) !== undefined,
  );
  const values = all ? facet.values : few;
  const hidden = facet.values.length - few.length;
  const beyond = facet.distinct - facet.values.length;
  return (
    <fieldset className="audit-facet">
      <legend className="h">{facet.title}</legend>
      {values.map((value) => {
        const name = nameOf(facet, value);
        return (
          <Value
            key={value.value}
            facet={facet.key}
            value={value}
            sign={isAsked(asked, facet.key, value.value)}
            tabStop={stop === name}
            onFocus={() => onStop(name)}
            onToggle={(sign) => onToggle(value, sign)}
          />
        );
      })}
      {hidden > 0 && (
        <button
          type="button"
          className="link sm"
          tabIndex={-1}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? 'Show fewer' : `Show ${hidden} more`}
        </button>
      )}
      {all && beyond > 0 && (
        <p className="xs t3">
          And {count(beyond)} more: type {facet.key}: in the field above.
        </p>
      )}
    </fieldset>
  );
}

function Value(props: {
  facet: string;
  value: AuditFacetValue;
  sign: Sign | undefined;
  tabStop: boolean;
  onFocus(): void;
  onToggle(sign: Sign): void;
}) {
  const { facet, value, sign, tabStop, onFocus, onToggle } = props;
  const consequence = facet === 'consequence' ? CONSEQUENCES.find((one) => one === value.value) : undefined;
  const excluded = sign === 'exclude';
  const label = value.label || 'Not told';
  return (
    <label className="audit-value" data-sign={sign} title={excluded ? `All but ${label}` : label}>
      <input
        type="checkbox"
        checked={sign === 'include'}
        tabIndex={tabStop ? 0 : -1}
        aria-label={`${label}, ${count(value.count)}${excluded ? ', excluded' : ''}`}
        aria-keyshortcuts="-"
        onFocus={onFocus}
        onChange={(event) => onToggle((event.nativeEvent as MouseEvent).altKey ? 'exclude' : 'include')}
        onKeyDown={(event) => {
          if (event.key !== '-') return;
          event.preventDefault();
          event.stopPropagation();
          onToggle('exclude');
        }}
      />
      {consequence && <ClassGlyph value={consequence} hidden />}
      <span className="trunc">{label}</span>
      <span className="audit-count">{count(value.count)}</span>
    </label>
  );
}
