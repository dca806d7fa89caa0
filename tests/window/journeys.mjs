// What the journeys share: windows and servers that are closed after each test, and files to read.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
  toClose.push(async () => rmSync(path, { recursive: true, force: true }));
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

/** axe-core finds nothing, once the rows that are shown have their names. */
export async function clean(w, where) {
  const loading = "return document.querySelector('[role=row][data-pending=true]') === null";
  await eventually("the rows to be read", () => w.script(loading));
  assert.deepEqual(await w.axe(), [], `axe-core on ${where}`);
}

/** Goes to a screen of a tenant by its address, and waits for what it shows. */
export async function goTo(w, path, text) {
  await w.script("location.hash = arguments[0]", `#${path}`);
  await w.sees(text);
}
