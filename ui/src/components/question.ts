/** Questions to the audit trail, for links that lead to it. */

/** A value as it is written in a question, between quotes when it has to be. */
export function written(word: string): string {
  const plain = word !== '' && !word.startsWith('-') && !/[\s"\\,:]/u.test(word);
  return plain ? word : `"${word.replace(/["\\]/g, '\\$&')}"`;
}

/** Asks what was done to something, or by somebody. */
export function recordOf(id: string, as: 'on' | 'who'): string {
  return `${as}:${written(id)}`;
}
