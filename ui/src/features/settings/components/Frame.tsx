import type { ReactNode } from 'react';

/** What scrolls below the bar, reachable by keyboard. */
export function Frame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section className="settings-frame focus-in" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
