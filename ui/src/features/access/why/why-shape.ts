import type { CellShape } from '../../../components/words';
import type { Decision, Holder, Why } from '../../../host/host';

const SHAPES: Record<Decision, CellShape> = {
  yes: 'granted',
  scoped: 'scoped',
  no: 'none',
  denied: 'denied',
  inactive: 'none',
};

/** Held without what it needs is no plain yes, and held for a time is no lasting one. */
function shape(decision: Decision, lacks: boolean, ends: boolean): CellShape {
  const held = decision === 'yes' || decision === 'scoped';
  if (held && lacks) return 'missing';
  return held && ends ? 'temporary' : SHAPES[decision];
}

/** The drawing that stands for an answer. */
export function shapeOfWhy(why: Pick<Why, 'decision' | 'prerequisites' | 'expires'>): CellShape {
  const lacks = why.prerequisites.some((one) => !one.held);
  return shape(why.decision, lacks, why.expires !== null);
}

/** The drawing that stands for somebody who holds a permission. */
export function shapeOfHolder(holder: Pick<Holder, 'decision' | 'standing' | 'missing'>): CellShape {
  return shape(holder.decision, holder.missing.length > 0, !holder.standing);
}
