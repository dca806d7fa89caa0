import { CircleCheck, FileUp, FlaskConical, type LucideIcon, PlugZap } from 'lucide-react';
import type { ConnectKind } from '../model/connect-search';

const CARDS: { kind: ConnectKind; icon: LucideIcon; title: string; text: string }[] = [
  {
    kind: 'practice',
    icon: FlaskConical,
    title: 'Practice tenant',
    text: '412 invented people with planted mistakes. Ready in seconds, works offline.',
  },
  {
    kind: 'scim',
    icon: PlugZap,
    title: 'SCIM connection',
    text: 'Reads people, groups and roles from your service. Writes nothing.',
  },
  {
    kind: 'file',
    icon: FileUp,
    title: 'File',
    text: 'CSV, pairs or Steward JSON. Read only, good for reviews.',
  },
];

/** Three ways in. */
export function KindCards({ kind, onChange }: { kind: ConnectKind; onChange(next: ConnectKind): void }) {
  return (
    <fieldset className="kind-cards">
      <legend className="vh">What to connect</legend>
      {CARDS.map(({ kind: one, icon: Icon, title, text }) => (
        <label key={one} className="kind-card">
          <input type="radio" name="kind" value={one} checked={one === kind} onChange={() => onChange(one)} />
          <Icon className="kind-icon" size={20} strokeWidth={1.75} aria-hidden="true" />
          <span className="sb">{title}</span>
          <span className="t2 sm">{text}</span>
          <CircleCheck className="kind-check" size={18} strokeWidth={1.75} aria-hidden="true" />
        </label>
      ))}
    </fieldset>
  );
}
