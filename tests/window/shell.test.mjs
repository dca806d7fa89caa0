// The window as a window: one a workspace, and where it was left.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { clean, folder, open } from "./journeys.mjs";
import { app, eventually } from "./window.mjs";

test("a second start on a workspace brings the open window to the place it names", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("Today");
  const second = spawn(app, ["--workspace", w.folder, "steward://tenant/practice/findings"], { stdio: "ignore" });
  const [code] = await once(second, "exit");
  assert.equal(code, 0, "the second start ends by itself");
  await eventually("the place", async () => /#\/t\/practice\/findings/.test(await w.script("return location.hash")));
  await w.sees("Separation of duties");
  await clean(w, "findings, opened by a link");
  const nowhere = spawn(app, ["--workspace", w.folder, "steward://nowhere/at-all"], { stdio: "ignore" });
  await once(nowhere, "exit");
  await w.sees("leads nowhere");
  assert.match(await w.script("return location.hash"), /findings/);
});

test("the window comes back as large as it was left", async () => {
  const workspace = folder();
  const first = await open({ args: ["--practice"], workspace });
  await first.sees("Today");
  await first.size(1234, 777);
  const size = (w) => w.script("return [innerWidth, innerHeight]");
  await eventually("the size", async () => (await size(first))[0] === 1234);
  const left = await size(first);
  const kept = () => readFileSync(join(workspace, "page/example.steward.desktop/.window-state.json"), "utf8");
  await eventually("the place to be kept", () => JSON.parse(kept()).main.width === 1234);
  await first.close();
  const again = await open({ workspace }, null);
  await again.find("main");
  assert.deepEqual(await size(again), left);
});
