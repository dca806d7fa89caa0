// Asking who can do what and why, in the practice tenant. Every screen is read by axe-core.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { clean, folder, goTo, open } from "./journeys.mjs";
import { eventually, Key } from "./window.mjs";

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
