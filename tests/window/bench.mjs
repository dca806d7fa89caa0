// How fast the real window is, beside a bare one: `./dev bench window`, which builds all of it first and gives the
// screen. Options: --quick for fewer runs, --write FILE for the page.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cellsToPixel } from "./bench-cells.mjs";
import { eventually, Key, openWindow, root } from "./window.mjs";

const { values: options } = parseArgs({ options: { quick: { type: "boolean" }, write: { type: "string" } } });
const [LAUNCHES, IDLE, FRAMES, CLICKS, LETTERS] = options.quick ? [3, 1, 60, 10, 3] : [7, 3, 240, 30, 9];

const release = join(root, "target/release");
const APP = process.env.STEWARD_APP ?? join(release, "steward-app");
const CLI = process.env.STEWARD_CLI ?? join(release, "steward");
const BARE = process.env.STEWARD_BARE ?? join(release, "examples/bare_window");
const PACKAGES = join(release, "bundle/deb");
const AMERICAS = join(root, "../shared/data/rbac/americas_small.txt");
const [WIDTH, HEIGHT] = [1440, 900];

const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const say = (text) => console.error(text);

// --- numbers and the table -----------------------------------------------------------------------------------
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const quantile = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const median = (numbers) => quantile(numbers, 0.5);
const share = (numbers, over) => numbers.filter((one) => one > over).length / numbers.length;
const ms = (number) => `${Math.round(number)} ms`;
const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const percent = (part) => `${(part * 100).toFixed(part > 0 && part < 0.1 ? 1 : 0)} %`;
const span = (numbers) => `median ${ms(median(numbers))}, 95th percentile ${ms(quantile(numbers, 0.95))}`;

/** Lines of the table; `met` is left out where there is no goal. */
const lines = [];
const line = (what, goal, measured, met) => {
  lines.push({ what, goal, measured, met });
  say(`${what}: ${measured}`);
};

/** Measures one thing; what keeps it from being measured is said in the table, and the rest goes on. */
async function part(what, goal, measure) {
  say(`-- ${what}`);
  try {
    return await measure();
  } catch (error) {
    line(what, goal, `could not be measured: ${error.message.split("\n")[0]}`);
    return undefined;
  }
}

// --- tenants -------------------------------------------------------------------------------------------------
/** A number below `n`, from a fixed seed (mulberry32). */
function dice(seed) {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

/** The largest published set when it lies beside the project; otherwise a made-up one of its size. */
function americas(folder) {
  if (existsSync(AMERICAS)) return { file: AMERICAS, name: "americas_small" };
  const below = dice(1);
  const pairs = [];
  for (let person = 1; person <= 3_477; person += 1) {
    for (let at = 0; at < 30; at += 1) pairs.push(`${person}\t${below(1_587) + 1}`);
  }
  const file = join(folder, "americas.txt");
  writeFileSync(file, pairs.join("\n"));
  return { file, name: "a made-up set in place of americas_small" };
}

/** Load L of the benchmarks of the engine, in its shape: crates/bench/src/load.rs. */
function large(folder) {
  const [people, groups, levels, roles, permissions, objects] = [100_000, 5_000, 3, 500, 2_000, 200];
  const below = dice(0x57353141);
  const some = (least, most) => Array.from({ length: least + below(most - least + 1) });
  const percents = (chance) => below(100) < chance;
  const id = (kind, at) => `${kind}${String(at).padStart(6, "0")}`;
  const any = (kind, count) => id(kind, below(count));
  const all = (kind, count, more = () => ({})) => Array.from({ length: count }, (_, at) => ({ id: id(kind, at), ...more(at) }));
  const ends = ["2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z", "2027-01-01T00:00:00Z"];
  const until = (chance) => (percents(chance) ? { until: ends[below(ends.length)] } : {});
  const tenant = {
    steward: 1,
    tenant: { name: "Load L" },
    people: all("p", people, (at) => ({ userName: id("p", at), active: !percents(2) })),
    groups: all("g", groups),
    roles: all("r", roles),
    permissions: all("x", permissions),
    objects: all("o", objects, () => ({ type: "datastore" })),
    memberships: [],
    assignments: [],
    grants: [],
  };
  for (const role of tenant.roles) {
    for (const _ of some(5, 60)) {
      const on = percents(5) ? { objects: [any("o", objects)] } : {};
      tenant.grants.push({ permission: any("x", permissions), role: role.id, ...on });
    }
  }
  tenant.groups.forEach((group, at) => {
    for (const _ of some(1, 3)) tenant.assignments.push({ role: any("r", roles), group: group.id });
    // a group stands on level `at % levels`; level 0 is the top
    const above = below(Math.floor(groups / levels)) * levels + (at % levels) - 1;
    if (at % levels > 0) tenant.memberships.push({ group: id("g", above), member: group.id });
  });
  for (const person of tenant.people) {
    for (const _ of some(1, 5)) tenant.memberships.push({ group: any("g", groups), person: person.id, ...until(1) });
    if (percents(5)) tenant.assignments.push({ role: any("r", roles), person: person.id, ...until(50) });
  }
  const file = join(folder, "large.json");
  writeFileSync(file, JSON.stringify(tenant));
  return file;
}

function steward(...args) {
  const { status, stderr, error } = spawnSync(CLI, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`\`steward ${args.join(" ")}\` failed: ${error?.message ?? stderr}`);
}

// --- processes -----------------------------------------------------------------------------------------------
/** A process and all that it started. */
function family(pid) {
  const parents = new Map();
  for (const one of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = attempt(() => readFileSync(`/proc/${one}/stat`, "utf8"));
    if (stat) parents.set(Number(one), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
  }
  const found = [pid];
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found;
}

/** Bytes that the processes take, shared ones counted in parts. */
const memory = (pids) =>
  pids.reduce((sum, pid) => sum + 1024 * Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]), 0);

/** Milliseconds that the threads of the processes run while something happens. */
async function processorTime(pids, act) {
  const ran = () =>
    pids
      .flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}/schedstat`))
      .map((file) => [file, Number((attempt(() => readFileSync(file, "utf8")) ?? "0").split(" ")[0]) / 1e6]);
  const before = new Map(ran());
  await act();
  return ran().reduce((sum, [thread, time]) => sum + time - (before.get(thread) ?? 0), 0);
}

/** A thread or process may end while it is looked at. */
function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

// --- the screen ----------------------------------------------------------------------------------------------
/** Every so many lines of the screen are looked at, in pieces of so many bytes. */
const EVERY = 8;
const PIECE = 64;

/** What a person sees: the picture of the X server, in the file that it keeps it in (-fbdir). No window takes part. */
class Screen {
  #file;
  #lines = [];
  #bytes = WIDTH * 4;
  #picture = Buffer.alloc(0);
  #spare = Buffer.alloc(0);

  constructor(folder) {
    this.#file = openSync(join(folder, "Xvfb_screen0"));
    const head = Buffer.alloc(80);
    readSync(this.#file, head, 0, head.length, 0);
    const [size, width, height, stride, colours] = [0, 4, 5, 12, 19].map((at) => head.readUInt32BE(at * 4));
    if (width < WIDTH || height < HEIGHT) throw new Error(`the screen has ${width} by ${height} points, and needs ${WIDTH} by ${HEIGHT}`);
    for (let y = EVERY / 2; y < HEIGHT; y += EVERY) this.#lines.push(size + colours * 12 + y * stride);
    this.#spare = Buffer.alloc(this.#lines.length * this.#bytes);
  }

  /** What there is now; the same buffer as long as nothing changes. */
  look() {
    const now = this.#spare;
    this.#lines.forEach((at, index) => readSync(this.#file, now, index * this.#bytes, this.#bytes, at));
    if (!now.equals(this.#picture)) {
      this.#picture = now;
      this.#spare = Buffer.alloc(now.length);
    }
    return this.#picture;
  }

  /** Pieces on which there is something: not all of one colour. */
  inked(picture) {
    const found = [];
    for (let at = 0; at < picture.length; at += PIECE) {
      const first = picture.readUInt32LE(at);
      for (let point = at + 4; point < at + PIECE; point += 4) {
        if (picture.readUInt32LE(point) !== first) {
          found.push(at);
          break;
        }
      }
    }
    return found;
  }

  /**
   * Watches until something is there and has rested for a moment. Tells after how many milliseconds the first thing was
   * seen, and after how many nine tenths of what was there in the end.
   */
  async watch(begun) {
    const changes = [];
    for (let now = 0, last = 0; now < 60_000; ) {
      const before = this.#picture;
      const picture = this.look();
      now = performance.now() - begun;
      if (picture !== before) {
        last = now;
        changes.push({ now, picture, ink: this.inked(picture) });
      }
      if (now - last > 2_000 && changes.at(-1)?.ink.length > 0) break;
      await rest(6);
    }
    const end = changes.at(-1);
    const first = changes.find(({ ink }) => ink.length > 0);
    if (!first) throw new Error("nothing was drawn within a minute");
    const same = (picture) => end.ink.filter((at) => picture.compare(end.picture, at, at + PIECE, at, at + PIECE) === 0);
    const whole = changes.find(({ picture }) => same(picture).length >= end.ink.length * 0.9);
    return { first: first.now, whole: whole.now };
  }
}

// --- first content, memory, idling ---------------------------------------------------------------------------
/** Starts a program as a person does, without automation, and ends it again. */
async function launch(screen, [program, ...args], idle) {
  await eventually("an empty screen", () => screen.inked(screen.look()).length === 0);
  const begun = performance.now();
  const app = spawn(program, args, { env: { ...process.env, GDK_BACKEND: "x11" }, stdio: "ignore" });
  const ended = once(app, "exit");
  try {
    const seen = await screen.watch(begun);
    if (!idle) return seen;
    await rest(5_000);
    const pids = family(app.pid);
    const ran = await processorTime(pids, () => rest(10_000));
    return { ...seen, ran, memory: memory(pids) };
  } finally {
    app.kill("SIGTERM");
    await ended;
  }
}

async function launches(folder) {
  const workspace = join(folder, "small");
  steward("--workspace", workspace, "practice");
  const set = americas(folder);
  steward("--workspace", workspace, "tenant", "add", "americas", "--file", set.file, "--format", "pairs");
  const opened = (tenant) => [APP, "--workspace", workspace, `steward://tenant/${tenant}/today`];
  const programs = { bare: [BARE], practice: opened("practice"), americas: opened("americas") };
  if (!existsSync(BARE)) throw new Error(`there is no bare window at ${BARE}`);
  if (!process.env.STEWARD_FRAMEBUFFER) throw new Error("the picture of the screen is in no file; run it through `./dev bench window`");
  const screen = new Screen(process.env.STEWARD_FRAMEBUFFER);
  const seen = { bare: [], practice: [], americas: [] };
  // the first of each fills caches and does not count
  for (let run = -1; run < LAUNCHES; run += 1) {
    for (const [name, program] of Object.entries(programs)) {
      const one = await launch(screen, program, run >= LAUNCHES - IDLE);
      if (run >= 0) seen[name].push(one);
    }
  }
  const of = (name, what) => median(seen[name].flatMap((one) => one[what] ?? []));
  const today = { practice: "Today on the practice tenant", americas: `Today on ${set.name}` };
  const bare = of("bare", "first");
  line("A bare window: first paint", "", ms(bare));
  for (const [name, words] of Object.entries(today)) {
    const [first, whole] = [of(name, "first"), of(name, "whole")];
    line(`${words}: first paint`, "", `${ms(first)} = ${(first / bare).toFixed(2)}x`);
    line(`${words}: what it says`, "at most 1.25x of the bare window's first paint", `${ms(whole)} = ${(whole / bare).toFixed(2)}x`, whole <= 1.25 * bare);
  }
  line("A bare window: memory of all its processes", "", mb(of("bare", "memory")));
  for (const [name, words] of Object.entries(today)) {
    const more = of(name, "memory") - of("bare", "memory");
    line(`${words}: memory`, "at most 80 MB over the bare window's", `${mb(of(name, "memory"))}, ${mb(more)} over`, more <= 80e6);
  }
  const idling = "processor time in 10 s of idling";
  line(`A bare window: ${idling}`, "", `${of("bare", "ran").toFixed(1)} ms`);
  for (const [name, words] of Object.entries(today)) {
    line(`${words}: ${idling}`, "none: at most 10 ms", `${of(name, "ran").toFixed(1)} ms`, of(name, "ran") <= 10);
  }
}

// --- load L in the window ------------------------------------------------------------------------------------
/** In the page: notes the longest time between two frames, and the longest until Rust answers about another tenant. */
const FRAMES_BEGIN = `
  const noted = { last: performance.now(), most: 0, asked: performance.now(), answer: 0, going: true };
  const frame = (now) => {
    noted.most = Math.max(noted.most, now - noted.last);
    noted.last = now;
    if (noted.going) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const ask = async () => {
    noted.asked = performance.now();
    await window.__TAURI_INTERNALS__.invoke("search", { name: "practice", text: "marek", limit: 30 });
    noted.answer = Math.max(noted.answer, performance.now() - noted.asked);
    noted.asked = undefined;
    if (noted.going) setTimeout(ask, 100);
  };
  ask();
  window.benchFrames = noted;`;
const FRAMES_END = `
  const noted = window.benchFrames;
  noted.going = false;
  const now = performance.now();
  return { gap: Math.max(noted.most, now - noted.last), answer: Math.max(noted.answer, now - (noted.asked ?? now)) };`;

/** How long something takes, and how long a frame and an answer take at most meanwhile. */
async function during(w, act) {
  await w.script(FRAMES_BEGIN);
  const begun = performance.now();
  await act();
  const took = performance.now() - begun;
  return { took, ...(await w.script(FRAMES_END)) };
}

const GAP = "no frame and no answer about another tenant later than 100 ms";
const gapLine = (what, { took, gap, answer }) => {
  const most = `longest time between two frames ${ms(gap)}, longest answer ${ms(answer)}`;
  line(what, GAP, `${most}, in ${(took / 1000).toFixed(1)} s`, gap <= 100 && answer <= 100);
};

/** Adds the tenant as a person does: by the screen that reads files. */
async function add(w, file) {
  const hash = () => w.script("return location.hash");
  await w.script("location.hash = '#/connect?kind=file'");
  const looking = await during(w, async () => {
    await w.type("form input.mono", file);
    await w.press(Key.TAB);
    await w.sees("What would be read", 120_000);
  });
  gapLine("Looking at a file of load L", looking);
  const reading = await during(w, async () => {
    await w.click("button", "Read the file");
    await eventually("the tenant", async () => /#\/t\//.test(await hash()), 300_000);
  });
  gapLine("Reading load L", reading);
  const opening = await during(w, () => w.find(".today-statement h2", "", 300_000));
  gapLine("Today of load L, from having read it until it is there", opening);
  return /#\/t\/([^/?]+)/.exec(await hash())[1];
}

const WALKS = [
  ["at rest", "() => {}"],
  ["down, 120 px a frame", "(grid) => grid.scrollBy(0, 120)"],
  ["down, 30 rows a frame", "(grid) => grid.scrollBy(0, 900)"],
  ["to the right, 120 px a frame", "(grid) => grid.scrollBy(120, 0)"],
  ["both ways at once", "(grid, frame) => grid.scrollBy(frame % 2 ? 60 : -55, -300)"],
];

/** In the page: scrolls in every frame and gives the times between them. */
const walk = (step) => `(count, done) => {
  const step = ${step};
  const grid = document.querySelector("[role=grid]");
  const times = [];
  let last;
  const frame = (now) => {
    if (last !== undefined) times.push(now - last);
    last = now;
    // the first frames belong to what was there before
    if (times.length >= count) return done(times.slice(2));
    step(grid, times.length);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}`;

async function openMatrix(w, tenant) {
  const begun = performance.now();
  await w.script("location.hash = arguments[0]", `#/t/${tenant}/matrix?rows=people`);
  await w.find("[role=grid]", "", 120_000);
  await w.sees("of 100,000", 120_000);
  await eventually("its names and cells", () => w.script(`return document.querySelectorAll("[role=gridcell]").length > 100 && document.querySelector("[data-pending=true]") === null`), 60_000);
  return performance.now() - begun;
}

async function scroll(w) {
  for (const [name, step] of WALKS) {
    await rest(3_000);
    let times;
    const ran = await processorTime(family(w.driverProcess.pid), async () => {
      times = await w.later(walk(step), FRAMES + 2);
    });
    // the clock of the page counts in whole milliseconds
    const late = `${percent(share(times, 17.5))} over 16.7 ms, ${percent(share(times, 50))} over 50 ms`;
    const goal = name === "at rest" ? "" : "median of one frame, 16.7 ms";
    line(`Scrolling 100,000 by 2,000, ${name}`, goal, `${span(times)}; ${late}; ${ms(ran / FRAMES)} of processor time a frame`, goal === "" ? undefined : median(times) <= 17.5);
  }
}

const PIXEL = "under one frame, 16 ms";
async function cells(w, tenant) {
  const { asked, drawn, rows, columns } = await cellsToPixel(w, tenant, CLICKS);
  const [core, pixel] = [median(asked), median(drawn)];
  const parts = `${ms(core)} from asking until the page has them, ${ms(pixel)} for the frame that draws ${rows} by ${columns}`;
  line("A window of 60 x 60 cells, core to pixel", PIXEL, `median ${ms(core + pixel)}: ${parts}`, core + pixel < 16);
}

/**
 * From an event of a person until `there` finds its answer drawn, in milliseconds. A frame is drawn when the next task of
 * the page runs. `there` is the text of a function, for the page evaluates nothing.
 */
async function timed(w, event, there, act, ...given) {
  await w.script(
    `const [event, ...given] = arguments;
    const there = ${there};
    const test = there(...given);
    window.benchTime = new Promise((done) => {
      addEventListener(event, ({ timeStamp }) => {
        const since = () => performance.now() - timeStamp;
        const frame = () => {
          const found = test();
          if (!found && since() < 20_000) return requestAnimationFrame(frame);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(found ? since() : -1);
          port2.postMessage(0);
        };
        requestAnimationFrame(frame);
      }, { capture: true, once: true });
    });`,
    event,
    ...given,
  );
  await act();
  const time = await w.driver.executeAsyncScript("window.benchTime.then(arguments[0])");
  if (time < 0) throw new Error("no answer came within 20 s");
  return time;
}

/** The panel says something about another cell than before. */
const ANSWERED = `() => {
  const said = () => document.querySelector(".inspector-body h3.inspector-title");
  const before = said();
  return () => said() !== null && said() !== before;
}`;

/** Another cell each time, none of which is cut off at the edge. */
const WHOLE_CELL = `
  const room = document.querySelector("[role=grid]").getBoundingClientRect();
  const cells = [...document.querySelectorAll("[role=gridcell]")].filter((cell) => {
    const { right, bottom } = cell.getBoundingClientRect();
    return right < room.right - 20 && bottom < room.bottom - 20;
  });
  return cells[(arguments[0] * 149 + 31) % cells.length];`;

async function clicks(w) {
  const times = [];
  for (let at = 0; at < CLICKS; at += 1) {
    const cell = await w.script(WHOLE_CELL, at);
    const act = () => w.driver.actions().move({ origin: cell }).click().perform();
    times.push(await timed(w, "click", ANSWERED, act));
    await rest(400);
  }
  line("A click on a cell, until the panel says why", "at most 100 ms, 95 in 100", span(times), quantile(times, 0.95) <= 100);
}

/** In the list, or the findings: what is shown fits what was typed, which is underlined in it. */
const LISTED = `(letter) => {
  const count = () => document.querySelector(".rg")?.getAttribute("aria-rowcount");
  const before = count();
  return () =>
    document.querySelector(".rg-line .match, .finding-row .match, .palette-option .match")?.textContent === letter &&
    document.querySelector(".rg-line[aria-busy=true]") === null &&
    (before === undefined || count() !== before);
}`;

/** In the matrix: other rows, and the first of them is drawn, its name and its cells. */
const DRAWN = `() => {
  const grid = document.querySelector("[role=grid]");
  const canvas = grid.parentElement.querySelector("canvas");
  const count = () => grid.getAttribute("aria-rowcount");
  const before = count();
  const ratio = canvas.width / canvas.clientWidth;
  const inked = (left, width) => {
    const { data } = canvas.getContext("2d").getImageData(left * ratio, 176 * ratio, width * ratio, 26 * ratio);
    // what only waits is drawn lighter
    return data.some((value, at) => at % 4 === 1 && value < 200);
  };
  return () => count() !== before && inked(50, 100) && inked(220, 200);
}`;

/** How much is shown, and whether it was searched for. */
const SHOWN = `return [document.querySelector("[role=grid]")?.getAttribute("aria-rowcount"), document.querySelector(".match, [role=combobox]") === null].join()`;

const FIELDS = [
  ["people in the matrix", "matrix?rows=people", DRAWN],
  ["people", "people", LISTED],
  ["groups", "groups", LISTED],
  ["roles", "roles", LISTED],
  ["permissions", "permissions", LISTED],
  ["findings", "findings", LISTED],
  ["everything, in the palette", "today", LISTED],
];

async function type(w, tenant, [words, path, there]) {
  const palette = path === "today";
  await w.script("location.hash = arguments[0]", `#/t/${tenant}/${path}`);
  const ready = palette ? ".today-statement" : "[role=row]:not([aria-rowindex='1']), .finding-row";
  await w.find(ready, "", 120_000);
  await rest(1_000);
  const all = await w.script(SHOWN);
  const times = [];
  for (let at = 0; at < LETTERS; at += 1) {
    const letter = String(at + 1);
    if (palette) await w.chord(Key.CONTROL, "k");
    const field = await w.find(palette ? "[role=combobox]" : "input[data-filter-field]");
    await field.click();
    await rest(500);
    times.push(await timed(w, "keydown", there, () => field.sendKeys(letter), letter));
    await field.sendKeys(Key.ESCAPE);
    await eventually("everything to be shown again", async () => (await w.script(SHOWN)) === all);
    await rest(700);
  }
  line(`Typing a letter that finds ${words}, until they are shown`, "under 50 ms", span(times), median(times) < 50);
}

async function largeTenant(folder) {
  const file = large(folder);
  const workspace = join(folder, "large");
  steward("--workspace", workspace, "practice");
  const w = await openWindow({ workspace });
  try {
    await w.size(WIDTH, HEIGHT);
    await w.driver.manage().setTimeouts({ script: 300_000 });
    await w.find(".today-statement", "", 60_000);
    const tenant = await part("Reading load L", GAP, () => add(w, file));
    if (!tenant) throw new Error("load L was not read");
    await part("The matrix at load L", "", async () => {
      line("The matrix of 100,000 by 2,000, from asking for it until its cells are read", "", ms(await openMatrix(w, tenant)));
    });
    await part("Scrolling 100,000 by 2,000", "median of one frame, 16.7 ms", () => scroll(w));
    await part("A window of 60 x 60 cells, core to pixel", PIXEL, () => cells(w, tenant));
    await part("A click on a cell, until the panel says why", "at most 100 ms, 95 in 100", () => clicks(w));
    for (const field of FIELDS) await part(`Typing a letter that finds ${field[0]}`, "under 50 ms", () => type(w, tenant, field));
  } finally {
    await w.close();
  }
}

function deb() {
  const all = existsSync(PACKAGES) ? readdirSync(PACKAGES).filter((name) => name.endsWith(".deb")) : [];
  if (all.length === 0) throw new Error("there is none; `./dev package` builds it");
  const [newest] = all.map((name) => statSync(join(PACKAGES, name))).sort((a, b) => b.mtimeMs - a.mtimeMs);
  line("The deb", "under 15 MB", mb(newest.size), newest.size < 15e6);
}

function page() {
  const word = ({ goal, met }) => (goal === "" ? "" : met === undefined ? "not measured" : met ? "yes" : "**no**");
  return `# Benchmarks of the window

Written by \`./dev bench window\`${options.quick ? " with \`--quick\`, so of few runs" : ""}: the release build in a real window, beside a bare window of Tauri with the same
features and one static page (\`src-tauri/examples/bare_window.rs\`), all in one run on one machine (${cpus().length} x ${cpus()[0].model.trim()}),
under Xvfb, where the processor draws every point. Machines differ and are shared: only what is compared within the
run counts.

| what | goal | measured | met |
|---|---|---|---|
${lines.map((one) => `| ${one.what} | ${one.goal} | ${one.measured.replaceAll("|", "/")} | ${word(one)} |`).join("\n")}

## How it is measured
- americas_small is a set of real access data with 3,477 people; where it is not at hand, a made-up one of its size takes its place.
- **First content**: the picture of the screen is read from outside every few milliseconds, from the start of the process.
  First paint is the first picture with anything on it; what it says is there when nine tenths of the final picture are.
  The programs take turns, ${LAUNCHES} times each after once that does not count; medians.
- **Memory** and **idling**: all processes of the program, five seconds after its picture came to rest, in ${IDLE} of these runs.
  Memory that is shared counts in parts (PSS). Of idling, the time that all their threads ran.
- **Load L**: 100,000 people, 5,000 groups in 3 levels, 500 roles and 2,000 permissions of a fixed seed, in a file of Steward
  JSON that is added on the screen for it. The window is driven through WebDriver.
- **Reading**: while the file is looked at, read and opened, the page notes every frame, and asks Rust for somebody of another
  tenant ten times a second.
- **60 x 60 cells**: the middle time until the page has the bytes of such a window at ${CLICKS} places that nobody asked for yet, and that
  of the frame that draws at least as many, all of them anew. Waiting for the next frame is no part of it.
- **Scrolling**: one step in each frame, ${FRAMES} frames a way; the time from frame to frame. The page's clock counts whole milliseconds, so
  a frame is late from 17.5 ms on. *At rest* is what the machine allows. Processor time is that of all threads, and what
  counts where others use the machine too.
- **Clicks** and **letters**: from the time stamp of the event until the frame with the answer is drawn: ${CLICKS} cells, ${LETTERS} letters a field.
`;
}

const folder = mkdtempSync(join(tmpdir(), "steward-bench-"));
try {
  if (!existsSync(APP)) throw new Error(`there is no window at ${APP}; run it through \`./dev bench window\``);
  await part("First content, memory and idling", "as the quality page says", () => launches(folder));
  await part("Load L in the window", "as the quality page says", () => largeTenant(folder));
  await part("The deb", "under 15 MB", deb);
  console.log(page());
  if (options.write) writeFileSync(options.write, page());
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
