// Opens the real Steward window under WebKitWebDriver, on a workspace of its own, and offers what a person does.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Builder, Key } from "selenium-webdriver";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "../..");
export const screens = join(root, "target/screens");
export const app = process.env.STEWARD_APP ?? join(root, "target/debug/steward-app");
const axeSource = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");

/** A port nobody listens on. */
export async function freePort() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Changes an entry on record behind the back of Steward, in a workspace that no window has open. */
export function spoil(workspace) {
  execFileSync(process.env.STEWARD_PYTHON ?? "python3", ["-c", SPOIL, join(workspace, "steward.db")]);
}

const SPOIL = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("DROP TRIGGER ledger_entries_are_not_changed")
done = db.execute("""UPDATE ledger_entries SET bytes = CAST(replace(CAST(bytes AS TEXT), '"state":"done"', '"state":"dome"') AS BLOB)
  WHERE seq = (SELECT min(seq) FROM ledger_entries WHERE outcome = 'done' AND number > 0)""")
assert done.rowcount == 1
db.commit()`;

/** Waits until `probe` gives something true; says what it waited for when it does not. */
export async function eventually(what, probe, timeout = 15_000) {
  const end = Date.now() + timeout;
  let last;
  while (Date.now() < end) {
    try {
      const value = await probe();
      if (value) return value;
    } catch (error) {
      last = error;
    }
    await new Promise((done) => setTimeout(done, 40));
  }
  throw new Error(`waited ${timeout} ms for ${what}${last ? `: ${last.message}` : ""}`);
}

/** Opens the window. `args` and `env` go to the program; close it with `close()`. */
export async function openWindow({ args = [], env = {}, workspace } = {}) {
  const folder = workspace ?? mkdtempSync(join(tmpdir(), "steward-window-"));
  const page = join(folder, "page");
  const port = await freePort();
  const driverProcess = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    // what the page and the window remember is kept with the workspace: the next test begins without it
    env: {
      ...process.env,
      LC_ALL: "C.UTF-8",
      XDG_DATA_HOME: page,
      XDG_CONFIG_HOME: page,
      TAURI_WEBVIEW_AUTOMATION: "true",
      GDK_BACKEND: "x11",
      ...env,
    },
    stdio: "ignore",
  });
  await eventually("WebKitWebDriver to listen", async () => (await fetch(`http://127.0.0.1:${port}/status`)).ok);
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({
      browserName: "wry",
      "webkitgtk:browserOptions": {
        binary: app,
        args: ["--workspace", folder, ...args],
      },
    })
    .build();
  await driver.manage().setTimeouts({ script: 30_000 });
  return new Window(driver, driverProcess, folder, workspace === undefined);
}

class Window {
  constructor(driver, driverProcess, folder, ownFolder) {
    Object.assign(this, { driver, driverProcess, folder, ownFolder });
  }

  async close() {
    await this.driver.quit().catch(() => {});
    this.driverProcess.kill("SIGTERM");
    // the driver may go without its program, and a window that is opened on the workspace meanwhile would hand over to it
    await eventually("the program to end", () => {
      const left = running(this.folder);
      for (const id of left) process.kill(id, "SIGTERM");
      return left.length === 0;
    });
    if (this.ownFolder) rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  size(width, height) {
    return this.driver.manage().window().setRect({ x: 0, y: 0, width, height });
  }

  script(code, ...args) {
    return this.driver.executeScript(code, ...args);
  }

  /** Runs a function in the page; its last argument is called with the answer. */
  later(run, ...args) {
    return this.driver.executeAsyncScript(`return (${run}).apply(null, arguments)`, ...args);
  }

  /** Asks the shell directly, as the page does. */
  async invoke(command, args) {
    const answer = await this.driver.executeAsyncScript(
      "const [command, args, done] = arguments; window.__TAURI_INTERNALS__.invoke(command, args).then((data) => done({ data }), (error) => done({ error: JSON.stringify(error) }))",
      command,
      args,
    );
    if (answer.error) throw new Error(answer.error);
    return answer.data;
  }

  /** The element with a role and a name that contains the text, as a screen reader would find it. */
  find(selector, text = "", timeout = 15_000) {
    return eventually(`${selector} with \`${text}\``, () => this.script(shown, selector, text), timeout);
  }

  /** Clicks as soon as it has stopped moving and nothing lies over it any more, such as a dialog that is opening. */
  async click(selector, text) {
    const element = await this.find(selector, text);
    return eventually(`a click on ${selector} with \`${text}\``, async () => {
      if (!(await this.later(standsThere, element))) return false;
      await element.click();
      return element;
    });
  }

  async type(selector, text) {
    const element = await this.find(selector);
    await element.clear();
    await element.sendKeys(text);
    return element;
  }

  press(...keys) {
    return this.driver.actions().sendKeys(...keys).perform();
  }

  /** Holds one key while pressing another. */
  chord(held, key) {
    return this.driver.actions().keyDown(held).sendKeys(key).keyUp(held).perform();
  }

  /** Waits until the page shows a text somewhere. */
  sees(text, timeout = 15_000) {
    return eventually(`the text \`${text}\``, async () => (await this.text()).includes(text), timeout);
  }

  text() {
    return this.script("return document.body.innerText");
  }

  /** Light or dark, as the switch in the window leaves it; the page is loaded anew. */
  async theme(name) {
    await this.script("localStorage.setItem('steward.scheme', arguments[0]); document.body.dataset.left = true; location.reload()", name);
    await eventually("the theme", () => this.script("return document.documentElement.dataset.theme === arguments[0] && !document.body.dataset.left", name));
    await this.find("main:not([aria-busy=true])");
  }

  /** Waits until nothing is on its way any more, and nothing moves. */
  settle() {
    return eventually("the screen to stand still", () => this.later(standsStill));
  }

  /** Everything axe-core finds on what is shown now; an empty list is what we want. */
  async axe() {
    // a colour on its way to another is neither
    await eventually("everything to rest", () => this.script(RESTING));
    await this.script(axeSource);
    const { violations } = await this.driver.executeAsyncScript(
      "const done = arguments[1]; axe.run(document, arguments[0]).then(done, (e) => done({ violations: [{ id: String(e), nodes: [] }] }))",
      AXE,
    );
    return violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.map((n) => n.target.join(" ")).slice(0, 4).join("; ")}`);
  }

  async screenshot(name) {
    mkdirSync(screens, { recursive: true });
    writeFileSync(join(screens, `${name}.png`), Buffer.from(await this.driver.takeScreenshot(), "base64"));
  }
}

// Every address of the window begins with `#`, and the rule takes such a link for a skip link as soon as it is out of
// sight, which a link in a menu that is opening is for a moment.
const AXE = { resultTypes: ["violations"], rules: { "skip-link": { enabled: false } } };

// What goes on for ever, such as a spinner, counts as resting.
const RESTING = `return document.getAnimations().every(
  (one) => one.playState !== "running" || one.effect?.getComputedTiming().endTime === Infinity)`;

/** The programs that run and were started with this argument. */
function running(argument) {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const started = (id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0").includes(argument);
    } catch {
      return false;
    }
  };
  return processes.map(Number).filter(started);
}

/** In the page: the first element that is seen and has the text in what it shows or is called. */
const shown = `
  const [selector, text] = arguments;
  return [...document.querySelectorAll(selector)].find((element) => {
    const box = element.getBoundingClientRect();
    const name = [element.innerText, element.getAttribute("aria-label")].join(" ");
    return box.width > 0 && box.height > 0 && name.includes(text);
  });`;

/** In the page: whether an element is where it was three frames ago. */
function standsThere(element, done) {
  const place = () => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].join();
  };
  const before = place();
  let frames = 0;
  requestAnimationFrame(function look() {
    frames += 1;
    if (frames < 3) requestAnimationFrame(look);
    else done(place() === before);
  });
}

/** In the page: whether all is read and drawn and stays as it is for some frames, but for what turns for ever. */
function standsStill(done) {
  const waiting = "[aria-busy=true], [data-pending=true], [role=gridcell][aria-label$=', loading']";
  const moves = (one) => one.playState === "running" && one.effect.getComputedTiming().iterations < Infinity;
  let still = 0;
  let frames = 0;
  requestAnimationFrame(function look() {
    still = document.getAnimations().some(moves) || document.querySelector(waiting) ? 0 : still + 1;
    frames += 1;
    if (still > 6 || frames > 120) done(still > 6);
    else requestAnimationFrame(look);
  });
}

export { Key };
