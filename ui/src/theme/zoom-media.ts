/**
 * Media queries ask how wide the window is; the page is narrower when it is drawn larger. So every length in them is
 * scaled with it: at 200 % `(max-width: 899px)` holds in a window of 1440.
 */
const asWritten = new WeakMap<CSSMediaRule, string>();

/** Lengths of a media query, that much larger. */
export function scaledQuery(text: string, factor: number): string {
  return text.replace(/(\d+(?:\.\d+)?)px\b/g, (_all, length: string) => `${Number(length) * factor}px`);
}

let scaled = false;

export function scaleMedia(sheets: Iterable<CSSStyleSheet>, factor: number) {
  if (factor === 1 && !scaled) return;
  scaled = true;
  for (const sheet of sheets) scaleRules(sheet.cssRules, factor);
}

function scaleRules(rules: CSSRuleList, factor: number) {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule) {
      const written = asWritten.get(rule) ?? rule.media.mediaText;
      asWritten.set(rule, written);
      const wanted = scaledQuery(written, factor);
      if (rule.media.mediaText !== wanted) rule.media.mediaText = wanted;
    }
    if (rule instanceof CSSGroupingRule) scaleRules(rule.cssRules, factor);
  }
}
