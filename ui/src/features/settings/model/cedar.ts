/** Cedar, made readable: what stands in its title already is left out, and its words are set apart. */

export type CedarPart = { at: number; kind: 'word' | 'text' | 'comment' | 'plain'; text: string };

const WORDS = /^(?:permit|forbid|when|unless|principal|action|resource|in|is|has|like|if|then|else)$/;
const PARTS = /(\/\/[^\n]*)|("(?:[^"\\]|\\.)*")|([A-Za-z_]\w*)|([^A-Za-z_"/]+|\/)/g;

/** A policy without its annotations, each of which stands on a line of its own. */
export function withoutAnnotations(text: string): string {
  return text.replace(/^\s*@\w+(?:\("(?:[^"\\]|\\.)*"\))?\s*$\n?/gm, '').trim();
}

export function cedarParts(text: string): CedarPart[] {
  return [...text.matchAll(PARTS)].map((match) => {
    const [all, comment, quoted, name] = match;
    const kind = comment
      ? 'comment'
      : quoted
        ? 'text'
        : name !== undefined && WORDS.test(name)
          ? 'word'
          : 'plain';
    return { at: match.index, kind, text: all };
  });
}

/** Whether it gives or takes. */
export function effectOf(text: string): 'permit' | 'forbid' {
  return /^\s*forbid\b/m.test(withoutAnnotations(text)) ? 'forbid' : 'permit';
}
