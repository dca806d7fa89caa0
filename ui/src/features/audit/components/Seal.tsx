import { Check, X } from 'lucide-react';

type Ring = { radius: number; depth: number; lobes: number; turn: number; opacity: number };

/** Waves around a circle that cross each other, as on a banknote. */
const RINGS: readonly Ring[] = [
  { radius: 31, depth: 3, lobes: 12, turn: 0, opacity: 1 },
  { radius: 31, depth: 3, lobes: 12, turn: 0.5, opacity: 0.6 },
  { radius: 26, depth: 3, lobes: 12, turn: 0.25, opacity: 0.75 },
  { radius: 26, depth: 3, lobes: 12, turn: 0.75, opacity: 0.45 },
  { radius: 20.5, depth: 2.4, lobes: 16, turn: 0, opacity: 0.5 },
  { radius: 20.5, depth: 2.4, lobes: 16, turn: 0.5, opacity: 0.35 },
];
const STEPS = 180;

function pathOf({ radius, depth, lobes, turn }: Ring): string {
  const points = Array.from({ length: STEPS }, (_, step) => {
    const angle = (step / STEPS) * 2 * Math.PI;
    const far = radius + depth * Math.sin(lobes * angle + turn * 2 * Math.PI);
    return `${(36 + far * Math.cos(angle)).toFixed(2)} ${(36 + far * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}

const PATHS = RINGS.map((ring) => ({ d: pathOf(ring), opacity: ring.opacity }));

/** The mark of what is proved offline, or is not. Words stand beside it. */
export function Seal({ state }: { state: 'whole' | 'waiting' | 'broken' }) {
  return (
    <span
      className={`audit-seal ${state === 'whole' ? 'ok' : state === 'broken' ? 'f-critical' : 't3'}`}
      aria-hidden="true"
    >
      <svg width="76" height="76" viewBox="0 0 72 72" role="presentation">
        {PATHS.map(({ d, opacity }) => (
          <path key={d} d={d} fill="none" stroke="currentColor" strokeWidth="1" opacity={opacity} />
        ))}
        {state === 'waiting' ? (
          <circle
            cx="36"
            cy="36"
            r="12"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeDasharray="3 3"
          />
        ) : (
          <circle cx="36" cy="36" r="13" fill="currentColor" />
        )}
      </svg>
      {state === 'whole' && <Check className="audit-seal-sign" size={16} strokeWidth={3} />}
      {state === 'broken' && <X className="audit-seal-sign" size={16} strokeWidth={3} />}
    </span>
  );
}
