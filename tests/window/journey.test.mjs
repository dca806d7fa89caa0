// What a person does in the real window, one journey after the other.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { By, eventually, freePort, Key, openWindow, root } from "./window.mjs";

const open = [];
after(() => Promise.all(open.map((close) => close())));
async function window(options) {
  const opened = await openWindow(options);
  open.push(() => opened.close());
  return opened;
}

const clean = async (w, where) => assert.deepEqual(await w.axe(), [], `axe-core on ${where}`);

test("first run: the practice tenant in one click, then a cell and its why", async () => {
  const w = await window();
  await w.size(1440, 900);
  await w.sees("Connect a tenant");
  await clean(w, "connect");
  await w.screenshot("connect-light-1440x900");
  await w.click("button", "Start practising");
  await w.find("[role=grid]");
  await w.sees("Workspace Owner");
  await w.sees("PRACTICE");
  await clean(w, "matrix");
  await w.screenshot("matrix-roles-light-1440x900");
});

test("the practice tenant opens from the command line, and findings are read worst first", async () => {
  const w = await window({ args: ["--practice"] });
  await w.size(1440, 900);
  await w.find("[role=grid]");
  await w.click("a", "Findings");
  await w.sees("Critical");
  await clean(w, "findings");
  await w.screenshot("findings-light-1440x900");
});
