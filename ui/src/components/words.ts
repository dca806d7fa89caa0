/** The words for what the glyphs say. Sentence case; lower them inside a sentence. */
import type { ConsequenceClass, EnvironmentKind, ItemKind, SeverityLevel } from '../host/host';

export const CONSEQUENCES: readonly ConsequenceClass[] = [
  'view',
  'diagnose',
  'correct',
  'override',
  'policy',
  'destructive',
];

export const CONSEQUENCE_WORD: Record<ConsequenceClass, string> = {
  view: 'View',
  diagnose: 'Diagnose',
  correct: 'Correct',
  override: 'Override',
  policy: 'Policy',
  destructive: 'Destructive',
};

export const CONSEQUENCE_MEANING: Record<ConsequenceClass, string> = {
  view: 'Reads, changes nothing',
  diagnose: 'Reads protected or technical detail',
  correct: 'Narrow repair, easy to undo',
  override: 'Bypasses a rule for one case',
  policy: 'Changes a rule for everyone',
  destructive: 'Cannot be undone',
};

/** Who put something there, in words; nothing for what was given by hand. Others as the tenant calls them. */
export function sourceText(source: string): string {
  if (source === 'direct') return '';
  return source === 'scim' ? 'SCIM' : source.replace(/^idp:/, '').replace(/^elevation:/, 'elevation ');
}

/** Worst first. */
export const SEVERITIES: readonly SeverityLevel[] = ['critical', 'high', 'medium', 'low'];

export const SEVERITY_WORD: Record<SeverityLevel, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

export const SEVERITY_RHYTHM: Record<SeverityLevel, string> = {
  critical: 'Settle today',
  high: 'Settle within 7 days',
  medium: 'Review each month',
  low: 'Review each quarter',
};

/** Everything a cell can be drawn as. */
export type CellShape = 'granted' | 'scoped' | 'temporary' | 'missing' | 'denied' | 'none' | 'add' | 'remove';

export const CELL_WORD: Record<CellShape, string> = {
  granted: 'Granted',
  scoped: 'Scoped to objects',
  temporary: 'Temporary',
  missing: 'Missing prerequisite',
  denied: 'Denied',
  none: 'None',
  add: 'Gained',
  remove: 'Lost',
};

export const ITEM_WORD: Record<ItemKind, string> = {
  person: 'Person',
  group: 'Group',
  role: 'Role',
  permission: 'Permission',
  object: 'Object',
  licence: 'Licence',
  rule: 'Rule',
};

export const ENVIRONMENT_WORD: Record<EnvironmentKind, string> = {
  live: 'LIVE',
  sandbox: 'SANDBOX',
  practice: 'PRACTICE',
};
