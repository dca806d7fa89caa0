// What the journeys share: windows and servers that are closed after each test, and files to read.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach } from "node:test";
import { eventually, openWindow, root } from "./window.mjs";

const toClose = [];
const closeAll = async () => {
  while (toClose.length > 0) await toClose.pop()();
};
afterEach(closeAll);
after(closeAll);

/** Opens the window in a size; without one it stays as it comes. */
export async function open(options, size = [1440, 900]) {
  const w = await openWindow(options);
  toClose.push(() => w.close());
  if (size) await w.size(...size);
  // the first screen, which is chosen late: an address that is set before is gone then
  await w.find("main:not(.boot)", "", 60_000);
  return w;
}

/** A real SCIM server with people and groups, behind a token. */
export async function scimServer() {
  const python = process.env.STEWARD_PYTHON ?? join(root, "target/venv/bin/python");
  assert.ok(existsSync(python), "scim2-server is not installed; run the tests through `./dev test`");
  const server = spawn(python, [join(root, "tests/scim/serve.py"), "--people", "40"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const stop = async () => {
    server.kill("SIGTERM");
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  };
  toClose.push(stop);
  const [line] = await once(createInterface(server.stdout), "line");
  return { ...JSON.parse(line), stop };
}

/** A folder that is gone after the test. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), "steward-files-"));
  toClose.push(async () => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return path;
}

/** The largest published set when it lies beside the project; otherwise a made-up one of the same size. */
export function manyPairs(t) {
  const real = join(root, "../shared/data/rbac/americas_small.txt");
  if (existsSync(real)) return real;
  t.diagnostic("americas_small is not here: a made-up set of its size is read instead");
  const lines = [];
  for (let person = 0; person < 3_477; person += 1) {
    for (let at = 0; at < 30; at += 1) lines.push(`${person + 1}\t${((person * 7 + at * 53) % 1_587) + 1}`);
  }
  const file = join(folder(), "many.txt");
  writeFileSync(file, lines.join("\n"));
  return file;
}

/** axe-core finds nothing, once what is shown has its names and stands still. */
export async function clean(w, where) {
  await w.settle();
  assert.deepEqual(await w.axe(), [], `axe-core on ${where}`);
}

/** Goes to a screen of a tenant by its address, and waits for what it shows. */
export async function goTo(w, path, text) {
  await w.script("location.hash = arguments[0]", `#${path}`);
  await w.sees(text);
}

/** Waits until the address has this part. */
export function at(w, part, timeout) {
  return eventually(`the address \`${part}\``, async () => (await w.script("return location.hash")).includes(part), timeout);
}

/** Connects a SCIM server in a window that shows where to connect, and waits until it is read. */
export async function connect(w, server, tested = async () => {}) {
  await w.click("label, button, [role=radio]", "SCIM connection");
  await w.type("input[type=url]", server.url);
  await w.type("input[type=password]", server.token);
  await w.click("button", "Test the connection");
  await w.sees("Token is accepted");
  // the steps come one by one; the last one frees the button
  await w.find("button:not([disabled], [aria-disabled=true], [aria-busy=true])", "Connect read only");
  await tested();
  await w.click("button", "Connect read only");
  await at(w, "/t/", 30_000);
  await w.sees("LIVE");
}

/** Answers the file dialog of the desktop as a person does: the path over the name it suggests, then Enter. */
export async function saveAs(path) {
  const x = (...args) => spawnSync("xdotool", args, { encoding: "utf8" });
  const dialog = () => x("search", "--onlyvisible", "--name", "^Save File$").stdout?.trim();
  assert.ok(!x("version").error, "xdotool is not installed; run the tests through `./dev test`");
  x("windowfocus", "--sync", await eventually("the file dialog", dialog), "key", "alt+n", "ctrl+a");
  x("type", path);
  x("key", "Return");
  await eventually("the file dialog to close", () => !dialog());
}

/** Every line of a list that is drawn, from the top: its name, then its other cells. */
export async function linesShown(w) {
  const lines = () => w.script(`
    const lines = [...document.querySelectorAll("[role=row][data-line]:not([aria-busy])")];
    lines.sort((a, b) => a.dataset.line - b.dataset.line);
    return lines.map((line) => {
      const [first, ...others] = line.querySelectorAll("[role=gridcell]");
      return [first.querySelector("a").textContent, ...others.map((cell) => cell.innerText.trim())];
    })`);
  return eventually("lines that are read", async () => {
    const shown = await lines();
    return shown.length > 0 && shown;
  });
}

/** The grid as it is read out, cell by cell: row, then permission, then `{ consequence, words }`. */
export async function cellsShown(w) {
  const all = await eventually("cells that are read", async () => {
    const { rows, whole, cells } = await w.script(spokenCells);
    return rows > 0 && rows === whole && cells.every(([, , text]) => !text.endsWith("loading")) && cells;
  });
  const rows = new Map();
  for (const [row, column, text] of all) {
    assert.ok(text.startsWith(`${row}, ${column}, `), `a cell says where it stands: ${text}`);
    const [consequence, ...words] = text.slice(row.length + column.length + 4).split(", ");
    if (!rows.has(row)) rows.set(row, new Map());
    rows.get(row).set(column, { consequence, words });
  }
  return rows;
}

/** In the page: how many rows are drawn and how many of them have all their cells, which are laid once the grid rests;
 *  and of every cell its row's name, its column's name, and what it says. */
const spokenCells = `
  const columns = new Map([...document.querySelectorAll("[role=columnheader]")].map((head) =>
    [head.getAttribute("aria-colindex"), head.textContent]));
  const name = (text) => text.split(", ").slice(0, -3).join(", ");
  const rows = [...document.querySelectorAll("[role=row][data-pending]")].filter((row) => row.offsetParent);
  const cells = (row) => [...row.querySelectorAll("[role=gridcell]")];
  const most = Math.max(0, ...rows.map((row) => cells(row).length));
  const whole = rows.filter((row) => row.dataset.pending === "false" && most > 0 && cells(row).length === most);
  return { rows: rows.length, whole: whole.length, cells: whole.flatMap((row) => cells(row).map((cell) => [
    row.querySelector("[role=rowheader]").textContent,
    name(columns.get(cell.getAttribute("aria-colindex")) ?? ""),
    cell.getAttribute("aria-label") ?? cell.textContent,
  ])) };`;

/** The rows of a CSV file, or of a sheet of a workbook, the first unless told. */
export function readTable(file, sheet = 1) {
  return file.endsWith(".xlsx") ? readSheet(file, sheet) : readCsv(readFileSync(file, "utf8"));
}

function readCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.trimEnd().matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  return rows;
}

function readSheet(file, sheet) {
  const into = folder();
  execFileSync("python3", ["-m", "zipfile", "-e", file, into]);
  const part = (name) => readFileSync(join(into, "xl", name), "utf8");
  const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  const plain = (xml) => xml.replace(/<[^>]*>/g, "").replace(/&(\w+);/g, (all, name) => entities[name] ?? all);
  const strings = [...part("sharedStrings.xml").matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml]) => plain(xml));
  return [...part(`worksheets/sheet${sheet}.xml`).matchAll(/<row .*?<\/row>/gs)].map(([row]) => {
    const cells = [];
    for (const [, letters, kind, value] of row.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const at = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const text = plain(value ?? "");
      cells[at] = kind.includes('t="s"') ? strings[Number(text)] : text;
    }
    return Array.from(cells, (cell) => cell ?? "");
  });
}
