import { type KeyboardEvent, useEffect, useId } from 'react';
import { Marked } from '../../../components/Marked';
import type { EvidenceControl } from '../../../host/host';
import { byFramework } from '../model/control';

/** The controls by framework, searched by id and title. Arrow keys choose one; Enter goes on to what is made of it. */
export function ControlList(props: {
  text: string;
  /** Those that are offered for the text. */
  controls: readonly EvidenceControl[];
  chosen: EvidenceControl | undefined;
  /** Whether the controls are not read yet. */
  waiting: boolean;
  onText(text: string): void;
  onChoose(control: EvidenceControl): void;
  onEnter(): void;
}) {
  const { text, controls, chosen, waiting, onText, onChoose, onEnter } = props;
  const listId = useId();
  const idOf = (control: EvidenceControl) => `${listId}-${control.id}`;
  const active = chosen && idOf(chosen);
  useEffect(() => {
    if (active) document.getElementById(active)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      const at = chosen ? controls.indexOf(chosen) : 0;
      const next = controls[(at + step + controls.length) % Math.max(1, controls.length)];
      if (next) onChoose(next);
    } else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="field field-lg">
        <input
          role="combobox"
          data-autofocus=""
          aria-label="Control"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={active}
          placeholder="Find a control"
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {controls.length === 0 && !waiting && (
        <p className="t2 audit-after" role="status">
          No control is called “{text.trim()}”.
        </p>
      )}
      <div id={listId} className="audit-controls" role="listbox" aria-label="Controls" aria-busy={waiting}>
        {byFramework(controls).map((group) => (
          <div key={group.framework} role="group" aria-label={group.framework}>
            <div className="audit-controls-name" aria-hidden="true">
              {group.framework}
            </div>
            {group.controls.map((one) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
              <div
                key={one.id}
                id={idOf(one)}
                role="option"
                tabIndex={-1}
                aria-selected={one === chosen}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(one)}
              >
                <div className="md">
                  <Marked text={one.id} search={text} words />
                </div>
                <div>
                  <Marked text={one.title} search={text} words />
                </div>
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
  );
}
