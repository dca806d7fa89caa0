/** Where a key goes in a list of lines, some of which are only heads of groups: pure. */
export type Lines = {
  count: number;
  /** Lines that fit the window. */
  page: number;
  /** Heads are passed over. */
  isHead?: ((line: number) => boolean) | undefined;
};

/** The line a key goes to from another (-1 before the first); undefined when the key does not move. */
export function lineFor(key: string, from: number, lines: Lines): number | undefined {
  const last = lines.count - 1;
  if (last < 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return stepLine(from, 1, lines);
    case 'ArrowUp':
      return from < 0 ? nearLine(last, -1, lines) : stepLine(from, -1, lines);
    case 'PageDown':
      return nearLine(Math.min(last, Math.max(0, from) + lines.page), 1, lines);
    case 'PageUp':
      return nearLine(Math.max(0, from - lines.page), -1, lines);
    case 'Home':
      return nearLine(0, 1, lines);
    case 'End':
      return nearLine(last, -1, lines);
    default:
      return undefined;
  }
}

/** The next line that is not a head; the same when there is none. */
export function stepLine(from: number, step: 1 | -1, lines: Lines): number {
  for (let line = from + step; line >= 0 && line < lines.count; line += step) {
    if (!lines.isHead?.(line)) return line;
  }
  return from;
}

/** The line itself, or where it is a head the nearest beside it, first that way. */
function nearLine(line: number, way: 1 | -1, lines: Lines): number {
  if (!lines.isHead?.(line)) return line;
  const there = stepLine(line, way, lines);
  return there === line ? stepLine(line, way === 1 ? -1 : 1, lines) : there;
}
