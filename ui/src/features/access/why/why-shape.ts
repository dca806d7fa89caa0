import type { CellShape } from '../../../components/words';
import type { Decision, Holder, Why } from '../../../host/host';

const SHAPES: Record<Decision, CellShape> = {
  yes: 'granted',
  scoped: 'scoped',
  no: 'none',
  denied: 'denied',
  inactive: 'none',
};

/** The drawing that stands for an answer. */
export function shapeOfWhy(why: Pick<Why, 'decision' | 'prerequisites' | 'expires'>): CellShape {
  const held = why.decision === 'yes' || why.decision === 'scoped';
  if (held && why.prerequisites.some((one) => !one.held)) return 'missing';
  if (held && why.expires) return 'temporary';
  return SHAPES[why.decision];
}

/** The drawing that stands for a decision in a list. */
export function shapeOfDecision(decision: Decision, standing: boolean): CellShape {
  const held = decision === 'yes' || decision === 'scoped';
  return held && !standing ? 'temporary' : SHAPES[decision];
}

/** The drawing that stands for somebody who holds a permission: what cannot be used is no plain yes. */
export function shapeOfHolder({
  decision,
  standing,
  missing,
}: Pick<Holder, 'decision' | 'standing' | 'missing'>): CellShape {
  const shape = shapeOfDecision(decision, standing);
  return missing.length > 0 && shape !== 'denied' && shape !== 'none' ? 'missing' : shape;
}
