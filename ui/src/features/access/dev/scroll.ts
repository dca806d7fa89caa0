/** How a scroll went. */
export interface Frames {
  name: string;
  frames: number;
  median: number;
  p95: number;
  most: number;
  /** Share of frames that took longer than one, and than three. */
  over16: number;
  over50: number;
}

type Step = (grid: Element, frame: number) => void;

const WALKS: [string, Step][] = [
  ['at rest', () => {}],
  ['down, 40 px a frame', (grid) => grid.scrollBy(0, 40)],
  ['down, 30 rows a frame', (grid) => grid.scrollBy(0, 900)],
  ['right, 40 px a frame', (grid) => grid.scrollBy(40, 0)],
  ['right, 120 px a frame', (grid) => grid.scrollBy(120, 0)],
  ['both ways at once', (grid, frame) => grid.scrollBy(frame % 2 ? 60 : -55, -300)],
];

/** Scrolls the grid in each way for so many frames. A frame counts as late from 17.5 ms on: the clock is coarse. */
export async function scroll(count = 240, only?: string): Promise<Frames[]> {
  const grid = document.querySelector('[role=grid]');
  if (!grid) return [];
  const results: Frames[] = [];
  for (const [name, step] of WALKS) {
    if (only === undefined || name === only) results.push(await walk(grid, name, step, count));
  }
  return results;
}

function walk(grid: Element, name: string, step: Step, count: number): Promise<Frames> {
  return new Promise((resolve) => {
    const times: number[] = [];
    let last: number | undefined;
    const frame = (now: number) => {
      if (last !== undefined) times.push(now - last);
      last = now;
      if (times.length >= count) resolve(summary(name, times));
      else {
        step(grid, times.length);
        requestAnimationFrame(frame);
      }
    };
    requestAnimationFrame(frame);
  });
}

function summary(name: string, times: number[]): Frames {
  const sorted = times.slice(2).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const over = (limit: number) => sorted.filter((time) => time > limit).length / sorted.length;
  return {
    name,
    frames: sorted.length,
    median: at(0.5),
    p95: at(0.95),
    most: sorted.at(-1) ?? 0,
    over16: over(17.5),
    over50: over(50),
  };
}
