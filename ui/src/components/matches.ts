/** A piece of a text: what was searched for, or what stands between. */
export type Part = { at: number; text: string; match: boolean };

/** Splits a text at every place where one of the words is found; where all stand together, they are one match. */
export function splitWords(text: string, search: string): Part[] {
  const whole = splitMatch(text, search);
  if (whole.some((part) => part.match)) return whole;
  const words = search.trim().split(/\s+/);
  return words.reduce(
    (parts, word) =>
      parts.flatMap((part) =>
        part.match
          ? [part]
          : splitMatch(part.text, word).map((piece) => ({ ...piece, at: part.at + piece.at })),
      ),
    whole,
  );
}

/** Splits a text at every place where the search is found, without regard to case. */
export function splitMatch(text: string, search: string): Part[] {
  const wanted = search.trim().toLowerCase();
  const hay = text.toLowerCase();
  // a letter whose lower case is longer would shift every place after it
  if (wanted === '' || hay.length !== text.length) return [{ at: 0, text, match: false }];
  const parts: Part[] = [];
  let from = 0;
  for (let at = hay.indexOf(wanted); at >= 0; at = hay.indexOf(wanted, from)) {
    if (at > from) parts.push({ at: from, text: text.slice(from, at), match: false });
    parts.push({ at, text: text.slice(at, at + wanted.length), match: true });
    from = at + wanted.length;
  }
  if (from < text.length) parts.push({ at: from, text: text.slice(from), match: false });
  return parts;
}
