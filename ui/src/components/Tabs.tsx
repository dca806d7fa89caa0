import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import './lists.css';

export type Tab<T extends string> = { value: T; label: string; count?: number | undefined };

/** Views of one thing, with how much is in each. Arrow keys move; what is below is the panel. */
export function Tabs<T extends string>(props: {
  label: string;
  value: T;
  tabs: readonly Tab<T>[];
  onChange(next: T): void;
  /** Id of the panel below. */
  panel: string;
  /** Stands at the end of the line. */
  end?: ReactNode;
}) {
  const { label, value, tabs, onChange, panel, end } = props;
  const list = useRef<HTMLDivElement>(null);
  const at = tabs.findIndex((tab) => tab.value === value);
  // where they do not all fit, the chosen one is in sight
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one was chosen
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [value]);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.value);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.value}"]`)?.focus();
  };
  return (
    <div className="tabs" data-end={Boolean(end)}>
      <div ref={list} className="tabs-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            data-tab={tab.value}
            id={`${panel}-${tab.value}`}
            aria-selected={tab.value === value}
            aria-controls={tab.value === value ? panel : undefined}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChange(tab.value)}
          >
            {tab.label}
            {tab.count !== undefined && <span className="t3">{tab.count.toLocaleString('en')}</span>}
          </button>
        ))}
      </div>
      {end}
    </div>
  );
}
