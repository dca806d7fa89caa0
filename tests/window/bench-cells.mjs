// From the core to the pixel: how long a window of 60 x 60 cells of the matrix takes, beside `bench.mjs`.
import { eventually } from "./window.mjs";

/** So large that 60 x 60 cells are in sight, and no more of them than the document holds (`MOST_CELLS`). */
const [WIDTH, HEIGHT] = [1690, 2230];
const SIDE = 60;

/** What the matrix of people asks of Rust. */
const QUERY = {
  rows: "people",
  search: "",
  categories: [],
  consequences: [],
  onlyFindings: false,
  against: null,
  onlyDifferences: false,
  sort: "reach",
  at: null,
};

/** In the page: asks for so many windows, each at another place, and gives the times until the page has their bytes. */
const ASK = `(name, query, side, count, done) => {
  const times = [];
  const ask = (at) => {
    if (at === count) return done(times);
    const begun = performance.now();
    const place = { rowStart: 500 + at * 3000, rowCount: side, colStart: (at * 97) % 1900, colCount: side };
    return window.__TAURI_INTERNALS__
      .invoke("matrix_cells", { name, query, ...place })
      .then(() => times.push(performance.now() - begun))
      .then(() => ask(at + 1));
  };
  ask(0).catch((error) => done(JSON.stringify(error)));
}`;

/**
 * In the page: goes between two places whose cells are here already, one in each frame, so that every cell is drawn anew.
 * Gives the times from the first event of a frame until the next task after it, by when it is drawn.
 */
const DRAW = `(places, count, done) => {
  const grid = document.querySelector("[role=grid]");
  const times = [];
  let begun;
  const scrolled = () => {
    begun ??= performance.now();
  };
  grid.addEventListener("scroll", scrolled, { capture: true });
  const frame = () => {
    const since = begun ?? performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      times.push(performance.now() - since);
      begun = undefined;
      // the first frames belong to what was there before
      if (times.length === count + 2) {
        grid.removeEventListener("scroll", scrolled, { capture: true });
        return done(times.slice(2));
      }
      grid.scrollTo(...places[times.length % 2]);
      return requestAnimationFrame(frame);
    };
    port2.postMessage(0);
  };
  requestAnimationFrame(frame);
}`;

const settled = (w) =>
  eventually("the cells of the place", () => w.script(`return document.querySelector("[data-pending=true]") === null`), 30_000);

/** Times in milliseconds: `asked` from Rust to the page, `drawn` from the page to the pixel; and how many cells were in sight. */
export async function cellsToPixel(w, tenant, count) {
  const { width, height } = await w.driver.manage().window().getRect();
  await w.size(WIDTH, HEIGHT);
  try {
    const [rows, columns] = await eventually("a window of 60 x 60 cells", async () => {
      const seen = await w.script(`
        const cells = [...document.querySelectorAll("[role=row][data-pending]")].filter((row) => row.offsetParent);
        return [cells.length, cells[0]?.querySelectorAll("[role=gridcell]").length ?? 0];`);
      return seen.every((one) => one >= SIDE) && seen;
    });
    const places = [[0, 30_000], [0, 60_000]];
    for (const place of places) {
      await w.script("document.querySelector('[role=grid]').scrollTo(...arguments[0])", place);
      await settled(w);
    }
    const drawn = await w.later(DRAW, places, count);
    const asked = await w.later(ASK, tenant, QUERY, SIDE, count);
    if (!Array.isArray(asked)) throw new Error(`the cells could not be read: ${asked}`);
    return { asked, drawn, rows, columns };
  } finally {
    await w.size(width, height);
  }
}
