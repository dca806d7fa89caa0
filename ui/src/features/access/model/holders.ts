/** Height of a bar on a log scale; a single holder is still seen. */
export function barHeight(count: number, most: number, full: number): number {
  if (count <= 0 || most <= 0) return 0;
  return Math.max(2, Math.round((full * Math.log(count + 1)) / Math.log(most + 1)));
}

/** A count that fits 20 pixels: 412, 3.4k, 12k, 100k. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 9950) return `${(count / 1000).toFixed(1)}k`;
  if (count < 999_500) return `${Math.round(count / 1000)}k`;
  return `${(count / 1_000_000).toFixed(1)}M`;
}
