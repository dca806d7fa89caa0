export const LABEL_ANGLE = (62 * Math.PI) / 180;
export const LABEL_LETTERS = 30;
/** Room of an average letter at 11.5 pixels. */
const LETTER = 5.9;

/** Thirty letters, then an ellipsis. */
export function shortLabel(name: string): string {
  const letters = [...name];
  if (letters.length <= LABEL_LETTERS) return name;
  return `${letters
    .slice(0, LABEL_LETTERS - 1)
    .join('')
    .trimEnd()}…`;
}

/** The longest that a leaning label may be. */
export const LABEL_LENGTH = 138;

/** How long a leaning label may be that stands so far below the upper edge of the header, to end below that. */
export function labelLength(foot: number): number {
  return Math.min(LABEL_LENGTH, (foot - 7) / Math.sin(LABEL_ANGLE));
}

/** How far a leaning label reaches to the right of its foot, by estimate. */
export function labelReach(name: string): number {
  const length = Math.min([...name].length * LETTER, LABEL_LENGTH);
  return length * Math.cos(LABEL_ANGLE);
}

/**
 * Which label a point is on. Labels stand on their foot (16 pixels into the column, on the line `base`)
 * and lean right. Gives the x on that line that the point is above, seen along the lean.
 */
export function alongLean(x: number, y: number, base: number): number {
  return x - (base - y) / Math.tan(LABEL_ANGLE);
}
