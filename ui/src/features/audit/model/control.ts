/** Controls that evidence is asked for by name: finding one, and what is asked for it. */
import type { AuditAsked, EvidenceControl } from '../../../host/host';
import { textOf } from './question-text';

/** Those that have every word somewhere in their id, title or framework. */
export function controlsWith(controls: readonly EvidenceControl[], text: string): EvidenceControl[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return controls.filter(({ framework, id, title }) => {
    const hay = `${id} ${title} ${framework}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

/** Controls by their framework, in the order in which they come. */
export function byFramework(
  controls: readonly EvidenceControl[],
): { framework: string; controls: EvidenceControl[] }[] {
  const names = [...new Set(controls.map((one) => one.framework))];
  return names.map((framework) => ({
    framework,
    controls: controls.filter((one) => one.framework === framework),
  }));
}

/** What a control is narrowed by: the stretch of time that the screen asks about. What else it asks is another question. */
export function timeOf({ since, until }: Pick<AuditAsked, 'since' | 'until'>): string {
  return textOf({ filters: [], words: [], since, until });
}

/** All that is asked when evidence for a control is made. */
export function askedFor(control: Pick<EvidenceControl, 'question'>, narrowed: string): string {
  return [control.question, narrowed].filter(Boolean).join(' ');
}
