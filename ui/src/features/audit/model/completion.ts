/** Taking what was offered into a text that is typed. Places are counted in characters, as Rust does. */
import type { AuditCompletion } from '../../../host/host';

/** How many characters stand before a place of the field, which counts in halves of some of them. */
export function charactersBefore(text: string, place: number): number {
  return [...text.slice(0, place)].length;
}

/** The text with an offer taken, where the cursor stands then, and whether more has to be typed. */
export function taken(
  text: string,
  { from, to }: Pick<AuditCompletion, 'from' | 'to'>,
  insert: string,
): { text: string; cursor: number; open: boolean } {
  const characters = [...text];
  const before = characters.slice(0, from).join('') + insert;
  return { text: before + characters.slice(to).join(''), cursor: before.length, open: insert.endsWith(':') };
}

/** Which offer a key goes to; -1 stands for none of them, which is what was typed. */
export function offerFor(key: string, at: number, offers: number): number | undefined {
  if (offers === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return at + 1 >= offers ? -1 : at + 1;
    case 'ArrowUp':
      return at < 0 ? offers - 1 : at - 1;
    default:
      return undefined;
  }
}
