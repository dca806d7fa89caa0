/** Whether something that is kept on this computer speaks of somebody. Pure. */

/** Somebody who is to be forgotten: their id, and every word by which they are known. */
export type Somebody = { person: string; names: readonly string[] };

/** Shorter words stand in too many texts that are about something else. */
const SHORTEST = 3;
const LETTER = /[\p{L}\p{N}]/u;

/** Whether a text holds one of their names as a whole, whatever its letters; a short one has to be all of it. */
export function speaksOf({ names }: Somebody, text: string): boolean {
  const within = plain(text);
  return names.map(plain).some((name) => {
    if (name === '') return false;
    return [...name].length < SHORTEST ? within === name : holds(within, name);
  });
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().trim();
}

function holds(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before] = [...text.slice(0, at)].slice(-1);
    const [after] = text.slice(at + word.length);
    if (![before, after].some((sign) => sign !== undefined && LETTER.test(sign))) return true;
  }
  return false;
}
