/** The measures at the right, as rows with words. Only what the tenant tells. */
import { count, counted } from '../../../components/text';
import { CONSEQUENCE_WORD } from '../../../components/words';
import type { Adoption, LicenceUse, Pyramid, PyramidInversion } from '../../../host/host';

export type AdoptionRow = {
  id: keyof Adoption;
  label: string;
  count: number;
  share: number;
  /** The people behind it, as facets of their list. */
  facets: Record<string, string[]>;
};

const ACTIVE = { status: ['active'] };

const ROWS: readonly [keyof Adoption, string, AdoptionRow['facets']][] = [
  ['people', 'People', {}],
  ['active', 'Active', ACTIVE],
  ['signedIn', 'Signed in', { ...ACTIVE, signIn: ['recent', 'older'] }],
  ['recent', 'Last 30 days', { ...ACTIVE, signIn: ['recent'] }],
  ['mfa', 'Second factor', { ...ACTIVE, secondFactor: ['yes'] }],
];

export function adoptionRows(adoption: Adoption): AdoptionRow[] {
  return ROWS.flatMap(([id, label, facets]) => {
    const value = adoption[id];
    if (value === null) return [];
    const share = adoption.people === 0 ? 0 : value / adoption.people;
    return [{ id, label, count: value, share, facets }];
  });
}

/** Where the most people fall behind on the way from an account to its use. */
export function largestLoss(adoption: Adoption): string {
  const way = adoptionRows(adoption).filter((row) => row.id !== 'mfa');
  const steps = way.slice(1).map((row, at) => {
    const before = way[at] as AdoptionRow;
    return {
      words: `${before.label.toLowerCase()} to ${row.label.toLowerCase()}`,
      lost: before.count - row.count,
    };
  });
  const worst = steps.sort((a, b) => b.lost - a.lost)[0];
  if (!worst || worst.lost <= 0) return '';
  return `Largest loss: ${worst.words}, ${counted(worst.lost, 'person', 'people')}`;
}

/** `36 Builder seats idle for 30 days`: the licence with the most of them. */
export function idleText(licences: readonly LicenceUse[]): string {
  const worst = [...licences].sort((a, b) => (b.idle ?? 0) - (a.idle ?? 0))[0];
  if (!worst?.idle) return '';
  return `${counted(worst.idle, `${worst.licence.name} seat`)} idle for 30 days`;
}

/** More seats are used than were bought. */
export function isOver(use: LicenceUse): boolean {
  return use.seats !== null && use.held > use.seats;
}

/** `More people can override (56) than correct (48)`. */
export function inversionText({ upper, lower, upperPeople, lowerPeople }: PyramidInversion): string {
  const word = (value: PyramidInversion['upper']) => CONSEQUENCE_WORD[value].toLowerCase();
  return `More people hold ${word(upper)} (${count(upperPeople)}) than ${word(lower)} (${count(lowerPeople)})`;
}

/** `2 people hold every permission, and never lose it`. */
export function everythingText({ everythingCount }: Pyramid): string {
  if (everythingCount === 0) return '';
  return everythingCount === 1
    ? '1 person holds every permission without an end'
    : `${count(everythingCount)} people hold every permission without an end`;
}

/** `+3 −1`; a side that is zero is left out. */
export function movedText(gained: number, lost: number): string {
  return [gained > 0 && `+${count(gained)}`, lost > 0 && `−${count(lost)}`].filter(Boolean).join(' ');
}
