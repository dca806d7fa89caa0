// What a person does in the real window, one journey after the other. Every screen is read by axe-core.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, test } from "node:test";
import { eventually, Key, openWindow, root } from "./window.mjs";

const toClose = [];
const closeAll = async () => {
  while (toClose.length > 0) await toClose.pop()();
};
afterEach(closeAll);
after(closeAll);

async function open(options) {
  const w = await openWindow(options);
  toClose.push(() => w.close());
  await w.size(1440, 900);
  return w;
}

/** A real SCIM server with people and groups, behind a token. */
async function scimServer() {
  const python = process.env.STEWARD_PYTHON ?? join(root, "target/venv/bin/python");
  assert.ok(existsSync(python), "scim2-server is not installed; run the tests through `./dev test`");
  const server = spawn(python, [join(root, "tests/scim/serve.py"), "--people", "40"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  toClose.push(async () => {
    server.kill("SIGTERM");
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  });
  const [line] = await once(createInterface(server.stdout), "line");
  return JSON.parse(line);
}

/** axe-core finds nothing, once the rows that are shown have their names. */
async function clean(w, where) {
  const loading = "return document.querySelector('[role=rowheader][aria-label=loading]') === null";
  await eventually("the rows to be read", () => w.script(loading));
  assert.deepEqual(await w.axe(), [], `axe-core on ${where}`);
}

test("first run: the practice tenant in one click, then a cell and its why", async () => {
  const w = await open();
  await w.sees("Connect a tenant");
  await clean(w, "connect");
  await w.click("button", "Start practising");
  await w.find("[role=grid]");
  await w.sees("Workspace Owner");
  await w.sees("PRACTICE");
  await clean(w, "matrix");
  // Model Tester, Query agents: granted, but it cannot work
  await w.click("[role=gridcell]", "Model Tester, Query agents");
  await w.press(Key.ENTER);
  await w.sees("Model Tester gives Query agents");
  await w.sees("Read documents");
  await clean(w, "why");
});

test("findings are read worst first, and one is opened", async () => {
  const w = await open({ args: ["--practice"] });
  await w.find("[role=grid]");
  await w.click("a", "Findings");
  await w.sees("2 people can correct invoices and also approve exports");
  const text = await w.text();
  assert.ok(text.indexOf("Critical") < text.indexOf("Ravi Menon"), "the worst stands first");
  await clean(w, "findings");
});

test("a SCIM server is connected by address and token, tested, read and shown", async () => {
  const server = await scimServer();
  const w = await open();
  await w.sees("Connect a tenant");
  await w.click("label, button, [role=radio]", "SCIM connection");
  await w.type("input[type=url]", server.url);
  await w.type("input[type=password]", server.token);
  await w.click("button", "Test the connection");
  await w.sees("Token is accepted");
  await clean(w, "connection test");
  await w.click("button", "Connect read only");
  await w.find("[role=grid]", "", 30_000);
  await w.sees("LIVE");
  await w.click("button, [role=radio], label", "People");
  await eventually("forty people", async () => /of 40\b/.test(await w.text()));
  await clean(w, "matrix of a SCIM tenant");
});

test("a wrong token is said plainly, with what to do, and nothing is added", async () => {
  const server = await scimServer();
  const w = await open();
  await w.click("label, button, [role=radio]", "SCIM connection");
  await w.type("input[type=url]", server.url);
  await w.type("input[type=password]", "wrong-token");
  await w.click("button", "Test the connection");
  await w.sees("Test again");
  const text = await w.text();
  assert.match(text, /token/i);
  assert.ok(!text.includes("Connect read only"), "a connection that fails its test cannot be kept");
  await clean(w, "failed connection test");
});
